/** Paragraph styles of other programs by their names, in the languages that newsrooms write in -> parts of a story. */
import type { LineShape } from './sheets.ts'

const LINE = (type: LineShape['type'], level = 0): LineShape => ({ type, level })

const STYLES: readonly (readonly [names: RegExp, shape: LineShape])[] = [
  [/^(?:kicker|eyebrow|引题|引題|肩题|肩題|眉题|眉題)$/, LINE('kicker')],
  [/^(?:headline|main ?headline|主题|主題|主标题|主標題)$/, LINE('headline', 1)],
  [/^(?:title|标题|標題|大标题|mso ?title)$/, LINE('subhead', 1)],
  [/^(?:deck|standfirst|副题|副題)$/, LINE('deck')],
  [/^(?:subtitle|副标题|副標題|mso ?subtitle)$/, LINE('subhead', 2)],
  [/^(?:byline|by ?line|author|署名|作者|记者署名)$/, LINE('byline')],
  [/^(?:subhead|crosshead|小标题|小標題|插题|插題)$/, LINE('subhead', 3)],
  [/^(?:pull ?quote|quote|intense ?quote|block ?text|提要|引文|引用|明显引用)$/, LINE('pullQuote')],
  [/^(?:editor'?s? ?note|note|编者按|編者按|编后)$/, LINE('note')],
  [/^(?:jump ?line|转版|转版语|轉版)$/, LINE('jumpLine')],
  [/^(?:cutline|caption|图说|圖說|题注|題注)$/, LINE('cutline')],
  [/^(?:credit|photo ?credit|图片署名)$/, LINE('credit')],
  [/^(?:table ?row|表格行)$/, LINE('row')],
]

const HEADING = /^(?:mso)?(?:heading|标题|標題) ?([1-9])$/

/** The part that a style's name stands for; null for running text. */
export function shapeOfStyle(name: string): LineShape | null {
  const bare = name.trim().toLowerCase().replaceAll(/[_-]/g, ' ')
  const heading = HEADING.exec(bare)
  if (heading) return LINE('subhead', Math.min(6, Number(heading[1])))
  return STYLES.find(([names]) => names.test(bare))?.[1] ?? null
}
