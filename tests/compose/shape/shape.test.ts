import { beforeAll, describe, expect, it } from 'vitest'
import type { OpenTypesetter } from '#compose/openTypesetter.ts'
import { facesOf, openStyles } from '#compose/styles.ts'
import type { FaceId } from '#contract/ids.ts'
import { chinese, column, EM, english, loadFaces, open, paragraph } from '../faces.ts'
import { readJob } from '../../../scripts/galleyJob.ts'
import { glyphsOf, textOf } from '../lines.ts'

let setter: OpenTypesetter
beforeAll(async () => {
  setter = await open(loadFaces('notoSerifSc.400', 'notoSansSc.700', 'playfair.900', 'sourceSerifSmText.400'))
})
const flush = { style: { indent: 0, align: 'left' as const } }
const line = (text: string, style = chinese(flush)) => {
  const [first] = setter.breakParagraph(paragraph(text), style, column(60 * EM))
  if (!first) throw new Error('no line')
  return first
}

describe('widths', () => {
  it('R5: a Han character and a mark are 1 em, · ／ and – exactly 1/2 em, — and ～ 1 em', () => {
    for (const [text, ems] of [
      ['国国', 2],
      ['国·国', 2.5],
      ['国／国', 2.5],
      ['国–国', 2.5],
      ['国—国', 3],
      ['国～国', 3],
      ['国，国', 3],
    ] as const)
      expect([text, line(text).width]).toEqual([text, ems * EM])
  })
  it('R4, R5: —— and …… are 2 em each, and —— is one glyph that stands for both characters', () => {
    expect(line('国——国').width).toBe(4 * EM)
    expect(line('国……国').width).toBe(4 * EM)
    expect(glyphsOf(line('国——国')).map((glyph) => glyph.cluster)).toEqual(['国', '——', '国'])
  })
  it('R4: a face without a two-em dash draws its own dash to length', () => {
    const dash = glyphsOf(line('——', chinese({ ...flush, faces: ['playfair.900'] })))
    expect(dash).toHaveLength(1)
    expect(dash[0]?.scale).toBeGreaterThan(1500)
  })
  it('R5: · is drawn by the U+2027 glyph and is therefore not plain', () => {
    expect(glyphsOf(line('国·国')).map((glyph) => glyph.plain)).toEqual([true, false, true])
  })
  it('R8: squeezes come from ink: the proportional quote of a display face gives less than half an em', () => {
    const wide = line('国”', chinese(flush)).width
    const narrow = line('国”', chinese({ ...flush, faces: ['playfair.900', 'notoSerifSc.400'] })).width
    expect(wide).toBe(EM + EM / 2)
    expect(narrow).toBeGreaterThan(EM + Math.floor(EM * 0.4))
  })
})

describe('clusters and runs', () => {
  it('the clusters of a line are its text', () => {
    for (const text of ['国——国……《书》 A5 office', 'BIM技术与GIS，85%']) expect(textOf(line(text))).toBe(text)
    expect(textOf(line('“We can’t—office affluent fjord”', english(flush)))).toBe('“We can’t—office affluent fjord”')
  })
  it('E10: fi and ffl are ligatures that are not plain; kerned letters stay plain', () => {
    const glyphs = glyphsOf(line('office AV', english(flush)))
    expect(glyphs.map((glyph) => [glyph.cluster, glyph.plain])).toEqual([
      ['o', true],
      ['ffi', false],
      ['c', true],
      ['e', true],
      [' ', true],
      ['A', true],
      ['V', true],
    ])
  })
  it('E10: AV is kerned closer than its advances', () => {
    const kerned = line('AV', english(flush)).width
    expect(kerned).toBeLessThan(line('A', english(flush)).width + line('V', english(flush)).width)
  })
  it('E10: figures of a head are lining ones where the face has old-style ones', () => {
    const faces = ['playfair.900']
    const head = glyphsOf(setter.setLine('1957', english({ ...flush, name: 'headline', faces }), 0))
    const body = glyphsOf(setter.setLine('1957', english({ ...flush, faces }), 0))
    expect(head.map((glyph) => glyph.glyph)).not.toEqual(body.map((glyph) => glyph.glyph))
  })
  it('a lead-in takes its own faces', () => {
    const style = { ...chinese(flush), leadInFaces: ['notoSansSc.700' as FaceId] }
    const [set] = setter.breakParagraph(paragraph('本报讯 记者', 3), style, column(60 * EM))
    expect(set?.runs.map((run) => run.face)).toEqual(['notoSansSc.700', 'notoSerifSc.400'])
  })
  it('the next face of the chain sets what the first lacks, and what none has is remarked', () => {
    const chained = line('A国', chinese({ ...flush, faces: ['playfair.900', 'notoSerifSc.400'] }))
    expect(chained.runs.map((run) => run.face)).toEqual(['playfair.900', 'notoSerifSc.400'])
    expect(line('好𪚥').remarks).toEqual([
      { code: 'glyph.missing', severity: 'error', offset: 1, values: { text: '𪚥' } },
    ])
  })
  it('a character that no face of its style has is set from any of the paper, and the rest of its word is not', () => {
    const body = chinese(flush)
    const paper = { ...body, lastFaces: ['notoSansSc.700', 'sourceSerifSmText.400'] as FaceId[] }
    const set = line('排出CO₂和B₁', paper)
    expect(set.remarks).toEqual([])
    expect(set.runs.map(({ face, clusters }) => [face, clusters.join('')])).toEqual([
      ['notoSerifSc.400', '排出CO'],
      ['sourceSerifSmText.400', '₂'],
      ['notoSerifSc.400', '和B'],
      ['sourceSerifSmText.400', '₁'],
    ])
    expect(line('排出CO₂', body).remarks).toEqual([
      { code: 'glyph.missing', severity: 'error', offset: 2, values: { text: '₂' } },
    ])
    // No face of the paper is opened for a character that the style's own have.
    expect(line('国A', { ...body, lastFaces: ['notLoaded' as FaceId] }).remarks).toEqual([])
  })
  it('a stylebook’s styles ask all of its faces last', () => {
    const { stylebook } = readJob('headForms')
    expect(openStyles(stylebook).style('text', 'zh-Hans').lastFaces).toEqual(facesOf(stylebook))
  })
  it('R4: a formula is one word with its small figures', () => {
    const text = '国国国国国Fe₂O₃国国国国国国国国'
    const lines = setter.breakParagraph(paragraph(text), chinese(flush), column(6 * EM))
    expect(lines.some(({ from, to }) => text.slice(from, to).includes('Fe₂O₃'))).toBe(true)
  })
  it('an outline is a path in font units', () => {
    const run = line('国').runs[0]
    const drawn = setter.outline('notoSerifSc.400' as FaceId, run?.glyphs[0] ?? 0)
    expect(drawn.unitsPerEm).toBe(1000)
    expect(drawn.path).toMatch(/^M/)
  })
})

describe('R18: vertical setting', () => {
  const down = chinese({ ...flush, vertical: true })
  const glyphs = (text: string) => glyphsOf(line(text, down))
  it('an upright character stands half an em left of the axis, its baseline 0.88 em down', () => {
    expect(glyphs('国国').map(({ dx, dy }) => [dx, dy])).toEqual([
      [-EM / 2, Math.floor(EM * 0.88 + 0.5)],
      [-EM / 2, EM + Math.floor(EM * 0.88 + 0.5)],
    ])
  })
  it('“ ” show the glyphs of 『 』, the text keeping its own', () => {
    const quoted = glyphs('“国”')
    expect(quoted.map((glyph) => glyph.cluster)).toEqual(['“', '国', '”'])
    expect([quoted[0]?.glyph, quoted[2]?.glyph]).toEqual([glyphs('『')[0]?.glyph, glyphs('』')[0]?.glyph])
  })
  it('marks, dashes and ellipses take vertical forms', () => {
    const across = glyphsOf(line('，。（——……'))
    glyphs('，。（——……').forEach((glyph, i) => expect(glyph.glyph).not.toBe(across[i]?.glyph))
  })
  it('one letter or digit stands upright, two and three digits abreast in one em, the rest is turned', () => {
    expect(glyphs('A').map((glyph) => glyph.turned)).toEqual([false])
    for (const digits of ['40', '365']) {
      expect(line(digits, down).width).toBe(EM)
      expect(new Set(glyphs(digits).map((glyph) => glyph.dy)).size).toBe(1)
    }
    expect(glyphs('365')[0]?.scale).toBeLessThan(1000)
    expect(new Set(glyphs('2026GIS').map((glyph) => glyph.turned))).toEqual(new Set([true]))
  })
})
