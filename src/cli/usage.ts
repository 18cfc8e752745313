/** The commands, the options of each, and their help in both languages. */
import type { SpokenLocale } from '#words/locale.ts'

type OptionType = 'string' | 'boolean'

export interface CommandHelp {
  readonly usage: string
  readonly zh: string
  readonly en: string
  readonly options: Readonly<Record<string, OptionType>>
  /** Positional arguments: fewest and most. */
  readonly args: readonly [least: number, most: number]
}

const page = { page: 'string' } as const
const MANY = 1000

export const COMMANDS = {
  new: {
    usage: 'new FILE --stylebook NAME [--date YYYY-MM-DD] [--number N] [--pages N]',
    zh: '建立一期',
    en: 'makes an issue file',
    options: { stylebook: 'string', date: 'string', number: 'string', pages: 'string' },
    args: [1, 1],
  },
  import: {
    usage: 'import FILE INPUT... [--page N]',
    zh: '收稿：版面文字、Word 文档和图片进稿库，列出稿件和每处整理；--page 且该版为空时一并上版',
    en: 'takes page text, Word documents and pictures into the pool and prints the stories and every repair; with --page it also lays them on that page when it is empty',
    options: page,
    args: [2, MANY],
  },
  stories: { usage: 'stories FILE', zh: '列出稿库', en: 'lists the pool', options: {}, args: [1, 1] },
  story: {
    usage: 'story FILE ID',
    zh: '显示一篇稿件',
    en: 'shows one story with its parts',
    options: {},
    args: [2, 2],
  },
  versions: {
    usage: 'versions FILE ID',
    zh: '列出一篇稿件的版本和各段工作：何时、何人、增删多少',
    en: 'lists a story’s versions and who worked on it when, and how much',
    options: {},
    args: [2, 2],
  },
  diff: {
    usage: 'diff FILE ID A B',
    zh: '一篇稿件两个版本之间的不同；A、B 是步数、filed（来稿）、now（现在）或版本的名称',
    en: 'what lies between two versions of a story; A and B are steps of its log, filed, now, or a version’s name',
    options: {},
    args: [4, 4],
  },
  search: {
    usage: 'search FILE WORDS... [--part head|body|credits]',
    zh: '全文查找：字词都要有；"连在一起" 用引号，或者用 OR，英文词尾加 *；全半角、大小写、简繁不分',
    en: 'searches the copy: all words, "words in a row", OR, a star at a word’s end; width, case and script are folded',
    options: { part: 'string' },
    args: [2, MANY],
  },
  export: {
    usage: 'export FILE ID --out X.docx|X.txt|X.html [--final]',
    zh: '导出一篇稿件：Word 文档带修订和批注，--final 只要定稿；或纯文本、网页',
    en: 'writes one story out: a Word document with its changes and notes, with --final as it stands; or plain text or HTML',
    options: { out: 'string', final: 'boolean' },
    args: [2, 2],
  },
  place: {
    usage: 'place FILE --page N [--plan PLAN.json]',
    zh: '把稿库排上第 N 版，按计划或自动',
    en: 'lays the pool on page N, by a plan or by its own',
    options: { ...page, plan: 'string' },
    args: [1, 1],
  },
  galley: {
    usage: 'galley FILE --page N [--stats] [--fit]',
    zh: '成版的文字：文框、行、位置、意见、版样印记；--stats 计数，--fit 凑版',
    en: 'the set page as text: frames, lines, places, findings, stamp; --stats counts, --fit says what is over, what wins a line and how to fit it',
    options: { ...page, stats: 'boolean', fit: 'boolean' },
    args: [1, 1],
  },
  check: {
    usage: 'check FILE [--page N] [--profile NAME]',
    zh: '全部检查意见，按本报的检查方案或指定的一种（newsprint、proof）',
    en: 'every finding of composer, preflight and proofreader, by the paper’s profile or a named one (newsprint, proof)',
    options: { ...page, profile: 'string' },
    args: [1, 1],
  },
  press: {
    usage: 'press FILE --page N|all --out PATH [--profile x1a|x4|proof] [--icc PROFILE.icc]',
    zh: '付印 PDF：PATH.pdf 合为一个文件，PATH/ 每版一个文件；--icc 用印厂自己的输出特性文件（限 x4）',
    en: 'writes PDF: PATH.pdf one file with all pages, PATH/ one file a page; --icc takes the plant’s own output profile (x4)',
    options: { ...page, out: 'string', profile: 'string', icc: 'string' },
    args: [1, 1],
  },
  marks: {
    usage: 'marks FILE [--page N]',
    zh: '列出大样上的批注和校对记号：在何处、谁批的、处理没有',
    en: 'lists the marks and notes on proofs: where they stand, who made them, what came of them',
    options: page,
    args: [1, 1],
  },
  notes: {
    usage: 'notes FILE [ID]',
    zh: '列出稿件上的批注和回复：批在哪些字上，那些字还在不在',
    en: 'lists the notes on stories with their answers: on which words, and whether those still stand',
    options: {},
    args: [1, 2],
  },
  sign: {
    usage: 'sign FILE --page N --stage NAME --as PERSON',
    zh: '签样',
    en: 'signs the page’s stamp',
    options: { ...page, stage: 'string', as: 'string' },
    args: [1, 1],
  },
  proof: {
    usage:
      'proof FILE --page N --out PATH.png|.pdf [--dpi N] [--kind galley|dummy|page|clean] [--story ID] [--paper a4|a3|full] [--stage NAME] [--marks]',
    zh: '版面图片；--kind 打小样 galley（--story 稿件）、版样 dummy、大样 page、清样 clean，PNG 或 PDF；--marks 大样带批注',
    en: 'a picture of the page; with --kind a proof on paper: galley (of --story), dummy, page or clean, as PNG or PDF; --marks puts the marks on a page proof',
    options: {
      ...page,
      marks: 'boolean',
      out: 'string',
      dpi: 'string',
      kind: 'string',
      story: 'string',
      paper: 'string',
      stage: 'string',
    },
    args: [1, 1],
  },
  serve: {
    usage: 'serve FILE [--port N]',
    zh: '浏览器主机；印出地址',
    en: 'the browser host; prints its address',
    options: { port: 'string' },
    args: [1, 1],
  },
  bench: {
    usage: 'bench [--only NAMES]',
    zh: '量速度（限源码目录）',
    en: 'the benchmark set (from a checkout only)',
    options: { only: 'string' },
    args: [0, 0],
  },
} as const satisfies Record<string, CommandHelp>

export type CommandName = keyof typeof COMMANDS

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name)

const isChinese = (locale: SpokenLocale): boolean => locale !== 'en'

/** Help of one command, or of all. */
export function helpOf(name: CommandName | null, locale: SpokenLocale): string {
  const shown = name === null ? (Object.keys(COMMANDS) as CommandName[]) : [name]
  const head = isChinese(locale)
    ? '用法：banmian 命令 ... [--json] [--lang zh|en]'
    : 'Usage: banmian COMMAND ... [--json] [--lang zh|en]'
  const foot = isChinese(locale)
    ? '--json 在标准输出上只印一个 JSON 文档。退出码：0 完成，1 拒绝，2 用法不对。'
    : '--json prints one JSON document on standard output and nothing else. Exit: 0 done, 1 refused, 2 bad usage.'
  const rows = shown.map(
    (each) => `  ${COMMANDS[each].usage}\n      ${isChinese(locale) ? COMMANDS[each].zh : COMMANDS[each].en}`,
  )
  return [head, '', ...rows, '', foot].join('\n')
}
