/** Commands of bylines and datelines: the words of a role, put in or said of words that stand; the dateline's mark. */
import { TextSelection, type Command } from 'prosemirror-state'
import type { Lang } from '#contract/copy.ts'
import { goToLine } from './commands.ts'
import { schema, storyAttrs, type Role } from './schema.ts'

/** The words of a role, as a byline of each language has them. */
const ROLE_WORDS: Readonly<Record<Role, Readonly<Record<Lang, string>>>> = {
  reporter: { 'zh-Hans': '记者', 'zh-Hant': '記者', en: 'By' },
  chiefReporter: { 'zh-Hans': '首席记者', 'zh-Hant': '首席記者', en: 'By' },
  traineeReporter: { 'zh-Hans': '见习记者', 'zh-Hant': '見習記者', en: 'By' },
  correspondent: { 'zh-Hans': '通讯员', 'zh-Hant': '通訊員', en: 'By' },
  text: { 'zh-Hans': '文', 'zh-Hant': '文', en: 'Story by' },
  photos: { 'zh-Hans': '图', 'zh-Hant': '圖', en: 'Photos by' },
  textAndPhotos: { 'zh-Hans': '文/图', 'zh-Hant': '文/圖', en: 'Story and photos by' },
  by: { 'zh-Hans': '记者', 'zh-Hant': '記者', en: 'By' },
  staff: { 'zh-Hans': '本报记者', 'zh-Hant': '本報記者', en: 'Staff' },
}

/** The roles that a byline of a language names. */
export const rolesOf = (lang: Lang): readonly Role[] =>
  lang === 'en'
    ? ['by', 'text', 'photos', 'textAndPhotos', 'staff']
    : ['reporter', 'chiefReporter', 'traineeReporter', 'correspondent', 'text', 'photos', 'textAndPhotos']

/**
 * Names a role: words that are selected in a byline become its words; else its words come in at the caret, with a blank for
 * the name. Outside of a byline the caret goes to the story's byline first.
 */
export const putRole =
  (role: Role): Command =>
  (state, dispatch) => {
    if (!dispatch) return true
    let { tr } = state
    const { $from, $to } = state.selection
    const type = schema.marks.role
    const isInByline = $from.depth > 0 && $from.parent.type.allowsMarkType(type) && $from.sameParent($to)
    if (!isInByline) goToLine('byline')(state, (made) => (tr = made))
    const { from, to, empty, $head } = tr.selection
    const mark = type.create({ is: role })
    if (!empty) {
      dispatch(tr.removeMark(from, to, type).addMark(from, to, mark).scrollIntoView())
      return true
    }
    const words = ROLE_WORDS[role][storyAttrs(state.doc).lang]
    const before = $head.parent.textBetween(0, $head.parentOffset)
    const blank = before === '' || /[\s\u3000/／]$/.test(before) ? '' : ' '
    if (blank !== '') tr.insert(from, schema.text(blank))
    const at = from + blank.length
    tr.insert(at, [schema.text(words, [mark]), schema.text(' ')])
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + words.length + 1)).scrollIntoView())
    return true
  }

/**
 * Toggles the dateline 电头 of the paragraph at the selection, from its head to the selection's end; where there is one
 * already, it is taken away.
 */
export const toggleDateline: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  const { dateline, leadIn } = schema.marks
  if ($from.depth === 0 || !$from.sameParent($to) || !$from.parent.type.allowsMarkType(dateline)) return false
  const [start, end] = [$from.start(), $from.end()]
  const isOn = state.doc.rangeHasMark(start, end, dateline)
  if (!isOn && $to.parentOffset === 0) return false
  const tr = state.tr.removeMark(start, end, dateline)
  if (!isOn) tr.removeMark(start, $to.pos, leadIn).addMark(start, $to.pos, dateline.create())
  dispatch?.(tr)
  return true
}
