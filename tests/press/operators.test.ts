/** Every operator of every content stream, scanned byte by byte: what a plate setter is asked to paint, and in which ink. */
import { beforeAll, describe, expect, it } from 'vitest'
import { openResources } from '#darkroom/resources.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { jobOf, openShelf } from './handSet.ts'
import { foreignSpaces, operationsOf, paintedBy, type Operation, type Painted } from './operators.ts'
import { Parsed } from './parsed.ts'
import { plate, richPage } from './richPage.ts'
import { bytesOf, lacks } from './tools.ts'

const RGB = new Set(['rg', 'RG'])
const SPACES = new Set(['cs', 'CS'])

describe('the scanner', () => {
  const names = (content: string): string[] => operationsOf(content).map(({ operator }) => operator)
  it('sees an operator that stands close to its neighbours', () =>
    expect(names('1 0 0 rg(a)Tj[<00>-5<01>]TJ/Im Do')).toEqual(['rg', 'Tj', 'TJ', 'Do']))
  it('takes no word inside a string, a comment or a hexadecimal for one', () =>
    expect(names('(1 0 0 rg \\) 0 1 0 rg) Tj % 1 1 1 rg\n<6720726720> Tj')).toEqual(['Tj', 'Tj']))
  it('refuses an inline image, whose bytes it could not tell from operators', () =>
    expect(() => operationsOf('BI /W 1 ID x EI')).toThrow(RangeError))
})

describe.skipIf(lacks('qpdf'))('content of a page with text, tints, white type, a spot ink and pictures', () => {
  const files = new Map<string, Parsed>()
  beforeAll(async () => {
    const shelf = await openShelf()
    const set = richPage(shelf)
    const outputProfile = await openResources({ folder: resourcesFolder() }).readProfile()
    for (const profile of ['x1a', 'x4', 'proof'] as const) {
      const job = jobOf(shelf, set, { profile, outputProfile, plate: ({ sha256 }) => plate(sha256) })
      files.set(profile, new Parsed(await bytesOf(shelf.subsetter, job)))
    }
  })
  const parsedOf = (profile: string): Parsed => files.get(profile) ?? expect.fail(profile)
  const operations = (profile: string): Operation[] => {
    const parsed = parsedOf(profile)
    return parsed.contents.flatMap((ref) => operationsOf(parsed.bytes(ref).toString('latin1')))
  }
  const painted = (profile: string): Painted[] => {
    const parsed = parsedOf(profile)
    const resources = parsed.dict(parsed.pages[0]?.['/Resources'])
    return paintedBy(operations(profile), parsed, resources)
  }

  for (const profile of ['x1a', 'x4']) {
    it(`has no operator of RGB (${profile})`, () => {
      expect(operations(profile).length).toBeGreaterThan(200)
      expect(operations(profile).filter(({ operator }) => RGB.has(operator))).toEqual([])
    })
    it(`selects no colour space but inks with an alternate in CMYK, and no picture has another (${profile})`, () => {
      expect(foreignSpaces(parsedOf(profile))).toEqual([])
      const selected = operations(profile).filter(({ operator }) => SPACES.has(operator))
      expect(selected.length).toBeGreaterThan(0)
      for (const { operands } of selected) expect(operands[0]).toMatch(/^\/(CS|S[0-9a-f]{8})$/)
    })
    it(`has no shading, and no rendering intent (${profile})`, () =>
      expect(operations(profile).filter(({ operator }) => operator === 'sh' || operator === 'ri')).toEqual([]))
    it(`has no operator that PDF does not know, and none that hides one (${profile})`, () => {
      const used = new Set(operations(profile).map(({ operator }) => operator))
      const known = 'q Q cm w m l c re f S W n k K g G cs CS scn SCN gs BT ET Td Tm Tf Tz Tj TJ BDC EMC Do'.split(' ')
      for (const operator of used) expect(known).toContain(operator)
      expect(used).not.toContain('BX')
    })
    it(`shows text in black alone, overprinting, but white and spot type (${profile})`, () => {
      const texts = painted(profile).filter(({ isText }) => isText)
      const black = texts.filter(({ fill }) => fill === '0 0 0 1 k')
      expect(black.length).toBeGreaterThan(8)
      for (const { overprints } of black) expect(overprints).toBe(true)
      const inSlug = ['1 0 0 0 k', '0 1 0 0 k', '0 0 1 0 k']
      const rest = texts.filter(({ fill }) => fill !== '0 0 0 1 k' && !inSlug.includes(fill))
      for (const { fill } of rest) expect(fill).toMatch(/^(0 0 0 0 k|\/S[0-9a-f]{8} cs 1 scn)$/)
      expect(rest.length).toBeGreaterThanOrEqual(2)
    })
    it(`never overprints white type, a tint or a spot ink (${profile})`, () => {
      const light = painted(profile).filter(
        ({ by, fill }) => by.operator !== 'S' && by.operator !== 'Do' && fill !== '0 0 0 1 k',
      )
      expect(light.length).toBeGreaterThan(4)
      for (const { overprints } of light) expect(overprints).toBe(false)
    })
    it(`draws marks in the registration colour, and nothing else with lines (${profile})`, () => {
      const lines = painted(profile).filter(({ by }) => by.operator === 'S')
      expect(lines.map(({ stroke }) => stroke)).toEqual(['/CS CS 1 SCN'])
    })
  }
  it('of a proof has the spot ink as screens show it, and no overprint', () => {
    const used = new Set(operations('proof').map(({ operator }) => operator))
    expect(used).toContain('rg')
    expect(used).not.toContain('gs')
    expect(used).not.toContain('k')
  })
  it('of a proof is in an element or an artifact throughout (ISO 14289-1, 7.1)', () => {
    let depth = 0
    for (const { operator } of operations('proof')) {
      if (operator === 'BDC') depth++
      else if (operator === 'EMC') depth--
      else if (['Tj', 'TJ', 'f', 'S', 'Do'].includes(operator)) expect(depth).toBeGreaterThan(0)
    }
    expect(depth).toBe(0)
  })
})
