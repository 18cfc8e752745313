/** From copy to plate: pages of the real composer, read back out of the PDF by a program that is not ours. */
import { describe, expect, it } from 'vitest'
import { facesOf, openComposer } from '#compose/composer.ts'
import type { Copy, CopyParagraph, Lang, Orientation } from '#contract/copy.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import { recordIdSchema, storyIdSchema, type FaceId } from '#contract/ids.ts'
import type { SetPage } from '#contract/setPage.ts'
import { openFontShelf } from '#darkroom/fontShelf.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { openResources, readSubsetter } from '#darkroom/resources.ts'
import { openWordBreaker } from '#darkroom/wordBreaker.ts'
import { pageOf } from './handSet.ts'
import { ask, bytesOf, lacks } from './tools.ts'

const folder = resourcesFolder()
const story = storyIdSchema.parse('s1')

function granted<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(outcome.code)
  return outcome
}

const paragraphs = (...texts: readonly string[]): CopyParagraph[] =>
  texts.map((text) => ({ kind: 'text', text, spans: [] }))

function copyOf(lang: Lang, orientation: Orientation, head: readonly string[], body: readonly string[]): Copy {
  const [headline = '', deck = ''] = head
  const none = { kicker: [], byline: [], jumpLine: [], cutline: [], credit: [] }
  const parts = { ...none, headline: paragraphs(headline), deck: paragraphs(deck), body: paragraphs(...body) }
  return { id: story, version: 1, kind: 'story', lang, slug: 'test', orientation, parts }
}

async function pressed(
  name: string,
  copy: Copy,
  direction: Orientation = 'horizontal',
): Promise<{ set: SetPage; pdf: Uint8Array }> {
  const stylebook = granted(await openResources({ folder }).readStylebook(name))
  const shelf = openFontShelf({ catalogue: `${folder}/faces.json` })
  const faces = new Map<FaceId, LoadedFace>()
  for (const id of facesOf(stylebook)) faces.set(id, granted(await shelf.loadFace(id)))
  const breakWords = await openWordBreaker({ folder: `${folder}/words` }).open()
  const composer = await openComposer({ faces, breakWords })
  const block: DummyRecord = {
    type: 'block',
    id: recordIdSchema.parse('r1'),
    page: 1,
    item: story,
    areas: [{ column: 0, columns: 4, line: 20, lines: 50 }],
    legs: [0],
    mode: 'auto',
    head: copy.orientation === 'vertical' ? 'left' : 'above',
    orientation: null,
    headSize: null,
    pictures: [],
    border: 'none',
    direction,
  }
  const issue = { stylebook: name, date: '2026-11-24', number: 1024, edition: '', pages: 4 }
  const job = { page: 1, issue, stylebook, records: [block], copies: new Map([[story, copy]]), photos: new Map() }
  const set = composer.setPage(job)
  const face = (id: FaceId): LoadedFace => faces.get(id) ?? granted<LoadedFace>(fault('font.missing'))
  const pdf = await bytesOf(await readSubsetter(), {
    pages: [pageOf(set, { stamp: composer.stampOf(job), label: '' })],
    profile: 'x1a',
    title: name,
    paper: stylebook.paper.name,
    lang: copy.lang,
    issueDate: issue.date,
    condition: stylebook.press.condition,
    face,
    plate: () => null,
  })
  composer.release()
  return { set, pdf }
}

const ZH =
  '本报讯　云塘区水利局二十三日介绍，今冬将疏浚河道7条，总长41公里——这是五年来最大的一次。“水清了，鱼就回来了。”副区长在现场会上说，工程总投资3200万元，比去年增长12.5%。'
const EN =
  'The county announced Tuesday that the footbridge over Miller Creek will reopen in December, after inspectors had certified the reconstructed abutments; commissioners acknowledged the extraordinary inconvenience.'
const numbered = (text: string): string[] => Array.from({ length: 6 }, (_, i) => `${text}（${i + 1}）`)

describe('a composed page', () => {
  it.skipIf(lacks('pdftotext'))('gives its Chinese story back whole, with the vertical headline', async () => {
    const body = numbered(ZH)
    const copy = copyOf('zh-Hans', 'vertical', ['七条河道同时疏浚“清水进城”', '总投资3200万元明年春耕前完工'], body)
    const { set, pdf } = await pressed('yuntang-tabloid', copy)
    expect(set.frames.some((frame) => frame.part === 'headline' && frame.vertical)).toBe(true)
    for (const order of [[], ['-raw']]) {
      const text = ask('pdftotext', pdf, [...order, 'FILE', '-']).replace(/\s+/g, '')
      expect(text).toContain('七条河道同时疏浚“清水进城”')
      for (const paragraph of body) expect(text).toContain(paragraph.replace(/\s+/g, ''))
    }
  })
  it.skipIf(lacks('pdftotext'))('gives a story set down the page back whole, paragraph by paragraph', async () => {
    const body = numbered(`${ZH}采用BIM river model技术。`)
    const copy = copyOf('zh-Hans', 'vertical', ['七条河道同时疏浚“清水进城”', '总投资3200万元明年春耕前完工'], body)
    const { set, pdf } = await pressed('yuntang-tabloid', copy, 'vertical')
    expect(set.frames.filter((frame) => frame.part === 'body' && frame.vertical).length).toBeGreaterThan(2)
    for (const order of [[], ['-raw']]) {
      const text = ask('pdftotext', pdf, [...order, 'FILE', '-']).replace(/\s+/g, ' ')
      expect(text).toContain('BIM river model')
      for (const paragraph of body) {
        expect(text.replace(/\s/g, '').split(paragraph.replace(/\s+/g, '')).length).toBe(2)
      }
    }
  })
  it.skipIf(lacks('pdftotext'))('gives its English story back whole: no hyphen of ours, no blank lost', async () => {
    const body = Array.from({ length: 6 }, (_, i) => `${EN} (${i + 1})`)
    const { set, pdf } = await pressed(
      'millhaven-weekly',
      copyOf('en', 'horizontal', ['Footbridge to reopen', 'Abutments certified'], body),
    )
    expect(set.frames.some((frame) => frame.lines.some((line) => line.isHyphenated))).toBe(true)
    const text = ask('pdftotext', pdf, ['FILE', '-']).replace(/\s+/g, ' ')
    for (const paragraph of body) expect(text).toContain(paragraph)
  })
  it.skipIf(lacks('gs'))('needs no ink but black', async () => {
    const { pdf } = await pressed('yuntang-tabloid', copyOf('zh-Hans', 'horizontal', ['清水进城', '七条河道'], [ZH]))
    expect(ask('gs', pdf, ['-q', '-o', '-', '-sDEVICE=inkcov', 'FILE'])).toMatch(
      /^\s*0\.00000\s+0\.00000\s+0\.00000\s+0\.0/,
    )
  })
})
