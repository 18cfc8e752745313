/** The few words of a story that show why it was found. */
import { PARTS, type Copy, type Part } from '#contract/copy.ts'
import type { PoolHit } from '#contract/requests.ts'
import type { Finder } from '#story/find/finder.ts'
import type { Hit } from '#story/find/hits.ts'
import { isWhere, type Where } from '#story/find/query.ts'

/** UTF-16 units before the first hit, and in all. */
const BEFORE = 16
const LENGTH = 72

/** The part in which most of what is looked for stands, its first such words with the hits in them; else the story's first words. */
export function snippetOf(
  { parts }: Copy,
  where: Where,
  finders: readonly Finder[],
): Pick<PoolHit, 'part' | 'snippet'> {
  let best: { part: Part; text: string; hits: Hit[]; found: number } | null = null
  for (const part of PARTS.filter((each) => isWhere(each, where))) {
    for (const { text } of parts[part]) {
      const each = finders.map((find) => find(text))
      const found = each.filter((hits) => hits.length > 0).length
      if (found > (best?.found ?? 0) || (!best && text !== '')) best = { part, text, hits: each.flat(), found }
    }
  }
  if (!best) return { part: 'body', snippet: { text: '', hits: [] } }
  return { part: best.part, snippet: cut(best.text, best.hits) }
}

function cut(text: string, hits: readonly Hit[]): PoolHit['snippet'] {
  const inOrder = hits.toSorted((a, b) => a.from - b.from || b.to - a.to)
  const first = inOrder[0]?.from ?? 0
  const from = edge(text, first <= BEFORE ? 0 : first - BEFORE)
  const to = edge(text, Math.min(text.length, from + LENGTH))
  const head = from > 0 ? '…' : ''
  const moved = inOrder
    .filter((hit) => hit.to <= to)
    .map((hit): [number, number] => [hit.from - from + head.length, hit.to - from + head.length])
  return { text: head + text.slice(from, to) + (to < text.length ? '…' : ''), hits: apart(moved) }
}

/** Never inside a character. */
const edge = (text: string, at: number): number => ((text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at)

/** Stretches that touch are one. */
function apart(hits: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const out: (readonly [number, number])[] = []
  for (const [from, to] of hits) {
    const last = out.at(-1)
    if (last && from <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], to)]
    else out.push([from, to])
  }
  return out
}
