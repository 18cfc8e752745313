/** Copy from elsewhere, and copy that goes out: paste, drop, parts, tables, languages, files. */
import type { Words } from './words.ts'

export const pasteWords = {
  'job.paste': { zh: '正在粘贴', en: 'Pasting' },
  'paste.cancelled': { zh: '粘贴已取消，稿件如旧', en: 'Paste cancelled; the story is as it was' },
  'paste.plain': { zh: '粘贴为纯文字', en: 'Paste as plain text' },
  'paste.denied': { zh: '剪贴板读不到', en: 'The clipboard cannot be read' },
  'paste.deniedDetail': { zh: '请在文字里按 {keys} 粘贴。', en: 'Press {keys} in the copy instead.' },
  'paste.left': { zh: '已粘贴，未带入：{list}', en: 'Pasted without {list}' },
  'paste.normalised': {
    zh: '已粘贴，标点和引号已按本报规则整理',
    en: 'Pasted; punctuation and quotes follow the house',
  },
  'paste.undoNormal': { zh: '按一次 {keys} 恢复原来的标点。', en: '{keys} once brings the original punctuation back.' },
  'paste.plainHint': { zh: '{keys} 粘贴为纯文字。', en: '{keys} pastes plain text.' },
  'paste.left.picture': { zh: '{n} 张图片', en: '{n} {n|picture|pictures}' },
  'paste.left.media': { zh: '{n} 处音视频或嵌入内容', en: '{n} embedded {n|item|items}' },
  'paste.left.script': { zh: '{n} 段脚本', en: '{n} {n|script|scripts}' },
  'paste.left.control': { zh: '{n} 个不可见的控制字符', en: '{n} invisible control {n|character|characters}' },
  'paste.left.link': { zh: '{n} 个链接地址', en: '{n} {n|link|links}' },
  'paste.left.deleted': { zh: '{n} 处已删文字', en: '{n} deleted {n|passage|passages}' },
  'paste.left.textBox': { zh: '{n} 个文本框', en: '{n} text {n|box|boxes}' },
  'paste.left.object': { zh: '{n} 个嵌入对象', en: '{n} embedded {n|object|objects}' },
  'paste.left.furniture': { zh: '{n} 行报头报脚', en: '{n} page {n|line|lines}' },
  'paste.left.macro': { zh: '宏', en: 'macros' },
  'paste.left.comment': { zh: '{n} 条批注', en: '{n} {n|comment|comments}' },
} as const satisfies Record<string, Words>
