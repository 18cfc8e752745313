import { describe, expect, it } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { PulledProof } from '#contract/requests.ts'
import type { SheetKind } from '#contract/sheet.ts'
import { comparableTo, makeProofs, newestOf } from '../../../src/renderer/shell/proofs.ts'

const proof = (kind: SheetKind, page: number | null, story: string | null = null): PulledProof => ({
  kind,
  page,
  story: story as StoryId | null,
  stamp: 'a'.repeat(64),
  round: null,
  time: '2026-11-24T14:03:22.123Z',
  version: null,
  sheets: [{ width: 1, height: 1, place: null, png: new Uint8Array(1) }],
  pdf: null,
  trace: { lines: [], pictures: [] },
  findings: [],
})
const choice = (kind: SheetKind) => ({ kind, paper: 'a4', stage: null, hasMarks: false }) as const

function shelf() {
  let made = 0
  const held = new Set<string>()
  const urls = {
    make: () => {
      const url = `blob:${++made}`
      held.add(url)
      return url
    },
    revoke: (url: string) => void held.delete(url),
  }
  return { proofs: makeProofs(urls), held }
}

describe('proofs of a window', () => {
  it('are kept newest first, a dozen of them; the pictures of older ones are let go', () => {
    const { proofs, held } = shelf()
    for (let i = 1; i <= 15; i++) proofs.keep(choice('page'), proof('page', i))
    expect(proofs.get().map((each) => each.proof.page)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4])
    expect([...held].toSorted()).toEqual(
      proofs
        .get()
        .flatMap(({ urls }) => urls)
        .toSorted(),
    )
  })

  it('become sharper in their place, and let go of what they were', () => {
    const { proofs, held } = shelf()
    const kept = proofs.keep(choice('page'), proof('page', 1))
    proofs.sharpen(kept.id, proof('page', 1))
    expect(proofs.get()).toHaveLength(1)
    expect(proofs.get()[0]!.id).toBe(kept.id)
    expect([...held]).toEqual(proofs.get()[0]!.urls)
    proofs.sharpen(99, proof('page', 1))
    expect(held.size).toBe(1)
  })

  it('are found by what they are of: a page by its number, a galley by its story', () => {
    const { proofs } = shelf()
    proofs.keep(choice('page'), proof('page', 1))
    proofs.keep(choice('galley'), proof('galley', 1, 's1'))
    const of = (kind: SheetKind, page: number, story: string | null) =>
      newestOf(proofs.get(), kind, { page, story: story as StoryId | null })?.proof.kind ?? null
    expect(of('page', 1, null)).toBe('page')
    expect(of('page', 2, null)).toBe(null)
    expect(of('galley', 2, 's1')).toBe('galley')
    expect(of('galley', 1, 's2')).toBe(null)
  })

  it('are laid beside others of the same page, never beside a galley or themselves', () => {
    const { proofs } = shelf()
    const first = proofs.keep(choice('page'), proof('page', 1))
    proofs.keep(choice('clean'), proof('clean', 1))
    proofs.keep(choice('galley'), proof('galley', 1, 's1'))
    proofs.keep(choice('page'), proof('page', 2))
    expect(comparableTo(proofs.get(), first).map((each) => each.proof.kind)).toEqual(['clean'])
  })
})
