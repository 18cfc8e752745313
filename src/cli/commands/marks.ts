/** `marks`: what people found on the proofs, and what came of it. */
import { isFault } from '#contract/faults.ts'
import type { KeptMark } from '#contract/mark.ts'
import { sayInterface, type InterfaceLanguage } from '#words/interface.ts'
import { argument, maybeNumber, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'

export const listMarks: Command = (call) => {
  const page = maybeNumber(call, 'page', 1, 512)
  const language = call.locale === 'en' ? 'en' : 'zh'
  return atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const marks = await desk.handlers.listMarks({ page, story: null })
    if (isFault(marks)) return marks
    return { json: { marks }, text: marks.map((mark) => markText(mark, language)).join('\n') }
  })
}

/** One mark a line: number, page, kind, what stands there and what ought to, who, and what came of it. */
function markText(mark: KeptMark, language: InterfaceLanguage): string {
  const { id, page, pageNow, kind, words, proposed, text, person, round, at, state, standing } = mark
  const change = [words.replaceAll('\n', ' / '), proposed].filter((part) => part !== '').join(' → ')
  const came = sayInterface(`markState.${state}`, language)
  const lost = standing === 'stands' ? '' : sayInterface(`markStanding.${standing}`, language)
  const parts = [
    `${id}`,
    `${pageNow ?? page}`,
    sayInterface(`markKind.${kind}`, language),
    change,
    text,
    person,
    round,
    at,
  ]
  return [...parts, came, lost].filter((part) => part !== '').join('  ')
}
