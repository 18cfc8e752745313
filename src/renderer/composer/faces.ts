/** Faces of the paper in this window: their bytes go to the composer's worker, and the same bytes to the browser. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { DeskCalls } from '#wire/wire.ts'

/** The CSS family under which a face of the paper is painted; never one of the machine's own fonts. */
export const familyOf = (face: FaceId): string => `banmian-${face.replaceAll('.', '-')}`

/** Fetches faces from the desk; font.missing, font.restricted. */
export async function fetchFaces(desk: DeskCalls, ids: readonly FaceId[]): Promise<Outcome<readonly LoadedFace[]>> {
  const faces: LoadedFace[] = []
  // One after the other: each is some ten megabytes, and a wire carries them in turn anyway.
  for (const face of ids) {
    const answer = await desk.call('fetchFace', { face })
    if (isFault(answer)) return answer
    faces.push({ id: answer.face, bytes: answer.bytes, sha256: answer.sha256 })
  }
  return faces
}

/** Lets the browser paint with the faces. It copies the bytes, so they may be handed on afterwards. */
export async function registerFaces(faces: readonly LoadedFace[]): Promise<void> {
  if (typeof FontFace === 'undefined') return
  const known = new Set([...document.fonts].map((face) => face.family.replaceAll('"', '')))
  const news = faces.filter((face) => !known.has(familyOf(face.id)))
  await Promise.all(
    news.map(async ({ id, bytes }) => {
      const face = await new FontFace(familyOf(id), bytes.slice().buffer).load()
      document.fonts.add(face)
    }),
  )
}
