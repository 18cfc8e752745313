/** Pages of the composer's own galleys, pressed with the faces that they ask for. */
import type { Composer } from '#compose/composer.ts'
import { facesOf } from '#compose/composer.ts'
import { isFault } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { SetPage } from '#contract/setPage.ts'
import { openFontShelf } from '#darkroom/fontShelf.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { readSubsetter } from '#darkroom/resources.ts'
import { pageOf } from './handSet.ts'
import { plate } from './richPage.ts'
import { bytesOf } from './tools.ts'

const shelf = openFontShelf({ catalogue: `${resourcesFolder()}/faces.json` })
const faces = new Map<FaceId, LoadedFace>()

async function faceOf(id: FaceId): Promise<void> {
  const face = faces.has(id) ? null : await shelf.loadFace(id)
  if (face && !isFault(face)) faces.set(id, face)
}

/** Sets and presses a page; `copies` are what its readers are told of its stories. */
export async function pressGalley(
  composer: Composer,
  job: PageJob,
  profile: PressProfile,
  copies: PageJob['copies'] = job.copies,
): Promise<{ set: SetPage; pdf: Uint8Array }> {
  const set = composer.setPage(job)
  for (const id of facesOf(job.stylebook)) await faceOf(id)
  const pdf = await bytesOf(await readSubsetter(), {
    pages: [pageOf(set, { copies })],
    profile,
    title: 'Galley',
    paper: 'Galley',
    lang: job.stylebook.lang,
    issueDate: '2026-11-24',
    condition: 'CGATS TR 002',
    face: (id) => {
      const face = faces.get(id)
      if (!face) throw new RangeError(`no face ${id}`)
      return face
    },
    plate: () => plate(''),
  })
  return { set, pdf }
}
