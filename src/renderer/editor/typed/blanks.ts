/** What stands in a snippet's blanks: the issue's date in the language of the story, its weekday, the paper, the page. */
import { filled, type Snippet } from '#story/wording/snippets.ts'
import { weekdayOf } from '#renderer/shell/times.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

const WEEKDAYS = {
  zh: [...'日一二三四五六'].map((day) => `星期${day}`),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
}
/** Months as the AP writes them before a day. */
const MONTHS = 'Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.'.split(' ')

/** A snippet's words as they go into a story. No line feed stands in a line of copy. */
export function wordsOf({ session }: Workspace, snippet: Snippet, isEnglish: boolean): string {
  const { issue, stylebook } = session.issue.get()
  const [, month = 1, day = 1] = issue.date.split('-').map(Number)
  const { name, latin } = stylebook.paper
  return filled(snippet.text.replaceAll(/\s*\n\s*/g, ' '), {
    date: isEnglish ? `${MONTHS[month - 1]} ${day}` : `${month}月${day}日`,
    weekday: WEEKDAYS[isEnglish ? 'en' : 'zh'][weekdayOf(issue.date)]!,
    paper: isEnglish ? latin || name : name,
    page: String(session.selection.get().page),
  })
}
