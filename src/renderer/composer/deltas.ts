/**
 * Deltas by identity. A structured clone makes every object anew, and with it all that the composer and the painter
 * remember by identity would be lost; so both ends keep what was sent and only name what is the same.
 */
import { PARTS, type Copy, type CopyParagraph, type Part } from '#contract/copy.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'
import type { CopyDelta, FrameDelta, PageDelta } from './messages.ts'

type Parts<T> = Record<Part, readonly T[]>

const mapParts = <T>(make: (part: Part) => readonly T[]): Parts<T> =>
  Object.fromEntries(PARTS.map((part) => [part, make(part)])) as unknown as Parts<T>

/** `next` against the copy that the other end has, null where it has none. */
export function copyDelta(known: Copy | null, next: Copy): CopyDelta {
  const parts = mapParts((part) => named(known?.parts[part] ?? [], next.parts[part]))
  return { ...next, parts }
}

/** The copy that `delta` stands for; known paragraphs are the same objects. */
export function applyCopyDelta(known: Copy | null, delta: CopyDelta): Copy {
  const parts = mapParts<CopyParagraph>((part) => resolved(known?.parts[part] ?? [], delta.parts[part]))
  return { ...delta, parts }
}

/** Each item as its index in `known` where it is the same object there. */
export function named<T extends object>(known: readonly T[], next: readonly T[]): (number | T)[] {
  const indexes = new Map(known.map((item, index) => [item, index]))
  return next.map((item) => indexes.get(item) ?? item)
}

/** The list that `named` took apart. */
export function resolved<T extends object>(known: readonly T[], delta: readonly (number | T)[]): T[] {
  return delta.map((item) => (typeof item === 'number' ? at(known, item) : item))
}

function at<T>(known: readonly T[], index: number): T {
  const found = known[index]
  if (found === undefined) throw new RangeError(`delta: no ${index} among ${known.length}`)
  return found
}

const LISTS = ['rules', 'pictures', 'blocks', 'fit', 'findings'] as const

/** `next` against the page that the window has, null where it has none. */
export function pageDelta(known: SetPage | null, next: SetPage): PageDelta {
  const indexes = new Map((known?.frames ?? []).map((frame, index) => [frame, index]))
  const byId = new Map((known?.frames ?? []).map((frame, index) => [frame.id, index]))
  const frames = next.frames.map((frame) => indexes.get(frame) ?? frameDelta(known, byId.get(frame.id), frame))
  const { rules, pictures, blocks, fit, findings, ...rest } = next
  const lists = { rules, pictures, blocks, fit, findings }
  const changed = LISTS.filter((name) => known === null || !isSameList(known[name], lists[name]))
  return { ...rest, frames, ...Object.fromEntries(changed.map((name) => [name, lists[name]])) }
}

/** A list of equal objects is a new one each time the page is set, though nothing in it changed. */
const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b))

function frameDelta(known: SetPage | null, was: number | undefined, next: SetFrame): FrameDelta {
  const before = was === undefined ? undefined : known?.frames[was]
  if (was === undefined || !before) return next
  const { lines, ...frame } = next
  const delta = named<SetLine>(before.lines, lines)
  return delta.some((line) => typeof line === 'number') ? { was, frame, lines: delta } : next
}

/** The page that `delta` stands for; frames and lists that did not change are the same objects as in `known`. */
export function applyPageDelta(known: SetPage | null, delta: PageDelta): SetPage {
  const { frames, ...rest } = delta
  const kept = known ?? EMPTY
  return {
    rules: kept.rules,
    pictures: kept.pictures,
    blocks: kept.blocks,
    fit: kept.fit,
    findings: kept.findings,
    ...rest,
    frames: frames.map((frame) => applyFrameDelta(kept.frames, frame)),
  }
}

const EMPTY: Pick<SetPage, 'frames' | (typeof LISTS)[number]> = {
  frames: [],
  rules: [],
  pictures: [],
  blocks: [],
  fit: [],
  findings: [],
}

function applyFrameDelta(known: readonly SetFrame[], delta: FrameDelta): SetFrame {
  if (typeof delta === 'number') return at(known, delta)
  if (!('was' in delta)) return delta
  return { ...delta.frame, lines: resolved(at(known, delta.was).lines, delta.lines) }
}
