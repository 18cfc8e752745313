/** The parts of a written DOCX that are the same for every story, or nearly so. */
import type { Lang } from '#contract/copy.ts'
import { LINE_TYPES, ROLES, type LineType } from '#contract/manuscript.ts'
import { attribute, WORD, XML_HEAD } from './xmlText.ts'

/** The parts in the order in which they stand in the parcel. */
export const NUMBER_OF_PARTS = [
  '[Content_Types].xml',
  '_rels/.rels',
  'docProps/core.xml',
  'word/document.xml',
  'word/_rels/document.xml.rels',
  'word/styles.xml',
  'word/comments.xml',
  'word/commentsExtended.xml',
] as const

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const FORM = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const override = ([part, type]: readonly [string, string]): string =>
  `<Override PartName="/${part}" ContentType="${type}"/>`

export const CONTENT_TYPES = `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${(
  [
    ['word/document.xml', `${FORM}.document.main+xml`],
    ['word/styles.xml', `${FORM}.styles+xml`],
    ['word/comments.xml', `${FORM}.comments+xml`],
    ['word/commentsExtended.xml', `${FORM}.commentsExtended+xml`],
    ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ] as const
)
  .map(override)
  .join('')}</Types>`

const relation = (id: string, type: string, target: string, isOutside = false): string =>
  `<Relationship Id="${id}" Type="${type}"${attribute('Target', target)}${isOutside ? ' TargetMode="External"' : ''}/>`

const relations = (all: readonly string[]): string =>
  `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`

export const PACKAGE_RELS = relations([
  relation('rId1', `${OFFICE}/officeDocument`, 'word/document.xml'),
  relation('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
])

/** Ids of links begin behind those of the parts. */
export const linkId = (index: number): string => `rId${index + 10}`

export const documentRels = (links: readonly string[]): string =>
  relations([
    relation('rId1', `${OFFICE}/styles`, 'styles.xml'),
    relation('rId2', `${OFFICE}/comments`, 'comments.xml'),
    relation('rId3', 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended', 'commentsExtended.xml'),
    ...links.map((href, index) => relation(linkId(index), `${OFFICE}/hyperlink`, href, true)),
  ])

interface StyleForm {
  readonly name: string
  /** Rank in the outline, 0 the highest. */
  readonly outline?: number
  /** Size in half points. */
  readonly size?: number
  readonly isBold?: boolean
  readonly isSlanted?: boolean
  /** First line's indent in hundredths of a character. */
  readonly indent?: number
}

/** Names that our reader knows again, and that say in any program what the lines are. */
const STYLES: Readonly<Record<LineType, StyleForm>> = {
  kicker: { name: 'Kicker', size: 28 },
  headline: { name: 'Headline', outline: 0, size: 44, isBold: true },
  deck: { name: 'Deck', size: 28 },
  byline: { name: 'Byline', size: 20 },
  paragraph: { name: 'Normal', size: 21, indent: 200 },
  subhead: { name: 'Subhead', outline: 2, size: 24, isBold: true },
  pullQuote: { name: 'Pull Quote', size: 26, isSlanted: true },
  note: { name: "Editor's Note", size: 20 },
  row: { name: 'Table Row', size: 20 },
  jumpLine: { name: 'Jump Line', size: 18 },
  cutline: { name: 'Cutline', size: 20 },
  credit: { name: 'Credit', size: 18 },
}

export const styleIdOf = (type: LineType): string => STYLES[type].name.replaceAll(/[^A-Za-z]/g, '')

/** Character styles for what is said of a run beyond its face. */
export const ROLE_STYLES: readonly string[] = ['Lead In', 'Dateline', ...ROLES.map((role) => `Role ${role}`)]
export const characterStyleId = (name: string): string => name.replaceAll(' ', '')

const LOCALES: Readonly<Record<Lang, readonly [latin: string, han: string]>> = {
  'zh-Hans': ['en-US', 'zh-CN'],
  'zh-Hant': ['en-US', 'zh-TW'],
  en: ['en-US', 'zh-CN'],
}

export function stylesXml(lang: Lang): string {
  const [latin, han] = LOCALES[lang]
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="${latin}" w:eastAsia="${han}"/></w:rPr></w:rPrDefault></w:docDefaults>`
  const lines = LINE_TYPES.map((type) => lineStyle(type, STYLES[type], lang))
  const marks = ROLE_STYLES.map(
    (name) =>
      `<w:style w:type="character" w:customStyle="1" w:styleId="${characterStyleId(name)}"><w:name w:val="${name}"/></w:style>`,
  )
  const grid =
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>'
  return `${XML_HEAD}<w:styles ${WORD}>${defaults}${lines.join('')}${marks.join('')}${grid}</w:styles>`
}

function lineStyle(type: LineType, form: StyleForm, lang: Lang): string {
  const isNormal = type === 'paragraph'
  const kind = isNormal ? 'w:default="1"' : 'w:customStyle="1"'
  const indent =
    form.indent && lang !== 'en'
      ? `<w:ind w:firstLineChars="${form.indent}"/>`
      : isNormal
        ? ''
        : '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
  const outline = form.outline === undefined ? '' : `<w:outlineLvl w:val="${form.outline}"/>`
  const face = `${form.isBold ? '<w:b/>' : ''}${form.isSlanted ? '<w:i/>' : ''}${form.size ? `<w:sz w:val="${form.size}"/>` : ''}`
  const based = isNormal ? '' : '<w:basedOn w:val="Normal"/>'
  return `<w:style w:type="paragraph" ${kind} w:styleId="${styleIdOf(type)}"><w:name${attribute('w:val', form.name)}/>${based}<w:qFormat/><w:pPr>${indent}${outline}</w:pPr><w:rPr>${face}</w:rPr></w:style>`
}
