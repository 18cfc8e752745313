import { describe, expect, it } from 'vitest'
import { foot, mm, right, type Box } from '#contract/measure.ts'
import { boxOn, placeOn, scaled } from '#compose/sheets/scale.ts'
import { composerFor, readJob } from '../../../scripts/galleyJob.ts'
import { random, seedOf } from '../../grid/records.ts'

const SCALES = [1000, 923, 607, 430, 333, 1]
const job = readJob('broadsheet')
const composer = await composerFor(job.stylebook)
const set = composer.setPage(job)
const HOME = { x: 0, y: 0, scale: 1000 }

describe('a page at another scale', () => {
  it('is the same page at its own scale and place', () => {
    const { frames, pictures, rules } = placeOn(HOME, set)
    expect({ frames, pictures, rules }).toEqual({ frames: set.frames, pictures: set.pictures, rules: set.rules })
  })

  it('rounds every length half up to a whole Emu, and nothing to less than nothing', () => {
    expect(scaled(3, 500)).toBe(2)
    expect(scaled(-3, 500)).toBe(-1)
    expect(scaled(1, 499)).toBe(0)
    expect(scaled(mm(550), 999)).toBe(mm(550) - Math.round(mm(550) / 1000))
  })

  it('keeps together what meets: boxes that share an edge share it at every scale', () => {
    const seed = seedOf()
    const next = random(seed)
    for (let i = 0; i < 2000; i++) {
      const place = { x: Math.floor(next() * 1e6), y: 7, scale: 1 + Math.floor(next() * 1000) }
      const [x, y] = [Math.floor(next() * 2e7), Math.floor(next() * 2e7)]
      const one: Box = { x, y, width: Math.floor(next() * 1e6), height: Math.floor(next() * 1e6) }
      const beside = boxOn(place, { ...one, x: right(one) })
      const below = boxOn(place, { ...one, y: foot(one) })
      expect(right(boxOn(place, one)), `seed ${seed}`).toBe(beside.x)
      expect(foot(boxOn(place, one)), `seed ${seed}`).toBe(below.y)
    }
  })

  it.each(SCALES)('puts each glyph where its own place on the page falls, at %i thousandths', (scale) => {
    const place = { x: mm(17), y: mm(23), scale }
    const shown = placeOn(place, set)
    set.frames.forEach((frame, f) =>
      frame.lines.forEach((line, l) =>
        line.runs.forEach((run, r) => {
          const small = shown.frames[f]!.lines[l]!
          const { dx, dy, glyphs } = small.runs[r]!
          expect(glyphs).toBe(run.glyphs)
          const wanted = run.dx.map((each) => place.x + scaled(line.x + each, scale))
          expect(dx.map((each) => small.x + each)).toEqual(wanted)
          expect(dy.map((each) => small.y + each)).toEqual(run.dy.map((each) => place.y + scaled(line.y + each, scale)))
        }),
      ),
    )
  })

  it('changes no word, no order and no owner', () => {
    const words = ({ frames }: Pick<typeof set, 'frames'>) =>
      frames.map(({ id, item, part, lines }) => [id, item, part, lines.map(({ text, from, to }) => [text, from, to])])
    expect(words(placeOn({ ...HOME, scale: 430 }, set))).toEqual(words(set))
  })
})
