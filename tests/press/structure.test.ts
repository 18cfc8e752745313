/** The structure tree of proofs: what each part of a story is told to be, and that nothing of it is lost or said twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Composer } from '#compose/composer.ts'
import type { Copy } from '#contract/copy.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { mm } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { composerFor, jobNames, readJob, readStylebook } from '../../scripts/galleyJob.ts'
import { area } from '../grid/records.ts'
import { pageOf as onPage, pictureAt, SENTENCE, storyOf } from '../compose/page/blocks.ts'
import { pressGalley } from './galleyPages.ts'
import { jobOf, openShelf, page, pageOf, picture, textPage } from './handSet.ts'
import { Parsed } from './parsed.ts'
import { elementsOf, readStructure, textWithin, type ReadElement } from './structureText.ts'
import { bytesOf, lacks } from './tools.ts'

const bare = (text: string): string => text.replace(/[\s\u3000]+/g, '')

interface Proof {
  readonly set: SetPage
  readonly tree: ReadElement
}

async function proofOf(composer: Composer, job: PageJob, copies?: PageJob['copies']): Promise<Proof> {
  const { set, pdf } = await pressGalley(composer, job, 'proof', copies)
  return { set, tree: readStructure(new Parsed(pdf)) }
}

/** What is said of a page: of heads the text that stands for them, of all else what its content says. */
const said = (element: ReadElement): string => bare(elementsOf(element).map(({ actualText, text }) => actualText || text).join('')) // prettier-ignore

describe.skipIf(lacks('qpdf'))('a page of stories in every shape', () => {
  const TOLD =
    /^(down|vertical|head|table|broken|drop|cutline|jump|note|pullQuote|quote|shape|subhead|wrap|english|traditional|byline|front|storyWithPhoto|ligatures|combining)/
  const names = jobNames().filter((name) => TOLD.test(name))
  it('is one of a hundred', () => expect(names.length).toBeGreaterThan(100))
  it('says each line of each frame once, in the article of its story', async () => {
    const jobs = names.map((name) => [name, readJob(name)] as const)
    const composer = await composerFor(...jobs.map(([, { stylebook }]) => stylebook))
    for (const [name, job] of jobs) {
      const { set, tree } = await proofOf(composer, job)
      const blocks = [...new Set(set.frames.flatMap(({ record }) => (record ? [record] : [])))]
      expect(
        tree.kids.map(({ tag }) => tag),
        name,
      ).toEqual(blocks.map(() => 'Art'))
      for (const [i, block] of blocks.entries()) {
        const frames = set.frames.filter(({ record }) => record === block)
        const lines = frames.flatMap((frame) => frame.lines.map(({ text }) => bare(text)))
        const article = said(tree.kids[i] ?? expect.fail(name))
        expect([...article].toSorted().join(''), `${name} ${block}`).toBe([...lines.join('')].toSorted().join(''))
      }
    }
    composer.release()
  }, 240_000)
})

describe.skipIf(lacks('qpdf'))('a story', () => {
  const book = readStylebook('yuntang-tabloid')
  let composer: Composer
  beforeAll(async () => {
    composer = await composerFor(book)
  })
  afterAll(() => composer.release())

  const told = async (copy: Copy, change: Parameters<typeof onPage>[3] = {}): Promise<ReadElement> => {
    const { tree } = await proofOf(composer, onPage(book, copy, [area(0, 6, 12, 60)], change))
    return tree.kids[0] ?? expect.fail('no article')
  }
  const outline = (element: ReadElement): string => {
    const kids = element.kids.map(outline).join(' ')
    return kids === '' ? element.tag : `${element.tag}(${kids})`
  }

  it('has heads one under the other, quotations as quotations, and rows as rows', async () => {
    const body = [
      SENTENCE,
      '# 水清了',
      SENTENCE,
      '> 鱼回来了。',
      '名次\t球队\t积分',
      '一\t云塘\t12',
      '二\t南溪\t9',
      SENTENCE,
    ]
    const copy = storyOf(body, {
      kicker: ['引题在此'],
      headline: ['主题在此'],
      deck: ['副题在此'],
      byline: ['本报记者 某某'],
    })
    const article = await told(copy)
    expect(outline(article)).toBe('Art(P H1 H2 P P H3 P BlockQuote(P) Table(TR(TH TH TH) TR(TD TD TD) TR(TD TD TD)) P)')
    const cells = elementsOf(article).filter(({ tag }) => tag === 'TD' || tag === 'TH')
    expect(cells.map(({ text }) => text.trim())).toEqual([
      '名次',
      '球队',
      '积分',
      '一',
      '云塘',
      '12',
      '二',
      '南溪',
      '9',
    ])
    for (const cell of cells) expect(cell.scope).toBe(cell.tag === 'TH' ? '/Column' : '')
  })
  it('has subheads right under its headline where it has no deck', async () => {
    const article = await told(storyOf([SENTENCE, '# 水清了', SENTENCE], { headline: ['主题在此'] }))
    expect(outline(article)).toBe('Art(H1 P H2 P)')
  })
  it('fills up rows that have too few cells', async () => {
    const article = await told(storyOf(['甲\t1\t2', '乙\t3', '丙\t4\t5'], { headline: ['主题'] }))
    expect(outline(article)).toBe('Art(H1 Table(TR(TD TD TD) TR(TD TD TD) TR(TD TD TD)))')
    expect(elementsOf(article).filter(({ tag }) => tag === 'TD').map(({ text }) => text.trim())).toEqual(['甲', '1', '2', '乙', '3', '', '丙', '4', '5']) // prettier-ignore
  })
  it('that is set down the page has its paragraphs one by one', async () => {
    const body = [SENTENCE.repeat(6), `${SENTENCE}二`, SENTENCE.repeat(4)]
    const article = await told(storyOf(body, { headline: ['竖排的主题'], orientation: 'vertical' }), {
      direction: 'vertical',
    })
    expect(elementsOf(article).filter(({ tag }) => tag === 'P').map(({ text }) => bare(text))).toEqual(body) // prettier-ignore
    expect(elementsOf(article).find(({ tag }) => tag === 'H1')?.actualText).toBe('竖排的主题')
  })
  it('says what its letterspaced headline says, with no blanks between', async () => {
    const article = await told(storyOf([SENTENCE], { headline: ['字距'] }))
    expect(elementsOf(article).find(({ tag }) => tag === 'H1')?.actualText).toBe('字距')
  })
  it('has its picture after its text, with its cutline; by its headline where it has none', async () => {
    const words = { headline: ['主题在此'], cutline: ['河边的白鹭。'], credit: ['某某 摄'] }
    const article = await told(storyOf([SENTENCE], words), { pictures: [pictureAt(area(0, 2, 0, 20))] })
    expect(outline(article)).toBe('Art(H1 P Div(Figure Caption(P P)))')
    const figure = elementsOf(article).find(({ tag }) => tag === 'Figure')
    expect(figure?.alt).toBe('河边的白鹭。')
    expect(bare(textWithin(article.kids[2] ?? article))).toBe('河边的白鹭。某某摄')
    const silent = await told(storyOf([SENTENCE], { headline: ['主题在此'] }), {
      pictures: [pictureAt(area(0, 2, 0, 20))],
    })
    expect(elementsOf(silent).find(({ tag }) => tag === 'Figure')?.alt).not.toBe('')
  })
  it('of another language than its paper says so', async () => {
    const copy = storyOf(['The county announced on Tuesday that the bridge will reopen.'], {
      lang: 'en',
      headline: ['Bridge'],
    })
    expect((await told(copy)).lang).toBe('en')
    expect((await told(storyOf([SENTENCE], { headline: ['主题'] }))).lang).toBe('')
  })
  it('whose copy nobody gave has its headline and its paragraphs still', async () => {
    const job = onPage(book, storyOf([SENTENCE, SENTENCE], { headline: ['主题在此'] }), [area(0, 6, 12, 30)])
    const { tree } = await proofOf(composer, job, new Map())
    expect(outline(tree)).toBe('Document(Art(H1 P P))')
  })
})

describe.skipIf(lacks('qpdf'))('an ad', () => {
  it('is a figure, by the name that it has in the pool', async () => {
    const shelf = await openShelf()
    const bytes = await bytesOf(shelf.subsetter, jobOf(shelf, textPage(shelf)))
    const shown = { ...picture('d'.repeat(64), mm(30), mm(200), mm(100), mm(80)), isAd: true as const }
    const item = storyIdSchema.parse('s1')
    const { box, record } = shown
    const set = page({ pictures: [shown] })
    const placed: SetPage = {
      ...set,
      blocks: [{ record, item, box, orientation: 'horizontal', head: null, counts: [] }],
    }
    const copies = new Map([[item, { ...storyOf([]), id: item, slug: '云塘车行' }]])
    const job = jobOf(shelf, placed, { profile: 'proof', pages: [pageOf(placed, { copies })], ad: () => ({ bytes, isColour: false }) }) // prettier-ignore
    const tree = readStructure(new Parsed(await bytesOf(shelf.subsetter, job)))
    const figure = elementsOf(tree).find(({ tag }) => tag === 'Figure')
    expect([tree.kids.map(({ tag }) => tag), figure?.alt]).toEqual([['Art'], '云塘车行'])
  })
})
