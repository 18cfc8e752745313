import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { FINDING_CODES } from '#contract/faults.ts'
import { makeSample } from '#office/makeSample.ts'
import { banmian, folder, json, refusal, samples } from './terminal.ts'

// Every step is a process of its own; on a machine that is busy they add up.
vi.setConfig({ testTimeout: 180_000 })

interface Checked {
  readonly findings: readonly {
    readonly code: string
    readonly severity: string
    readonly page: number | null
    readonly frame: string | null
    readonly item: string | null
    readonly at: unknown
    readonly message: string
    readonly hint: string
  }[]
}

async function sampleFile(): Promise<string> {
  const file = join(folder(), 'sample.banmian')
  if (await makeSample(join(samples, 'millhaven'), file)) throw new Error('no sample')
  return file
}

describe('check', () => {
  test('prints every finding with the keys that scripts rely on, the same each time, page by page', async () => {
    const file = await sampleFile()
    const all = json<Checked>(['check', file])
    expect(all.findings.length).toBeGreaterThan(0)
    for (const finding of all.findings) {
      expect(Object.keys(finding)).toEqual(
        expect.arrayContaining(['code', 'severity', 'page', 'frame', 'item', 'at', 'message', 'hint']),
      )
      expect(FINDING_CODES).toContain(finding.code)
      expect(['error', 'warning', 'note']).toContain(finding.severity)
      expect(finding.message).not.toBe('')
      expect(finding.hint).not.toBe('')
    }
    expect(json(['check', file])).toEqual(all)
    const pages = all.findings.flatMap(({ page }) => page ?? [])
    expect(json<Checked>(['check', file, '--page', '2']).findings).toEqual(
      all.findings.filter(({ page }) => page === 2),
    )
    expect(pages).toContain(1)
  })
  test('says it in Chinese and in English, with the counts at the foot', async () => {
    const file = await sampleFile()
    const [zh, en] = ['zh', 'en'].map((lang) => banmian(['check', file, '--lang', lang]))
    expect(zh).toMatchObject({ code: 0, out: expect.stringMatching(/本版未签。[^]*错误 0，警告 \d+，提示 \d+\n$/) })
    expect(en).toMatchObject({
      code: 0,
      out: expect.stringMatching(/not signed\.[^]*\n0 errors, \d+ warnings?, \d+ notes?\n$/),
    })
  })
  test('takes a named profile; one that is not there is refused with the names of those that are', async () => {
    const file = await sampleFile()
    const codes = (words: string[]) => json<Checked>(['check', file, ...words]).findings.map(({ code }) => code)
    expect(codes([])).toContain('page.unsigned')
    expect(codes(['--profile', 'newsprint'])).toEqual(codes([]))
    expect(codes(['--profile', 'proof'])).not.toContain('page.unsigned')
    expect(refusal(['check', file, '--profile', 'glossy'])).toMatchObject({
      code: 'preflight.unknown',
      hint: expect.stringContaining('newsprint, proof'),
    })
    expect(banmian(['check', file, '--profile', '../x']).code).toBe(2)
  })
})
