/**
 * The step codec. Steps are the authority of a story: what is stored and sent is their JSON. Whatever comes over a wire
 * is decoded against the schema and applied to a document that is checked afterwards, so that no step can leave a
 * document behind which the schema would not allow.
 */
import { Mapping, Step, type ReplaceStep } from 'prosemirror-transform'
import type { Node } from 'prosemirror-model'
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { Json } from '#contract/requests.ts'
import { schema, type StoryDoc } from './schema.ts'

/** The kinds of step that a story is edited with. `markSet` is what undoes a mark on words that did not all have it. */
const STEP_TYPES: readonly string[] = [
  'replace',
  'replaceAround',
  'addMark',
  'removeMark',
  'markSet',
  'attr',
  'docAttr',
]
/** Beyond this a document is no story: positions, about the UTF-16 length of its text. */
const LARGEST_DOC = 4_000_000
/** No line feed, NUL or other control character stands in a line of copy; a tab may. */
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/

/** Steps as they are stored and sent, one for one. */
export const encodeSteps = (steps: readonly Step[]): Json[] => steps.map((step) => encodeStep(step.toJSON() as Json))

/** Undone twice, a set of marks comes to hold sets, which the library writes and does not read: they are written as one. */
function encodeStep(json: Json): Json {
  const { stepType, steps = [] } = json as unknown as StoredStep
  return stepType === 'markSet' ? { stepType, steps: steps.flatMap(marksOf) } : json
}

function marksOf(json: Json): Json[] {
  const { stepType, steps = [] } = json as unknown as StoredStep
  return stepType === 'markSet' ? steps.flatMap(marksOf) : [json]
}

/** Steps from stored or received JSON; steps.invalid {index, problem} when one is not a step of this schema. */
export function decodeSteps(json: readonly unknown[]): Outcome<Step[]> {
  const steps: Step[] = []
  for (const [index, each] of json.entries()) {
    const step = decodeStep(each)
    if (isFault(step)) return invalid(index, String(step.where['problem'] ?? ''))
    steps.push(step)
  }
  return steps
}

function decodeStep(json: unknown): Outcome<Step> {
  const type = (json as { stepType?: unknown } | null)?.stepType
  if (typeof type !== 'string' || !STEP_TYPES.includes(type))
    return invalid(0, `step type ${String(type).slice(0, 32)}`)
  try {
    const step = Step.fromJSON(schema, json)
    checkInserted(step)
    return step
  } catch (error) {
    return invalid(0, problemOf(error))
  }
}

/** What a step brings must be whole in itself: types, attributes, marks, characters. */
function checkInserted(step: Step): void {
  const slice = (step as Partial<ReplaceStep>).slice
  slice?.content.forEach((node) => node.check())
  slice?.content.descendants((node: Node) => {
    if (node.isText && CONTROL.test(node.text ?? '')) throw new RangeError('a control character in copy')
  })
}

/** The document after the steps; steps.invalid when one cannot apply or would break the schema. */
export function applySteps(doc: StoryDoc, steps: readonly Step[]): Outcome<StoryDoc> {
  let current = doc
  for (const [index, step] of steps.entries()) {
    const next = applyStep(current, step)
    if (isFault(next)) return invalid(index, String(next.where['problem'] ?? ''))
    current = next
  }
  return current.content.size > LARGEST_DOC
    ? fault('text.tooLarge', { size: current.content.size, most: LARGEST_DOC })
    : current
}

function applyStep(doc: StoryDoc, step: Step): Outcome<StoryDoc> {
  try {
    const { doc: next, failed } = step.apply(doc)
    if (!next) return invalid(0, failed ?? 'the step does not apply')
    checkChanged(doc, next)
    return next
  } catch (error) {
    return invalid(0, problemOf(error))
  }
}

/** Checks the row of lines, and each line that is a new object: what an edit did not touch was checked before. */
function checkChanged(before: StoryDoc, after: StoryDoc): void {
  if (before.attrs !== after.attrs) return after.check()
  if (!after.type.validContent(after.content)) throw new RangeError('lines out of order')
  const known = new Set(before.children)
  for (const line of after.children) if (!known.has(line)) line.check()
}

/** The mapping through steps: how positions of the document before them move. */
export const mappingOf = (steps: readonly Step[]): Mapping => new Mapping(steps.map((step) => step.getMap()))

const invalid = (index: number, problem: string): Fault => fault('steps.invalid', { index, problem })

const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Characters (UTF-16) that a stored step brings and takes, and line ends with them; what it only marks, dates or moves
 * counts nothing, what it marks as deleted counts as taken. Read from the JSON, since a log of any length is read so.
 */
export function measureStep(json: Json): { readonly added: number; readonly removed: number } {
  const step = json as unknown as StoredStep
  const between = (step.to ?? 0) - (step.from ?? 0)
  if (step.stepType === 'replace') return { added: sizeOf(step.slice), removed: between }
  if (step.stepType === 'addMark' && step.mark?.type === 'deleted') return { added: 0, removed: between }
  const removed = (step.steps ?? []).reduce<number>((sum, each) => sum + measureStep(each).removed, 0)
  return { added: 0, removed }
}

interface StoredStep {
  readonly stepType?: string
  readonly from?: number
  readonly to?: number
  readonly mark?: { readonly type?: string }
  readonly steps?: readonly Json[]
  readonly slice?: StoredSlice
}
interface StoredSlice {
  readonly content?: readonly StoredNode[]
  readonly openStart?: number
  readonly openEnd?: number
}
interface StoredNode {
  readonly text?: string
  readonly content?: readonly StoredNode[]
}

const sizeOf = ({ content = [], openStart = 0, openEnd = 0 }: StoredSlice = {}): number =>
  Math.max(0, content.reduce((sum, node) => sum + nodeSizeOf(node), 0) - openStart - openEnd)

const nodeSizeOf = ({ text, content = [] }: StoredNode): number =>
  text === undefined ? content.reduce((sum, node) => sum + nodeSizeOf(node), 2) : text.length
