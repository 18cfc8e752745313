import { describe, expect, test } from 'vitest'
import { FINDING_CODES, type Finding, type FindingCode } from '#contract/faults.ts'
import { recordIdSchema, storyIdSchema } from '#contract/ids.ts'
import { mm, pt } from '#contract/measure.ts'
import { rulesOf } from '#preflight/preflight.ts'
import { distortionOf } from '#preflight/pictures.ts'
import { area, blockOf, photoOf } from '../grid/records.ts'
import {
  boxOf,
  codesOf,
  copyOf,
  findingsOf,
  frameOf,
  lineOf,
  PAPERS,
  pictureSheet,
  placed,
  profileNamed,
  ruleOf,
  sheetOf,
  stylebookOf,
  type Sheet,
} from './pages.ts'

/** The one finding of a code on a page. */
function only(sheet: Sheet, code: FindingCode, profile?: string): Finding {
  const found = findingsOf(sheet, profile).filter((finding) => finding.code === code)
  expect(found.map((finding) => finding.code)).toEqual([code])
  return found[0]!
}

test.each(PAPERS)('a page of %s with nothing wrong has no finding, front or inside', (name) => {
  for (const page of [1, 2]) expect(codesOf(sheetOf({ book: stylebookOf(name), page })), `${page}`).toEqual([])
})

describe('copy', () => {
  test('an empty page is remarked on', () => {
    expect(only(sheetOf({ copies: [] }), 'page.empty').severity).toBe('note')
  })
  test('a headed story without a body is remarked on, a refer without one is not', () => {
    expect(codesOf(sheetOf({ copies: [copyOf({ body: [' '] })] }))).toEqual(['copy.empty'])
    expect(codesOf(sheetOf({ copies: [copyOf({ body: [] }, { kind: 'refer' })] }))).toEqual([])
  })
  test('a body without a head is remarked on, but not in a block that has none', () => {
    const copy = copyOf({ headline: [] })
    expect(codesOf(sheetOf({ copies: [copy] }))).toEqual(['copy.headless'])
    const records = [blockOf('r1', copy.id, area(0, 2, 20, 20), { head: 'none' })]
    expect(codesOf(sheetOf({ copies: [copy], records }))).toEqual([])
    expect(codesOf(sheetOf({ copies: [copyOf({ headline: [], kicker: ['短讯'] })] }))).toEqual([])
  })
  test('words that only hold a place are an error at their place, once however many blocks the story has', () => {
    const records = ['r1', 'r2'].map((id) => blockOf(id, 's1', area(0, 2, 20, 20)))
    for (const text of ['票价××××元', '全长XXXX米', '此处填数字', 'Lorem ipsum dolor', 'The mayor, TK TK, said'])
      expect(codesOf(sheetOf({ copies: [copyOf({ body: [text] })], records })), text).toEqual(['copy.placeholder'])
    for (const text of ['XXL码', '本报讯', '得分 3×4', '待命', 'the X axis'])
      expect(codesOf(sheetOf({ copies: [copyOf({ body: [text] })] })), text).toEqual([])
    const found = only(sheetOf({ copies: [copyOf({ body: ['甲', '全长XXXX米'] })] }), 'copy.placeholder')
    expect(found).toMatchObject({
      severity: 'error',
      at: { part: 'body', paragraph: 1, offset: 2 },
      values: { text: 'XXXX' },
    })
  })
  test('furniture that still holds a place, or a name that nobody filled, is named by its frame', () => {
    const at = { record: null, item: null, part: 'furniture' as const }
    for (const text of ['第 {pagenumber} 版', '待定']) {
      const found = only(
        sheetOf({ frames: [frameOf('furniture.99', [lineOf(mm(30), mm(100), text)], at)] }),
        'copy.placeholder',
      )
      expect(found.frame).toBe('furniture.99')
    }
  })
})

describe('masthead and folio', () => {
  const book = stylebookOf('yuntang-tabloid')
  const without = (word: string) => ({
    ...book,
    front: {
      ...book.front,
      furniture: book.front.furniture.map((piece) =>
        piece.kind === 'text' ? { ...piece, text: piece.text.replace(word, '') } : piece,
      ),
    },
  })

  test('a front page without a masthead is an error, an inside page needs none', () => {
    const bare = { ...book, front: { ...book.front, furniture: [] } }
    expect(only(sheetOf({ book: bare }), 'masthead.missing').severity).toBe('error')
    expect(codesOf(sheetOf({ book: { ...bare, inside: book.inside }, page: 2 }))).toEqual([])
  })
  test('type that is larger than the paper’s name is remarked on with its frame, type as large is not', () => {
    const head = (size: number) =>
      sheetOf({ frames: [frameOf('r1.headline.0', [lineOf(mm(30), mm(130), '特大号', size)], { part: 'headline' })] })
    expect(only(head(pt(61)), 'masthead.notLargest')).toMatchObject({
      frame: 'r1.headline.0',
      item: 's1',
      values: { size: 61, masthead: 60 },
    })
    expect(codesOf(head(pt(60)))).toEqual([])
  })
  test.each(['date', 'weekday', 'number', 'page', 'pages', 'cn', 'publisher'])(
    'a masthead without the %s that the paper demands is an error',
    (part) => {
      expect(only(sheetOf({ book: without(`{${part}}`) }), 'masthead.lacks')).toMatchObject({
        severity: 'error',
        values: { part },
      })
    },
  )
  test('what the furniture names and the issue has no word for is lacking all the same', () => {
    const paper = { ...book, paper: { ...book.paper, cn: ' ' } }
    expect(only(sheetOf({ book: paper }), 'masthead.lacks').values).toEqual({ part: 'cn' })
    const late = { ...book, preflight: { profile: 'newsprint', masthead: ['edition' as const] } }
    expect(only(sheetOf({ book: late }), 'masthead.lacks').values).toEqual({ part: 'edition' })
  })
  test('a paper that demands nothing of its masthead is asked nothing', () => {
    const free = { ...without('{date}'), preflight: undefined }
    expect(codesOf(sheetOf({ book: free }))).toEqual([])
  })
  test('an inside page without its number is remarked on, one with another page’s number is an error', () => {
    const inside = (text: string) => ({
      ...book,
      inside: {
        ...book.inside,
        furniture: book.inside.furniture.map((piece) =>
          piece.kind === 'text' && piece.text === '{page}' ? { ...piece, text } : piece,
        ),
      },
    })
    expect(codesOf(sheetOf({ book: inside('云塘'), page: 2 }))).toEqual(['folio.missing'])
    expect(only(sheetOf({ book: inside('第 3 版'), page: 2 }), 'folio.wrong')).toMatchObject({
      frame: 'furniture.0',
      severity: 'error',
    })
    expect(codesOf(sheetOf({ book: inside('第 2 版'), page: 2 }))).toEqual([])
  })
})

describe('frames', () => {
  test('legs that stay white are said once for their block', () => {
    const empty = ['r1.body.0', 'r1.body.1'].map((id) => frameOf(id, [], { capacity: 12 }))
    expect(only(sheetOf({ frames: empty }), 'frame.empty')).toMatchObject({ frame: 'r1.body.0', values: { count: 2 } })
    expect(codesOf(sheetOf({ frames: [frameOf('r1.headline.0', [], { capacity: 0 })] }))).toEqual([])
  })
  test('copy that leaves the type area is an error with its frame, unless its block was said to', () => {
    const outside = frameOf('r1.body.0', [lineOf(mm(200), mm(380), '落在版心之外')])
    expect(only(sheetOf({ frames: [outside] }), 'frame.outside')).toMatchObject({
      severity: 'error',
      frame: 'r1.body.0',
    })
    const said: Finding = {
      code: 'frame.outside',
      severity: 'error',
      page: 1,
      frame: null,
      item: storyIdSchema.parse('s1'),
      at: null,
      values: {},
    }
    expect(codesOf(sheetOf({ frames: [outside], findings: [said] }))).toEqual(['frame.outside'])
    expect(codesOf(sheetOf({ frames: [frameOf('r1.body.0', [lineOf(mm(30), mm(200), '在版心之内')])] }))).toEqual([])
  })
  test('type of another block on a picture, and furniture on copy, overlap', () => {
    const stranger = { record: recordIdSchema.parse('r9'), item: storyIdSchema.parse('s9') }
    const line = lineOf(mm(40), mm(160), '压图')
    const over = pictureSheet({}, {}, { frames: [frameOf('r9.body.0', [line], stranger)] })
    expect(only(over, 'frame.overlap')).toMatchObject({ severity: 'error', frame: 'r1.picture.0' })
    expect(codesOf(pictureSheet({}, {}, { frames: [frameOf('r1.cutline.0', [line])] }))).toEqual([])
    const furniture = { record: null, item: null, part: 'furniture' as const }
    const copy = frameOf('r1.body.0', [lineOf(mm(40), mm(160), '正文')])
    const piece = frameOf('furniture.50', [lineOf(mm(41), mm(161), '报眼')], furniture)
    expect(only(sheetOf({ frames: [copy, piece] }), 'frame.overlap').frame).toBe('furniture.50')
  })
})

describe('type', () => {
  const type = (
    x: number,
    y: number,
    size: number,
    more: Parameters<typeof lineOf>[4] = {},
    rules: Sheet['set']['rules'] = [],
  ) => sheetOf({ rules, frames: [frameOf('r1.body.0', [lineOf(x, y, '字样', size, more)])] })
  const ground = (tint: number) => [ruleOf(boxOf(30, 140, 60, 40), tint, 'tint')]
  const at = [mm(40), mm(160)] as const

  test('type over the trim is an error, type near it a warning with the distance', () => {
    const furniture = { record: null, item: null, part: 'furniture' as const }
    const near = (x: number) => sheetOf({ frames: [frameOf('furniture.60', [lineOf(x, mm(200), '边')], furniture)] })
    expect(only(near(mm(-1)), 'type.trimmed').severity).toBe('error')
    expect(only(near(mm(2)), 'type.nearTrim').values).toMatchObject({ distance: 2, least: 3 })
    expect(codesOf(near(mm(3)))).toEqual([])
    const grey = lineOf(mm(3), mm(200), '边', pt(9), { tint: 60 })
    expect(codesOf(sheetOf({ frames: [frameOf('furniture.60', [grey], furniture)] }))).toEqual([])
  })
  test('white type has its least size, thin faces a larger one', () => {
    const white = { reversed: true }
    expect(only(type(...at, pt(9), white, ground(100)), 'type.smallReversed').values).toMatchObject({
      size: 9,
      least: 10,
    })
    expect(codesOf(type(...at, pt(10), white, ground(100)))).toEqual([])
    const thin = { reversed: true, face: stylebookOf('yuntang-tabloid').faces.song![0]! }
    expect(only(type(...at, pt(10), thin, ground(100)), 'type.smallReversed').values).toMatchObject({ least: 14 })
    expect(codesOf(type(...at, pt(14), thin, ground(100)))).toEqual([])
  })
  test('type in a tint has its least size', () => {
    expect(only(type(...at, pt(7), { tint: 60 }), 'type.smallTinted').values).toMatchObject({
      size: 7,
      tint: 60,
      least: 8,
    })
    expect(codesOf(type(...at, pt(8), { tint: 60 }))).toEqual([])
  })
  test('white type needs a dark ground; on bare paper it is an error', () => {
    expect(only(type(...at, pt(20), { reversed: true }), 'type.bareReversed')).toMatchObject({
      severity: 'error',
      values: { ground: 0, least: 70 },
    })
    expect(codesOf(type(...at, pt(20), { reversed: true }, ground(60)))).toEqual(['type.bareReversed'])
    expect(codesOf(type(...at, pt(20), { reversed: true }, ground(70)))).toEqual([])
  })
  test('black type on a dark ground is remarked on; a picture over the ground hides it', () => {
    expect(only(type(...at, pt(20), {}, ground(50)), 'type.onDark').values).toMatchObject({ ground: 50, most: 40 })
    expect(codesOf(type(...at, pt(20), {}, ground(40)))).toEqual([])
    const covered = pictureSheet(
      {},
      {},
      { rules: ground(80), frames: [frameOf('r1.cutline.0', [lineOf(...at, '图上', pt(20))])] },
    )
    expect(codesOf(covered)).toEqual([])
  })
  test('a spot ink is a ground as dark as it is shown, and its type is not judged as black', () => {
    const red = { name: 'PANTONE 185 C', cmyk: [0, 90, 75, 0] as [number, number, number, number] }
    const yellow = { name: 'PANTONE Yellow', cmyk: [0, 5, 100, 0] as [number, number, number, number] }
    const on = (ink: typeof red) => [{ ...ground(100)[0]!, ink }]
    expect(
      only(type(...at, pt(20), { reversed: true }, on(yellow)), 'type.bareReversed').values['ground'],
    ).toBeLessThan(20)
    expect(codesOf(type(...at, pt(20), { reversed: true }, on(red)))).toEqual([])
    expect(codesOf(type(...at, pt(20), { ink: red }, ground(60)))).toEqual([])
  })
  test('what is wrong with a frame’s type is said once a frame', () => {
    const lines = [0, 1, 2].map((i) => lineOf(mm(40), mm(150 + 5 * i), `小字${i}`, pt(7), { tint: 60 }))
    const found = only(sheetOf({ frames: [frameOf('r1.body.0', lines)] }), 'type.smallTinted')
    expect(found.values['text']).toBe('小字0')
  })
})

describe('rules', () => {
  test('a rule thinner than the plate holds is remarked on, alike ones together', () => {
    const thin = [
      ruleOf({ ...boxOf(30, 150, 60, 0), height: 2540 }),
      ruleOf({ ...boxOf(30, 160, 60, 0), height: 2540 }),
    ]
    expect(only(sheetOf({ rules: thin }), 'rule.hairline').values).toMatchObject({ weight: 0.2, least: 0.25, count: 2 })
    expect(codesOf(sheetOf({ rules: [ruleOf({ ...boxOf(30, 150, 0, 60), width: 3175 })] }))).toEqual([])
  })
  test('a tinted rule must be heavier than a solid one; a tint is no rule', () => {
    const grey = { ...boxOf(30, 150, 60, 0), height: 6350 }
    expect(only(sheetOf({ rules: [ruleOf(grey, 60)] }), 'rule.tinted').values).toMatchObject({
      weight: 0.5,
      tint: 60,
      least: 1,
    })
    expect(codesOf(sheetOf({ rules: [ruleOf(grey)] }))).toEqual([])
    expect(codesOf(sheetOf({ rules: [ruleOf(grey, 60, 'tint')] }))).toEqual([])
  })
})

describe('pictures', () => {
  const low = (resolution: number): Finding => ({
    code: 'picture.lowResolution',
    severity: 'warning',
    page: 1,
    frame: null,
    item: storyIdSchema.parse('s1'),
    at: null,
    values: { photo: 'p1', resolution, least: 150 },
  })

  test('a resolution has two limits: below the paper’s it is a warning, below the profile’s an error', () => {
    expect(only(pictureSheet({}, {}, { findings: [low(120)] }), 'picture.lowResolution').severity).toBe('warning')
    expect(only(pictureSheet({}, {}, { findings: [low(99)] }), 'picture.lowResolution').severity).toBe('error')
    expect(only(pictureSheet({}, {}, { findings: [low(99)] }), 'picture.lowResolution', 'proof').severity).toBe('note')
  })
  test('what the composer says of a picture is given the picture’s frame', () => {
    expect(only(pictureSheet({}, {}, { findings: [low(120)] }), 'picture.lowResolution').frame).toBe('r1.picture.0')
  })
  test('a picture out of proportion is an error with the percent, within three percent it is none', () => {
    expect(only(pictureSheet({ width: 1800 }), 'picture.distorted')).toMatchObject({
      severity: 'error',
      frame: 'r1.picture.0',
      values: { percent: 12.5, most: 3 },
    })
    expect(codesOf(pictureSheet({ width: 1640 }))).toEqual([])
  })
  test('distortion is the same whichever side is stretched', () => {
    const photo = photoOf('p1', { width: 1000, height: 1000 })
    expect(distortionOf(placed(photo, boxOf(0, 0, 110, 100)), photo)).toBe(100)
    expect(distortionOf(placed(photo, boxOf(0, 0, 100, 110)), photo)).toBe(100)
  })
  test('an RGB picture is a note, grey and CMYK ones are not', () => {
    expect(only(pictureSheet({ colour: 'rgb' }), 'picture.rgb').severity).toBe('note')
    for (const colour of ['grey', 'cmyk'] as const) expect(codesOf(pictureSheet({ colour })), colour).toEqual([])
  })
})

describe('profiles', () => {
  test.each(['newsprint', 'proof'])('%s is of the schema and bears its file’s name', (name) => {
    expect(profileNamed(name).name).toBe(name)
  })
  test('every remark of preflight’s own is graded by the newsprint profile', () => {
    const own = FINDING_CODES.filter((code) => /^(type|rule|ink|jump|masthead|folio|page|item)\./.test(code))
    expect(own.filter((code) => profileNamed('newsprint').checks[code] === undefined)).toEqual([])
  })
  test('a proof leaves out what only the plate cares for', () => {
    const rgb = pictureSheet({ colour: 'rgb' }, {}, { rules: [ruleOf({ ...boxOf(30, 240, 60, 0), height: 2540 })] })
    expect(codesOf(rgb)).toEqual(['rule.hairline', 'picture.rgb'])
    expect(codesOf(rgb, 'proof')).toEqual([])
  })
  test('a paper changes levels and limits of the profile it names, and of no other', () => {
    const book = stylebookOf('yuntang-tabloid')
    const strict = {
      ...book,
      preflight: {
        profile: 'newsprint',
        masthead: [],
        checks: { 'picture.rgb': 'error' as const, 'rule.hairline': 'off' as const },
        limits: { distortion: 0 },
      },
    }
    const rules = rulesOf(profileNamed('newsprint'), strict)
    expect(rules.levels).toMatchObject({ 'picture.rgb': 'error', 'rule.hairline': 'off', 'folio.wrong': 'error' })
    expect(rules.limits).toEqual({ ...profileNamed('newsprint').limits, distortion: 0 })
    const proof = rulesOf(profileNamed('proof'), strict)
    expect(proof.levels).toEqual(profileNamed('proof').checks)
    expect(proof.limits).toEqual(profileNamed('proof').limits)
  })
})
