/** The small desks that random edits begin from: a few short stories on two pages, in every script and direction. */
import type { Block } from '#contract/dummy.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import { copyOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf, photoOf } from '../../grid/records.ts'
import { CHINESE_TEXT, ENGLISH_TEXT, TRADITIONAL_TEXT } from './words.ts'

/** A page job for every page of the issue at once. */
export type Desk = Omit<PageJob, 'page'>
export const PAGES = [1, 2, 3] as const

const photo = (id: string, caption: string) =>
  photoOf(id, { width: 3000, height: 2000, sha256: id.repeat(64).slice(0, 64), caption })
const PHOTOS = [
  photo('p', '老船工在青石港检修渡船。'),
  photo('q', ''),
  photo('m', 'Millhands walk the towpath at dusk.'),
]

type Lines = Parameters<typeof copyOf>[0]
const CHINESE_STORIES: readonly Lines[] = [
  {
    id: 'river',
    kicker: ['一年疏浚三十六条'],
    headline: ['青石港水清岸绿'],
    deck: ['居民出门十分钟可见水'],
    byline: ['■本报记者 陆知秋'],
    body: [`[本报讯]${CHINESE_TEXT.slice(0, 90)}`, '# 谁来管护', CHINESE_TEXT.slice(90)],
    jumpLine: ['（下转第三版）'],
  },
  {
    id: 'stage',
    headline: ['老戏台', '又开锣了'],
    orientation: 'vertical',
    body: [CHINESE_TEXT.slice(40, 130)],
    cutline: ['开锣前。'],
    credit: ['沈月白 摄'],
  },
  { id: 'view', kind: 'picture', headline: ['晨雾'], cutline: ['雾里的渡口。'], credit: ['孟阿炳 摄'], body: [] },
  { id: 'refer', kind: 'refer', headline: ['云栖社区：一期工程过了八成'], body: [] },
]
const ENGLISH_STORIES: readonly Lines[] = [
  {
    id: 'river',
    lang: 'en',
    kicker: ['ALDER CREEK'],
    headline: ['Bridge closes again as ferry owners plead for warning'],
    byline: ['By Orla Tamsin'],
    body: [`[MILLHAVEN —]${ENGLISH_TEXT}`, '# A long winter', ENGLISH_TEXT.slice(40)],
    jumpLine: ['See BRIDGE, page 3'],
  },
  {
    id: 'stage',
    lang: 'en',
    headline: ['Old stage reopens'],
    deck: ['Carpenters finish two days early'],
    body: [ENGLISH_TEXT.slice(0, 150)],
    cutline: ['Before the doors open.'],
    credit: ['Photo by P. Quill'],
  },
  { id: 'view', lang: 'en', kind: 'picture', headline: ['Morning fog'], cutline: ['The ferry landing.'], body: [] },
  { id: 'refer', lang: 'en', kind: 'refer', headline: ['School board counts its pencils'], body: [] },
]
const TRADITIONAL_STORIES: readonly Lines[] = [
  {
    id: 'river',
    lang: 'zh-Hant',
    headline: ['港邊舊戲臺修好了'],
    deck: ['「三十年沒有這樣熱鬧」'],
    body: [TRADITIONAL_TEXT, `> ${TRADITIONAL_TEXT.slice(8, 30)}`, TRADITIONAL_TEXT.slice(20)],
  },
  { id: 'stage', lang: 'zh-Hant', headline: ['開臺'], orientation: 'vertical', body: [TRADITIONAL_TEXT] },
  { id: 'view', lang: 'zh-Hant', kind: 'picture', headline: ['晨霧'], cutline: ['霧裏的渡口。'], body: [] },
]

const RECORDS: readonly Block[] = [
  blockOf('a', 'river', area(0, 3, 0, 16), { page: 2, border: 'box' }),
  blockOf('b', 'stage', area(3, 2, 0, 14), {
    page: 2,
    head: 'right',
    pictures: [{ photo: 'p' as PhotoId, area: area(0, 1, 0, 6), crop: { left: 0, top: 0, right: 1000, bottom: 1000 } }],
  }),
  blockOf('c', 'river', area(0, 4, 0, 9), { page: 3, areas: [area(0, 4, 0, 9), area(0, 2, 9, 8)], legs: [0, 1] }),
  blockOf('d', 'view', area(0, 2, 18, 12), {
    page: 2,
    pictures: [
      { photo: 'q' as PhotoId, area: area(0, 2, 0, 12), crop: { left: 0, top: 0, right: 1000, bottom: 1000 } },
    ],
  }),
  blockOf('e', 'refer', area(2, 2, 20, 8), { page: 3, border: 'box' }),
]

function desk(stylebook: Stylebook, stories: readonly Lines[]): Desk {
  const copies = stories.map(copyOf)
  const known = new Set<StoryId>(copies.map(({ id }) => id))
  return {
    issue: { stylebook: stylebook.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 },
    stylebook,
    records: RECORDS.filter(({ item }) => known.has(item)),
    copies: new Map(copies.map((copy) => [copy.id, copy])),
    photos: new Map(PHOTOS.map((each) => [each.id, each])),
  }
}

/** The book with few faces and short templates: what a desk does not need only takes time and memory here. */
function lean(name: string, faces: Record<string, string[]>, change: Partial<Stylebook> = {}): Stylebook {
  const book = readStylebook(name)
  const front = { ...book.front, furniture: book.front.furniture.slice(0, 4) }
  return stylebookSchema.parse({ ...book, faces, front, ...change })
}
const SONG = {
  song: ['notoSerifSc.400'],
  songBold: ['notoSerifSc.700'],
  songHeavy: ['notoSerifSc.700'],
  hei: ['notoSansSc.400'],
  heiBold: ['notoSansSc.700'],
  heiHeavy: ['notoSansSc.700'],
}
const TRADITIONAL = {
  song: ['notoSerifTc.400'],
  songBold: ['notoSerifTc.700'],
  songHeavy: ['notoSerifTc.700'],
  hei: ['notoSansTc.400'],
  heiBold: ['notoSansTc.700'],
  heiHeavy: ['notoSansTc.700'],
}
const LATIN = {
  latin: ['sourceSerifSmText.400'],
  latinItalic: ['sourceSerifSmText.400i'],
  latinBold: ['sourceSerifSmText.700'],
  latinHead: ['playfair.700'],
  latinHeadBold: ['playfair.900'],
  latinSans: ['libreFranklin.400'],
  latinSansBold: ['libreFranklin.700'],
}

export const DESKS: Readonly<Record<string, () => Desk>> = {
  chinese: () => desk(lean('yuntang-tabloid', SONG), CHINESE_STORIES),
  english: () => desk(lean('millhaven-weekly', LATIN), ENGLISH_STORIES),
  mixed: () =>
    desk(lean('yuntang-broadsheet', { ...SONG, ...LATIN }), [
      ...CHINESE_STORIES.slice(0, 1),
      ...ENGLISH_STORIES.slice(1, 3),
      ...CHINESE_STORIES.slice(3),
    ]),
  vertical: () => desk(lean('yuntang-tabloid', SONG, { direction: 'vertical' }), CHINESE_STORIES),
  traditional: () =>
    desk(lean('yuntang-tabloid', TRADITIONAL, { lang: 'zh-Hant', direction: 'vertical' }), TRADITIONAL_STORIES),
}
