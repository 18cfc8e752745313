/** The copy pane. */
import type { Words } from './words.ts'

export const copyWords = {
  // Copy
  'copy.title': { zh: '文字', en: 'Copy' },
  'copy.none': { zh: '选一篇稿件来编辑', en: 'Choose a story to edit' },
  'copy.noneDetail': {
    zh: '在稿库里单击，或在版面上双击。',
    en: 'Click one in the pool, or double-click it on the page.',
  },
  'copy.again': { zh: '再试一次', en: 'Try again' },
  'copy.view': { zh: '显示', en: 'View' },
  'copy.galley': { zh: '小样', en: 'Galley' },
  'copy.story': { zh: '通稿', en: 'Story' },
  'copy.part': { zh: '这一行是', en: 'This line is' },
  'copy.leadIn': { zh: '电头', en: 'Lead-in' },
  'copy.strong': { zh: '加粗', en: 'Bold' },
  'copy.emphasis': { zh: '强调', en: 'Emphasis' },
  'copy.editor': { zh: '稿件：{slug}', en: 'Story: {slug}' },
  'copy.sides': { zh: '稿件旁栏', en: 'Beside the copy' },
  'copy.format': { zh: '格式', en: 'Format' },
  'line.kicker': { zh: '引题', en: 'Kicker' },
  'line.headline': { zh: '主题', en: 'Headline' },
  'line.deck': { zh: '副题', en: 'Deck' },
  'line.byline': { zh: '署名', en: 'Byline' },
  'line.paragraph': { zh: '正文', en: 'Body' },
  'line.subhead': { zh: '小标题', en: 'Subhead' },
  'line.pullQuote': { zh: '提要', en: 'Pull quote' },
  'line.note': { zh: '编者按', en: 'Note' },
  'line.row': { zh: '表格行', en: 'Table row' },
  'line.jumpLine': { zh: '转版语', en: 'Jump line' },
  'line.cutline': { zh: '图说', en: 'Cutline' },
  'line.credit': { zh: '图片署名', en: 'Credit' },
} as const satisfies Record<string, Words>
