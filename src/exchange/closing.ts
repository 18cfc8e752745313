/** What is known of an item only at its end: healed column breaks, a cutline's own credit, whether it is a picture. */
import { widthOf } from './characters.ts'
import { tailCreditAt } from './credits.ts'
import { newDraft, type Draft } from './draft.ts'
import { leadInLength } from './lineKinds.ts'
import { isUnfinished } from './sentences.ts'
import { joinStrips, sliceStrip, type Joint, type Strip } from './strip.ts'
import { glueOf, jointOf } from './unwrap.ts'

/** A cutline has up to three paragraphs and 400 Han (in half ems). */
const CUTLINE_PARAGRAPHS = 3
const CUTLINE_WIDTH = 800

/** Words by which a paragraph says that it tells of a picture. */
const POINTS_AT_PICTURE = /^(?:图为|图[①②③一二三\d]|上图|左图|右图|下图)|图为/

/**
 * A credited paragraph among others: the story's own cutline where it says so (图为……), else a picture of its own, which
 * is returned as a further item.
 */
function takeCutlines(draft: Draft): Draft[] {
  const others: Draft[] = []
  if (draft.body.length < 2) return others
  draft.body = draft.body.filter((strip, i) => {
    const at = tailCreditAt(strip.text)
    if (at >= strip.text.length || at === 0 || draft.subheads.size > 0) return true
    const own = POINTS_AT_PICTURE.test(strip.text) && draft.cutline.length === 0
    const [cutline, credit] = [sliceStrip(strip, 0, at), sliceStrip(strip, at, strip.text.length)]
    if (!own && i < draft.body.length - 1) return true
    const target = own ? draft : newDraft([], false)
    target.cutline = [cutline]
    target.credits.push(credit)
    if (!own) others.push({ ...target, ground: 'item.picture' })
    return false
  })
  return others
}

/** Heals the column breaks, takes credits out of cutlines, and says what the item is. */
export function closeDraft(draft: Draft): Draft[] {
  healBreaks(draft)
  const isStory = draft.bylines.length > 0 || draft.body.length > CUTLINE_PARAGRAPHS || hasLeadIn(draft)
  const others = isStory ? takeCutlines(draft) : []
  takeTailCredits(draft)
  if (draft.cutline.length === 0 && isPictureStory(draft)) {
    const [first, ...rest] = draft.body
    const joints = rest.map((strip, i): Joint => {
      const glue = glueOf(draft.body[i]!.text, strip.text)
      return { strip, why: 'join.cutline', glue }
    })
    draft.cutline = first ? [joinStrips(first, joints)] : []
    draft.body = []
    draft.ground = 'item.picture'
  } else if (draft.body.length === 0 && !draft.isVertical) draft.ground = 'item.refer'
  return [draft, ...others]
}

const hasLeadIn = ({ body }: Draft): boolean => body.length > 1 && leadInLength(body[0]!.text) > 0

function healBreaks(draft: Draft): void {
  const healed: Strip[] = []
  const subheads = new Set<number>()
  for (let i = 0; i < draft.body.length;) {
    const isSubhead = draft.subheads.has(i)
    const first = draft.body[i++]!
    const rest: Joint[] = []
    let last = first
    while (
      !isSubhead &&
      i < draft.body.length &&
      !draft.subheads.has(i) &&
      isUnfinished(last.text, draft.body[i]!.text)
    ) {
      const strip = draft.body[i++]!
      rest.push({ strip, ...jointOf(last.text, strip.text, 'join.midSentence') })
      last = strip
    }
    if (isSubhead) subheads.add(healed.length)
    healed.push(joinStrips(first, rest))
  }
  draft.body = healed
  draft.subheads = subheads
}

/** `……。 记者 某某 摄` at a paragraph's end: the credit goes to the credits. */
function takeTailCredits(draft: Draft): void {
  draft.body = draft.body.map((strip) => {
    const at = tailCreditAt(strip.text)
    if (at >= strip.text.length || at === 0) return strip
    draft.credits.push(sliceStrip(strip, at, strip.text.length))
    return sliceStrip(strip, 0, at)
  })
}

const isPictureStory = ({ credits, body, subheads, bylines }: Draft): boolean =>
  credits.length > 0 &&
  body.length <= CUTLINE_PARAGRAPHS &&
  subheads.size === 0 &&
  bylines.length === 0 &&
  (body.length <= 1 || leadInLength(body[0]!.text) === 0) &&
  body.reduce((sum, strip) => sum + widthOf(strip.text), 0) <= CUTLINE_WIDTH
