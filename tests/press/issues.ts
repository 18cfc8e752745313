/** Whole issues, pressed by a desk into memory: the samples as they ship, with the copy that their pages were set from. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Copy } from '#contract/copy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import type { Outlet } from '#desk/ports.ts'
import { makeSample } from '#office/makeSample.ts'
import { openDeskOn } from '#office/openDeskOn.ts'

export interface SampleIssue {
  readonly pages: readonly { readonly set: SetPage; readonly copies: readonly Copy[] }[]
  press(profile: PressProfile, pages?: readonly number[]): Promise<Uint8Array>
  close(): Promise<void>
}

function granted<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

export async function openSample(name: 'yuntang' | 'millhaven'): Promise<SampleIssue> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'))
  const file = join(folder, `${name}.banmian`)
  granted(await makeSample(resolve(import.meta.dirname, '../../resources/samples', name), file))
  const desk = granted(await openDeskOn(file))
  const { pages } = granted(await desk.handlers.describeIssue({}))
  const sets = []
  for (const { page } of pages) {
    const { set, job } = granted(await desk.setWhole(page))
    sets.push({ set, copies: set.blocks.flatMap(({ item }) => job.copies.get(item) ?? []) })
  }
  return {
    pages: sets,
    press: (profile, of = pages.map(({ page }) => page)) => pressed(desk, profile, of),
    close: async () => {
      await desk.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function pressed(desk: OpenDesk, profile: PressProfile, pages: readonly number[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const outlet: Outlet = {
    write: async (chunk) => (chunks.push(chunk), null),
    finish: async () => ({ path: '', bytes: 0 }),
    discard: async () => {},
  }
  granted(await desk.pressTo({ pages: [...pages], profile, isOneFile: true, job: 'press' }, async () => outlet))
  return new Uint8Array(Buffer.concat(chunks))
}
