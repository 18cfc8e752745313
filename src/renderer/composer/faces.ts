/** Faces of the paper in this window: their bytes go to the composer's worker, and the same bytes to the browser. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { DeskCalls } from '#wire/wire.ts'

/** The CSS family under which a face of the paper is painted; never one of the machine's own fonts. */
export const familyOf = (face: FaceId): string => `banmian-${face.replaceAll('.', '-')}`

/**
 * Fetches faces from the desk and lets the browser paint with each as it comes; font.missing, font.restricted. All are
 * asked for at once: some ten megabytes each, one is read while another is on the wire.
 */
export async function loadFaces(desk: DeskCalls, ids: readonly FaceId[]): Promise<Outcome<readonly LoadedFace[]>> {
  const answers = await Promise.all(ids.map((face) => loadFace(desk, face)))
  const refusal = answers.find((answer) => isFault(answer))
  return refusal ?? answers.filter((answer): answer is LoadedFace => !isFault(answer))
}

async function loadFace(desk: DeskCalls, id: FaceId): Promise<Outcome<LoadedFace>> {
  const answer = await desk.call('fetchFace', { face: id })
  if (isFault(answer)) return answer
  const { bytes, sha256 } = answer
  await registerFace(id, bytes)
  return { id, bytes, sha256 }
}

/** FontFace copies the bytes when it is made, so they may be handed on to the worker afterwards. */
async function registerFace(id: FaceId, bytes: Uint8Array): Promise<void> {
  if (typeof FontFace === 'undefined') return
  const family = familyOf(id)
  if ([...document.fonts].some((face) => face.family.replaceAll('"', '') === family)) return
  const source = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  document.fonts.add(await new FontFace(family, source as ArrayBuffer).load())
}
