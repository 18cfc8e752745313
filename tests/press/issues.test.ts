/** The sample papers, pressed whole: what programs read out of the file against the stories' own copy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Copy, Part } from '#contract/copy.ts'
import { openSample, type SampleIssue } from './issues.ts'
import { foreignSpaces, operationsOf } from './operators.ts'
import { Parsed, textOf } from './parsed.ts'
import { elementsOf, readStructure, textWithin, type ReadElement } from './structureText.ts'
import { ask, lacks } from './tools.ts'

const bare = (text: string): string => text.replace(/[\s\u3000]+/g, '')
const spaced = (text: string): string => text.replace(/[\s\u3000]+/g, ' ').trim()

/** What a page shows of a story, paragraph by paragraph: an overset end is not on it. */
function shownTexts({ pages }: SampleIssue, page: number): Map<Copy, { part: Part; texts: string[] }[]> {
  const { set, copies } = pages[page - 1] ?? { set: null, copies: [] }
  const shown = new Map<Copy, { part: Part; texts: string[] }[]>()
  for (const copy of copies) {
    const over = set?.fit.find(({ item }) => item === copy.id)?.overLines ?? 0
    if (over > 0) continue
    const parts = (Object.keys(copy.parts) as Part[]).map((part) => ({ part, texts: copy.parts[part].map(({ text }) => text).filter((text) => text !== '') })) // prettier-ignore
    shown.set(copy, parts.filter(({ texts }) => texts.length > 0)) // prettier-ignore
  }
  return shown
}

describe.each(['yuntang', 'millhaven'] as const)('the sample issue %s', (name) => {
  let issue: SampleIssue
  let plates: Uint8Array
  let proof: Uint8Array
  let parsed: Parsed
  let tree: ReadElement
  beforeAll(async () => {
    issue = await openSample(name)
    plates = await issue.press('x1a')
    proof = await issue.press('proof')
    if (lacks('qpdf')) return
    parsed = new Parsed(proof)
    tree = readStructure(parsed)
  }, 120_000)
  afterAll(() => issue.close())

  const articleOf = (copy: Copy, page: number): ReadElement => {
    const items = [...new Set(issue.pages.flatMap(({ set }) => set.frames.flatMap(({ item, part }) => (item && part !== 'furniture' ? [item] : []))))] // prettier-ignore
    return tree.kids[items.indexOf(copy.id)] ?? expect.fail(`page ${page}: ${copy.slug}`)
  }

  it.skipIf(lacks('pdftotext')).each([[[]], [['-raw']]])(
    'gives every paragraph back whole out of its plates, and once: %j',
    (order) => {
      for (const page of issue.pages.keys()) {
        const args = ['-f', `${page + 1}`, '-l', `${page + 1}`, ...order, 'FILE', '-']
        const text = ask('pdftotext', plates, args)
        const isEnglish = name === 'millhaven'
        for (const [, parts] of shownTexts(issue, page + 1)) {
          for (const each of parts.filter(({ part }) => part === 'body').flatMap(({ texts }) => texts)) {
            if (isEnglish) expect(spaced(text)).toContain(spaced(each))
            else expect(bare(text).split(bare(each))).toHaveLength(2)
          }
        }
      }
    },
  )
  it.skipIf(lacks('pdftotext'))('gives the paragraphs of a story in their order', () => {
    for (const page of issue.pages.keys()) {
      const text = bare(ask('pdftotext', plates, ['-f', `${page + 1}`, '-l', `${page + 1}`, '-raw', 'FILE', '-']))
      for (const [, parts] of shownTexts(issue, page + 1)) {
        const body = parts.find(({ part }) => part === 'body')?.texts ?? []
        const places = body.map((each) => text.indexOf(bare(each)))
        expect(places).toEqual(places.toSorted((one, other) => one - other))
      }
    }
  })
  it.skipIf(lacks('qpdf'))('has an article a story, in the order of the pages', () => {
    expect(tree.tag).toBe('Document')
    expect(tree.kids.length).toBe(issue.pages.flatMap(({ set }) => set.blocks).length)
    expect(new Set(tree.kids.map(({ tag }) => tag))).toEqual(new Set(['Art']))
  })
  it.skipIf(lacks('qpdf'))('says all of a story in its article, and nothing of another', () => {
    for (const page of issue.pages.keys()) {
      for (const [copy, parts] of shownTexts(issue, page + 1)) {
        const article = articleOf(copy, page + 1)
        const said = bare(elementsOf(article).map(({ actualText, text }) => actualText || text).join('')) // prettier-ignore
        const own = parts.flatMap(({ texts }) => texts).map(bare)
        for (const text of own) expect(said).toContain(text)
        if (own.length > 0 && issue.pages[page]?.set.pictures.length === 0)
          expect(said.length).toBe(own.join('').length)
      }
    }
  })
  it.skipIf(lacks('qpdf'))(
    'has headline, deck and body as what they are, and paragraphs that columns part as one',
    () => {
      for (const page of issue.pages.keys()) {
        for (const [copy, parts] of shownTexts(issue, page + 1)) {
          const elements = elementsOf(articleOf(copy, page + 1))
          const of = (part: Part): string[] => parts.find((each) => each.part === part)?.texts ?? []
          const actual = (tag: string): string[] =>
            elements.filter((each) => each.tag === tag).map(({ actualText }) => bare(actualText))
          if (of('headline').length > 0) expect(actual('H1')).toEqual([bare(of('headline').join(''))])
          if (of('deck').length > 0) expect(actual('H2')[0]).toBe(bare(of('deck').join('')))
          const paragraphs = elements
            .filter(({ tag }) => tag === 'P' || tag.startsWith('H'))
            .map(({ text }) => bare(text))
          for (const [i, text] of of('body').entries()) {
            if (copy.parts.body[i]?.text.includes('\t')) continue
            expect(paragraphs.filter((each) => each === bare(text))).toHaveLength(1)
          }
        }
      }
    },
  )
  it.skipIf(lacks('qpdf'))('has a figure for every picture, with its cutline for who cannot see it', () => {
    const figures = elementsOf(tree).filter(({ tag }) => tag === 'Figure')
    expect(figures).toHaveLength(issue.pages.flatMap(({ set }) => set.pictures).length)
    const captions = elementsOf(tree).filter(({ tag }) => tag === 'Caption').map((caption) => bare(textWithin(caption))) // prettier-ignore
    for (const { alt } of figures) {
      expect(bare(alt).length).toBeGreaterThan(8)
      expect(captions.some((caption) => caption.startsWith(bare(alt)))).toBe(true)
    }
  })
  it.skipIf(lacks('qpdf'))('says where each figure lies on its page (ISO 32000-1, 14.8.5.4.3)', () => {
    const figures = elementsOf(tree).filter(({ tag }) => tag === 'Figure')
    const lie = issue.pages.flatMap(({ set: { trim, slug, pictures } }) =>
      pictures.map(({ box: { x, y, width, height } }) => {
        const points = (length: number): number => (length + slug) / 12_700
        const foot = trim.height - y - height
        return [points(x), points(foot), points(x + width), points(foot + height)]
      }),
    )
    expect(lie).toHaveLength(figures.length)
    for (const [i, wanted] of lie.entries()) {
      expect(figures[i]?.box).toHaveLength(4)
      wanted.forEach((side, n) => expect(figures[i]?.box[n]).toBeCloseTo(side, 2))
    }
  })
  it.skipIf(lacks('qpdf'))('has every mark of every page in the tree of parents (ISO 32000-1, 14.7.4.4)', () => {
    const root = parsed.dict(parsed.catalogue['/StructTreeRoot'])
    const numbers = parsed.array(parsed.dict(root['/ParentTree'])['/Nums'])
    expect(numbers.length).toBe(2 * parsed.pages.length)
    for (const [i, page] of parsed.pages.entries()) {
      expect(page['/StructParents']).toBe(numbers[2 * i])
      const content = parsed.bytes(page['/Contents']).toString('latin1')
      const marks = [...content.matchAll(/\/MCID (\d+)/g)].map((match) => Number(match[1]))
      const owners = parsed.array(numbers[2 * i + 1])
      expect(marks.toSorted((one, other) => one - other)).toEqual(owners.map((_, mark) => mark))
      for (const [mark, owner] of owners.entries()) expect(parsed.array(parsed.dict(owner)['/K'])).toContain(mark)
    }
  })
  it.skipIf(lacks('qpdf'))('is told to be tagged, in its language, under its title and with its bookmarks open', () => {
    expect(parsed.catalogue['/MarkInfo']).toEqual({ '/Marked': true })
    expect(textOf(parsed.catalogue['/Lang'])).toBe(name === 'millhaven' ? 'en' : 'zh-CN')
    expect(parsed.catalogue['/ViewerPreferences']).toEqual({ '/DisplayDocTitle': true })
    expect(parsed.catalogue['/PageMode']).toBe('/UseOutlines')
    expect(textOf(parsed.info['/Title'])).toContain('2026')
  })
  it.skipIf(lacks('qpdf'))('has a bookmark a page, and under each its stories by their headlines', () => {
    const level = (value: unknown): { title: string; inside: string[] }[] => {
      const found = []
      for (let ref = parsed.dict(value)['/First']; ref !== undefined; ref = parsed.dict(ref)['/Next']) {
        found.push({ title: textOf(parsed.dict(ref)['/Title']), inside: level(ref).map(({ title }) => title) })
      }
      return found
    }
    const bookmarks = level(parsed.catalogue['/Outlines'])
    const page = name === 'millhaven' ? (n: number) => `Page ${n}` : (n: number) => `第 ${n} 版`
    expect(bookmarks.map(({ title }) => title)).toEqual(issue.pages.map((_, i) => page(i + 1)))
    for (const [i, { set, copies }] of issue.pages.entries()) {
      expect(bookmarks[i]?.inside).toHaveLength(set.blocks.length)
      for (const { parts } of copies) {
        const headline = bare(parts.headline.map(({ text }) => text).join(''))
        if (headline !== '') expect(bookmarks[i]?.inside.map(bare)).toContain(headline)
      }
    }
  })
  it.skipIf(lacks('mutool') || lacks('pdfinfo'))(
    'is taken for a tagged file with bookmarks by programs of others',
    () => {
      expect(ask('pdfinfo', proof, ['FILE'])).toMatch(/Tagged:\s+yes/)
      expect(ask('pdfinfo', proof, ['-struct', 'FILE'])).toMatch(/Art[\s\S]*H1[\s\S]*Figure/)
      expect(ask('mutool', proof, ['show', 'FILE', 'outline'])).toMatch(name === 'millhaven' ? /Page 2/ : /第 4 版/)
      expect(ask('pdfinfo', plates, ['FILE'])).toMatch(/Tagged:\s+no/)
    },
  )
  it.skipIf(lacks('qpdf'))('has no RGB on its plates: no operator, no picture, no colour space', () => {
    const own = new Parsed(plates)
    const operators = own.contents.flatMap((ref) => operationsOf(own.bytes(ref).toString('latin1')))
    expect(operators.length).toBeGreaterThan(1000)
    expect(operators.filter(({ operator }) => /^(rg|RG|sh|ri)$/.test(operator))).toEqual([])
    expect(foreignSpaces(own)).toEqual([])
    const texts = operators.filter(({ operator }) => operator === 'k').map(({ operands }) => operands.join(' '))
    expect(texts).toContain('0 0 0 1')
  })
  it.skipIf(lacks('qpdf'))('has its pictures on a proof in RGB and grey, and no finer than a screen shows', () => {
    const images = parsed.dicts.filter((dict) => dict['/Subtype'] === '/Image')
    expect(images).toHaveLength(
      new Set(issue.pages.flatMap(({ set }) => set.pictures.map(({ sha256 }) => sha256))).size,
    )
    for (const image of images) expect(['/DeviceRGB', '/DeviceGray']).toContain(image['/ColorSpace'])
    const widest = Math.max(...issue.pages.map(({ set }) => set.trim.width))
    for (const image of images) expect(Number(image['/Width'])).toBeLessThanOrEqual((widest * 150 * 1.25) / 914_400)
  })
  it('presses to the same bytes again', async () => {
    expect(Buffer.compare(Buffer.from(await issue.press('proof')), Buffer.from(proof))).toBe(0)
    expect(Buffer.compare(Buffer.from(await issue.press('x1a')), Buffer.from(plates))).toBe(0)
  })
})
