/** Fidelity: every character of a story stands on the page once and in order, or is counted as over. */
import type { Copy, Part } from '#contract/copy.ts'
import type { FaultWhere } from '#contract/faults.ts'
import type { SetPage } from '#contract/setPage.ts'
import { foundOn, type Found } from './breach.ts'
import type { ReadLine, ReadStory } from './readLines.ts'

export function textBreaches(set: SetPage, story: ReadStory): Found[] {
  const found = story.lines.flatMap((line) => clusterBreaches(line))
  const counted = set.fit.find(({ record }) => record === story.block.id)?.overCharacters ?? 0
  const flowing = sumOf(FLOWING.map((part) => lost(story, part, found)))
  // Words of a picture flow with the text while there is no picture, and are counted then.
  const captions = sumOf((['cutline', 'credit'] as const).map((part) => lost(story, part, found)))
  if (counted < flowing.least || counted > flowing.most + captions.most) {
    found.push(lostOf(story, { lost: flowing.least, counted }))
  }
  if (story.block.head === 'none') return found
  for (const part of ['kicker', 'headline', 'deck'] as const) {
    const { least } = lost(story, part, found)
    if (least > 0) found.push(lostOf(story, { lost: least, counted: 0, part }))
  }
  return found
}

const FLOWING = ['byline', 'body', 'jumpLine'] as const

/** Characters that no line shows: without their blanks, and with them (those at the ends of lines over are not counted). */
interface Lost {
  readonly least: number
  readonly most: number
}

const sumOf = (all: readonly Lost[]): Lost => ({
  least: all.reduce((sum, { least }) => sum + least, 0),
  most: all.reduce((sum, { most }) => sum + most, 0),
})

const lostOf = ({ block }: ReadStory, values: FaultWhere): Found => ({
  rule: 'text',
  frame: null,
  item: block.item,
  at: null,
  text: '',
  values,
})

/** The glyphs of a line stand for its text, all of it and nothing else. */
function clusterBreaches(line: ReadLine): Found[] {
  const shown = line.glyphs.map(({ text }) => text).join('')
  return shown === line.set.text ? [] : [foundOn('text', line, { shown })]
}

/** Characters of a part that no line shows. Repeated or disordered lines are breaches of their own. */
function lost({ copy, lines }: ReadStory, part: Part, found: Found[]): Lost {
  const own = lines.filter(({ set }) => set.from?.part === part)
  let paragraph = 0
  let offset = 0
  const missing: Lost[] = []
  for (const line of own) {
    const from = line.set.from
    const to = line.set.to
    if (!from || !to) continue
    if (from.paragraph < paragraph || (from.paragraph === paragraph && from.offset < offset)) {
      found.push(foundOn('text', line, { repeats: true }))
      continue
    }
    missing.push(charactersBetween(copy, part, { paragraph, offset }, from))
    if (textOf(copy, part, from.paragraph).slice(from.offset, to.offset) !== line.set.text) {
      found.push(foundOn('text', line, { differs: true }))
    }
    paragraph = to.paragraph
    offset = to.offset
  }
  const end = { paragraph: copy.parts[part].length, offset: 0 }
  return sumOf([...missing, charactersBetween(copy, part, { paragraph, offset }, end)])
}

const textOf = (copy: Copy, part: Part, paragraph: number): string => copy.parts[part][paragraph]?.text ?? ''

/** Code points between two places, line ends not counted. */
function charactersBetween(
  copy: Copy,
  part: Part,
  from: { paragraph: number; offset: number },
  to: { paragraph: number; offset: number },
): Lost {
  let [least, most] = [0, 0]
  for (let paragraph = from.paragraph; paragraph <= Math.min(to.paragraph, copy.parts[part].length - 1); paragraph++) {
    const start = paragraph === from.paragraph ? from.offset : 0
    const gone = textOf(copy, part, paragraph).slice(start, paragraph === to.paragraph ? to.offset : undefined)
    least += [...gone.replace(/[ \t\n\r\u00a0]+/g, '')].length
    most += [...gone.replace(/\n/g, '')].length
  }
  return { least, most }
}
