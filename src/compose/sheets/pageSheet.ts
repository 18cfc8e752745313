/** 大样 and 清样: the page as it prints, in a border, under its head line and over the cells in which it is signed. */
import type { PageJob } from '#contract/pageJob.ts'
import { mm } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Paper, ProofSheet } from '#contract/sheet.ts'
import type { TitleTools } from '../page/title.ts'
import { pageHead, placePage, roomForPage, sheetPage, THIN, writeHead, writeStages } from './frame.ts'
import { drawMarks, type PageFacts } from './markedPage.ts'
import { Pen } from './pen.ts'
import { boxOn, placeOn } from './scale.ts'
import { sheetWords } from './words.ts'

/** Height of the cells: room for a name in ink. */
const FOOT = mm(18)

/** A clean proof shows who has signed; a page proof has empty cells. */
export function pageSheet(
  tools: TitleTools,
  kind: 'page' | 'clean',
  job: PageJob,
  set: SetPage,
  paper: Paper,
  facts: PageFacts,
): ProofSheet {
  const room = roomForPage(paper, set.trim, FOOT)
  const place = placePage(set.trim, room)
  const words = sheetWords(tools.stylebook.lang)
  const pen = new Pen(tools)
  writeHead(pen, room, words, pageHead(kind, job, facts, place.scale), facts.round)
  writeStages(pen, room, words, facts, kind === 'clean')
  const trim = boxOn(place, { x: 0, y: 0, ...set.trim })
  const border = { x: trim.x - THIN, y: trim.y - THIN, width: trim.width + 2 * THIN, height: trim.height + 2 * THIN }
  pen.frame(border, THIN)
  const sheet = { set, place, sheet: room.size, stylebook: tools.stylebook }
  if (kind === 'page') drawMarks(pen, sheet, facts.marks ?? [])
  const shown = placeOn(place, set)
  const { frames, rules, strokes } = pen.drawn()
  return {
    set: sheetPage(set.page, room.size, {
      frames: [...frames, ...shown.frames],
      pictures: shown.pictures,
      rules: [...shown.rules, ...rules],
      strokes: [...shown.strokes, ...strokes],
    }),
    place,
  }
}
