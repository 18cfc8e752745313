/** Words of the application menu and of the native dialogs (main/), in both languages. */

export type Locale = 'zh-CN' | 'en'

export const MENU_WORDS = {
  file: { 'zh-CN': '文件', en: 'File' },
  new: { 'zh-CN': '新建一期…', en: 'New Issue…' },
  open: { 'zh-CN': '打开…', en: 'Open…' },
  openSample: { 'zh-CN': '打开样报', en: 'Open the Sample Issue' },
  newWindow: { 'zh-CN': '再开一个窗口', en: 'New Window on This Issue' },
  import: { 'zh-CN': '收稿…', en: 'Import…' },
  press: { 'zh-CN': '付印 PDF…', en: 'Press PDF…' },
  print: { 'zh-CN': '打印样张…', en: 'Print Proof…' },
  close: { 'zh-CN': '关闭窗口', en: 'Close Window' },
  quit: { 'zh-CN': '退出', en: 'Quit' },
  edit: { 'zh-CN': '编辑', en: 'Edit' },
  undo: { 'zh-CN': '撤消', en: 'Undo' },
  redo: { 'zh-CN': '重做', en: 'Redo' },
  cut: { 'zh-CN': '剪切', en: 'Cut' },
  copy: { 'zh-CN': '复制', en: 'Copy' },
  paste: { 'zh-CN': '粘贴', en: 'Paste' },
  selectAll: { 'zh-CN': '全选', en: 'Select All' },
  view: { 'zh-CN': '视图', en: 'View' },
  palette: { 'zh-CN': '命令…', en: 'Commands…' },
  fullScreen: { 'zh-CN': '全屏', en: 'Full Screen' },
  window: { 'zh-CN': '窗口', en: 'Window' },
  issueFiles: { 'zh-CN': '版面文件', en: 'Banmian issues' },
  fileRefused: { 'zh-CN': '这个文件打不开', en: 'This file cannot be opened' },
} as const satisfies Record<string, Record<Locale, string>>

export type MenuWord = keyof typeof MENU_WORDS
export const sayMenu = (word: MenuWord, locale: Locale): string => MENU_WORDS[word][locale]
