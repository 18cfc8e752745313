/** A page with all that the press can put on one: text, white type, tints, a spot ink, a grey and a CMYK picture. */
import { deflateSync } from 'node:zlib'
import type { SpotInk } from '#contract/inks.ts'
import { mm, pt } from '#contract/measure.ts'
import type { PlateImage } from '#contract/photo.ts'
import type { SetPage, SetRule } from '#contract/setPage.ts'
import { frame, HEAVY, line, picture, textPage, type Shelf } from './handSet.ts'

export const RED: SpotInk = { name: '专红 185', cmyk: [0, 91, 76, 0] }

export const GREY = 'a'.repeat(64)
export const CMYK = 'b'.repeat(64)

/** Pictures of two samples a side. */
export const plate = (sha256: string): PlateImage => ({
  name: sha256,
  width: 2,
  height: 2,
  turn: 1,
  shown: { left: 0, top: 0, width: 2, height: 2 },
  colour: sha256 === GREY ? 'grey' : 'cmyk',
  encoding: 'deflate',
  isInverted: false,
  bytes: deflateSync(new Uint8Array(sha256 === GREY ? 4 : 16).fill(80)),
})

const inRed = (rule: Omit<SetRule, 'record' | 'ink'>): SetRule => ({ record: null, ink: RED, ...rule })

/** A masthead, a rule and a tint in the spot ink. */
export function spotParts(shelf: Shelf): Pick<SetPage, 'frames' | 'rules'> {
  const masthead = line(shelf, mm(25), mm(25), '云塘日报', { face: HEAVY, size: pt(40) })
  const red = { ...masthead, runs: masthead.runs.map((run) => ({ ...run, ink: RED })) }
  return {
    frames: [frame('furniture', [red])],
    rules: [
      inRed({ kind: 'furniture', box: { x: mm(25), y: mm(28), width: mm(225), height: pt(2) }, tint: 100 }),
      inRed({ kind: 'tint', box: { x: mm(200), y: mm(10), width: mm(40), height: mm(12) }, tint: 30 }),
    ],
  }
}

export function richPage(shelf: Shelf): SetPage {
  const text = textPage(shelf)
  const spot = spotParts(shelf)
  return {
    ...text,
    frames: [...spot.frames, ...text.frames],
    rules: [...spot.rules, ...text.rules],
    pictures: [picture(GREY, mm(25), mm(220), mm(60), mm(40)), picture(CMYK, mm(100), mm(220), mm(60), mm(40))],
  }
}
