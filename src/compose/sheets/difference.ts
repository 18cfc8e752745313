/**
 * The difference of two proofs, by lines of copy: what reads otherwise, what was broken into other lines, what came, went
 * or moved. A line is the same where it says the same in the same part of the same story, in order; whoever moved a block
 * changed no line of it.
 */
import type { Part } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Box } from '#contract/measure.ts'
import type { PageTrace, TracedLine, TracedPicture } from '#contract/sheet.ts'

/**
 * changed 改: reads otherwise; rebroken 换行: the same words in other lines; added 加, removed 删; moved 移, resized 字号:
 * the same lines elsewhere, or larger or smaller; cropped: a picture shows another part of itself.
 */
export type ChangeKind = 'changed' | 'rebroken' | 'added' | 'removed' | 'moved' | 'resized' | 'cropped'

export interface ProofChange {
  readonly kind: ChangeKind
  /** Null for furniture and pictures. */
  readonly item: StoryId | null
  readonly part: Part | 'furniture' | 'picture'
  /** The words before and after, cut down to where they differ with a few beside them; empty where there are none. */
  readonly was: string
  readonly is: string
  /** Boxes of lines and pictures, Emu from the trim's corner. */
  readonly before: readonly Box[]
  readonly after: readonly Box[]
}

/** What tells `after` from `before`, in reading order. */
export function differenceOf(before: PageTrace, after: PageTrace): readonly ProofChange[] {
  const [old, now] = [byPart(before.lines), byPart(after.lines)]
  const keys = [...new Set([...old.keys(), ...now.keys()])]
  const changes = [
    ...keys.flatMap((key) => lineChanges(old.get(key) ?? [], now.get(key) ?? [])),
    ...pictureChanges(before.pictures, after.pictures),
  ]
  return changes.toSorted((a, b) => orderOf(a) - orderOf(b))
}

/** From the top, and in one line from the left. */
function orderOf({ before, after }: ProofChange): number {
  const box = after[0] ?? before[0]
  return box ? box.y * 2 ** 25 + box.x : 0
}

function byPart(lines: readonly TracedLine[]): Map<string, TracedLine[]> {
  const parts = new Map<string, TracedLine[]>()
  for (const line of lines) {
    const key = `${line.item ?? ''} ${line.part}`
    const own = parts.get(key)
    if (own) own.push(line)
    else parts.set(key, [line])
  }
  return parts
}

/** Lines that stand against each other: the same ones, or those that took each other's place. */
type Stretch =
  | { readonly isSame: true; readonly old: TracedLine; readonly now: TracedLine }
  | { readonly isSame: false; readonly old: readonly TracedLine[]; readonly now: readonly TracedLine[] }

/** Lines that moved one after another are one change, though each may have gone another way: the copy ran on. */
function lineChanges(old: readonly TracedLine[], now: readonly TracedLine[]): ProofChange[] {
  const changes: ProofChange[] = []
  let open: ProofChange | null = null
  for (const stretch of stretchesOf(old, now)) {
    const kind = stretch.isSame ? movementOf(stretch.old, stretch.now) : null
    if (!stretch.isSame) changes.push(replaced(stretch.old, stretch.now))
    if (!stretch.isSame || kind === null) {
      open = null
      continue
    }
    const goesOn: boolean = open?.kind === kind
    const change: ProofChange =
      open && goesOn ? joinMoved(open, stretch.old, stretch.now) : moved(kind, stretch.old, stretch.now)
    changes.splice(goesOn ? -1 : changes.length, goesOn ? 1 : 0, change)
    open = change
  }
  return changes
}

function replaced(old: readonly TracedLine[], now: readonly TracedLine[]): ProofChange {
  const { item = null, part = 'furniture' } = now[0] ?? old[0] ?? {}
  const [was, is] = [joined(old), joined(now)]
  const isSame = was.replace(/\s/g, '') === is.replace(/\s/g, '')
  const kind = old.length === 0 ? 'added' : now.length === 0 ? 'removed' : isSame ? 'rebroken' : 'changed'
  const words = kind === 'changed' ? cutToDifference(was, is) : { was: shortened(was), is: shortened(is) }
  return { kind, item, part, ...words, before: old.map(({ box }) => box), after: now.map(({ box }) => box) }
}

/** Lines as copy: a blank that a line's end swallowed comes back between Latin words. */
const joined = (lines: readonly TracedLine[]): string =>
  lines.reduce((text, { text: more }) => text + (/[\w,.;:!?]$/.test(text) && /^\w/.test(more) ? ' ' : '') + more, '')

/** Words shown on either side of what differs. */
const CONTEXT = 6
const MOST_SHOWN = 48

function cutToDifference(was: string, is: string): { was: string; is: string } {
  const [a, b] = [[...was], [...is]]
  let head = 0
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const cut = (text: readonly string[]): string => {
    const from = Math.max(0, head - CONTEXT)
    const to = Math.min(text.length, text.length - tail + CONTEXT)
    return (from > 0 ? '…' : '') + shortened(text.slice(from, to).join('')) + (to < text.length ? '…' : '')
  }
  return { was: cut(a), is: cut(b) }
}

function shortened(text: string): string {
  const letters = [...text]
  if (letters.length <= MOST_SHOWN) return text
  return `${letters.slice(0, MOST_SHOWN / 2).join('')}…${letters.slice(-MOST_SHOWN / 2).join('')}`
}

function movementOf(old: TracedLine, now: TracedLine): 'moved' | 'resized' | null {
  if (old.size !== now.size) return 'resized'
  const isStill = old.box.x === now.box.x && old.box.y === now.box.y && old.box.width === now.box.width
  return isStill && old.box.height === now.box.height ? null : 'moved'
}

const moved = (kind: 'moved' | 'resized', old: TracedLine, now: TracedLine): ProofChange => ({
  kind,
  item: now.item,
  part: now.part,
  was: shortened(old.text),
  is: shortened(now.text),
  before: [old.box],
  after: [now.box],
})

const joinMoved = (change: ProofChange, old: TracedLine, now: TracedLine): ProofChange => ({
  ...change,
  before: [...change.before, old.box],
  after: [...change.after, now.box],
})

/** The longest common subsequence of lines by their text, with what stands between its members. */
function stretchesOf(old: readonly TracedLine[], now: readonly TracedLine[]): Stretch[] {
  const lengths = commonLengths(old, now)
  const stretches: Stretch[] = []
  let [i, j] = [0, 0]
  let open: { old: TracedLine[]; now: TracedLine[] } = { old: [], now: [] }
  const close = (): void => {
    if (open.old.length + open.now.length > 0) stretches.push({ isSame: false, ...open })
    open = { old: [], now: [] }
  }
  while (i < old.length || j < now.length) {
    const [a, b] = [old[i], now[j]]
    if (a && b && a.text === b.text) {
      close()
      stretches.push({ isSame: true, old: a, now: b })
      i++
      j++
    } else if (a && (!b || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      open.old.push(a)
      i++
    } else if (b) {
      open.now.push(b)
      j++
    }
  }
  close()
  return stretches
}

const at = (table: readonly Uint32Array[], i: number, j: number): number => table[i]?.[j] ?? 0

/** How many lines the rests from i and j on have in common. */
function commonLengths(old: readonly TracedLine[], now: readonly TracedLine[]): Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i--) {
    const row = table[i]
    for (let j = now.length - 1; row && j >= 0; j--) {
      row[j] =
        old[i]?.text === now[j]?.text ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  }
  return table
}

function pictureChanges(before: readonly TracedPicture[], after: readonly TracedPicture[]): ProofChange[] {
  const rest = [...before]
  const changes: ProofChange[] = []
  for (const now of after) {
    const found = rest.findIndex(({ record, photo }) => record === now.record && photo === now.photo)
    const old = found < 0 ? null : (rest.splice(found, 1)[0] ?? null)
    const kind = old === null ? 'added' : pictureKind(old, now)
    if (kind) changes.push(pictureChange(kind, old ? [old.box] : [], [now.box]))
  }
  return [...changes, ...rest.map(({ box }) => pictureChange('removed', [box], []))]
}

function pictureKind(old: TracedPicture, now: TracedPicture): ChangeKind | null {
  if (old.sha256 !== now.sha256) return 'changed'
  const [a, b] = [old.crop, now.crop]
  if (a.left !== b.left || a.top !== b.top || a.right !== b.right || a.bottom !== b.bottom) return 'cropped'
  if (old.box.width !== now.box.width || old.box.height !== now.box.height) return 'resized'
  return old.box.x !== now.box.x || old.box.y !== now.box.y ? 'moved' : null
}

const pictureChange = (kind: ChangeKind, before: readonly Box[], after: readonly Box[]): ProofChange => ({
  kind,
  item: null,
  part: 'picture',
  was: '',
  is: '',
  before,
  after,
})
