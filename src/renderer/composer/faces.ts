/** Faces of the paper in this window: their bytes go to the composer's worker, and the same bytes to the browser. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { FacesCome } from '../session.ts'
import type { WritableStore } from '../store.ts'

/** The CSS family under which a face of the paper is painted; never one of the machine's own fonts. */
export const familyOf = (face: FaceId): string => `banmian-${face.replaceAll('.', '-')}`

type FetchFace = (face: FaceId) => Promise<Outcome<LoadedFace>>

/** Faces over the wire, where the host has no quicker way. */
export const fetchOver = (desk: DeskCalls): FetchFace => {
  return async (id) => {
    const answer = await desk.call('fetchFace', { face: id })
    return isFault(answer) ? answer : { id, bytes: answer.bytes, sha256: answer.sha256 }
  }
}

/**
 * Fetches faces and lets the browser paint with each as it comes; font.missing, font.restricted. All are asked for at
 * once: some ten megabytes each, one is read while another is on its way. `come` counts them.
 */
export async function loadFaces(
  fetchFace: FetchFace,
  ids: readonly FaceId[],
  come: WritableStore<FacesCome>,
): Promise<Outcome<readonly LoadedFace[]>> {
  come.put({ done: 0, total: ids.length })
  const load = async (id: FaceId): Promise<Outcome<LoadedFace>> => {
    const face = await fetchFace(id)
    if (isFault(face)) return face
    await registerFace(id, face.bytes)
    come.put({ ...come.get(), done: come.get().done + 1 })
    return face
  }
  const answers = await Promise.all(ids.map(load))
  const refusal = answers.find((answer) => isFault(answer))
  return refusal ?? answers.filter((answer): answer is LoadedFace => !isFault(answer))
}

/** FontFace copies the bytes when it is made, so they may be handed on to the worker afterwards. */
async function registerFace(id: FaceId, bytes: Uint8Array): Promise<void> {
  if (typeof FontFace === 'undefined') return
  const family = familyOf(id)
  if ([...document.fonts].some((face) => face.family.replaceAll('"', '') === family)) return
  const source = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  document.fonts.add(await new FontFace(family, source as ArrayBuffer).load())
}
