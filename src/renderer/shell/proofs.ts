/** Proofs that were pulled in this window, and how the next is wanted. They outlive the pane that shows them. */
import type { StoryId } from '#contract/ids.ts'
import type { PulledProof } from '#contract/requests.ts'
import type { Paper, SheetKind } from '#contract/sheet.ts'
import { makeStore, type Store, type WritableStore } from '../store.ts'

/** How a proof is wanted; the page and the story are those that are chosen in the window. */
export interface ProofChoice {
  readonly kind: SheetKind
  readonly paper: Paper
  /** Null: the round that the page is at. */
  readonly stage: string | null
  /** A file or a print of a page proof has its marks on it; on the screen they lie over every one. */
  readonly hasMarks: boolean
}

/** What a proof was pulled of. */
export interface ProofSubject {
  readonly page: number | null
  readonly story: StoryId | null
}

export interface KeptProof {
  readonly id: number
  readonly choice: ProofChoice
  readonly proof: PulledProof
  /** The sheets' pictures as object URLs, in order. */
  readonly urls: readonly string[]
}

export interface Proofs extends Store<readonly KeptProof[]> {
  readonly choice: WritableStore<ProofChoice>
  /** Keeps a proof as the newest; the oldest goes where there are too many. */
  keep(choice: ProofChoice, proof: PulledProof): KeptProof
  /** Puts sharper pictures in the place of a kept proof's; one that is gone stays gone. */
  sharpen(id: number, proof: PulledProof): void
}

/** Proofs that are kept: an evening's rounds of a page. */
const MOST_KEPT = 12

/** How pictures become addresses, and cease to be; a window's own, replaced in tests. */
export interface PictureUrls {
  make(bytes: Uint8Array): string
  revoke(url: string): void
}

export const objectUrls: PictureUrls = {
  make: (bytes) => URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' })),
  revoke: (url) => URL.revokeObjectURL(url),
}

export function makeProofs(urls: PictureUrls = objectUrls): Proofs {
  const store = makeStore<readonly KeptProof[]>([])
  let last = 0
  const urlsOf = ({ sheets }: PulledProof): string[] => sheets.flatMap(({ png }) => (png ? [urls.make(png)] : []))
  return {
    get: store.get,
    subscribe: store.subscribe,
    choice: makeStore<ProofChoice>({ kind: 'page', paper: 'a3', stage: null, hasMarks: false }),
    keep(choice, proof) {
      const kept = { id: ++last, choice, proof, urls: urlsOf(proof) }
      const [gone, stay] = [store.get().slice(MOST_KEPT - 1), store.get().slice(0, MOST_KEPT - 1)]
      store.put([kept, ...stay])
      for (const each of gone) each.urls.forEach((url) => urls.revoke(url))
      return kept
    },
    sharpen(id, proof) {
      const old = store.get().find((each) => each.id === id)
      if (!old) return
      const sharp = { ...old, proof, urls: urlsOf(proof) }
      store.put(store.get().map((each) => (each === old ? sharp : each)))
      old.urls.forEach((url) => urls.revoke(url))
    },
  }
}

/** The newest proof of a page or a story, of one kind; null where none was pulled. */
export const newestOf = (
  proofs: readonly KeptProof[],
  kind: SheetKind,
  { page, story }: ProofSubject,
): KeptProof | null =>
  proofs.find(({ choice, proof }) =>
    choice.kind !== kind ? false : kind === 'galley' ? proof.story === story : proof.page === page,
  ) ?? null

/** Proofs that may be laid beside one: others of the same page that show it. */
export const comparableTo = (proofs: readonly KeptProof[], { id, proof }: KeptProof): readonly KeptProof[] =>
  proofs.filter((each) => each.id !== id && each.proof.kind !== 'galley' && each.proof.page === proof.page)
