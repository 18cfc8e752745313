/** `notes`: what people wrote beside the copy of stories, with the answers, as it reads today. */
import { isFault } from '#contract/faults.ts'
import { storyIdSchema, type StoryId } from '#contract/ids.ts'
import { markText, readThread, type KeptMark } from '#contract/mark.ts'
import { sayInterface, type InterfaceLanguage } from '#words/interface.ts'
import { argument, UsageError, type Call, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'

export const listNotes: Command = (call) => {
  const story = maybeStory(call)
  const language = call.locale === 'en' ? 'en' : 'zh'
  return atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const item = story === null ? null : await desk.readItem(story)
    if (isFault(item)) return item
    const marks = await desk.handlers.listMarks({ page: null, story })
    if (isFault(marks)) return marks
    const notes = marks.flatMap((mark) => maybeNote(mark) ?? [])
    return { json: { notes }, text: notes.map((note) => linesOf(note, language)).join('\n') }
  })
}

function maybeStory(call: Call): StoryId | null {
  if (call.args[1] === undefined) return null
  const id = storyIdSchema.safeParse(call.args[1])
  if (!id.success) throw new UsageError('ID?')
  return id.data
}

/** A note as scripts read it; null for a mark that asks for an edit, is off the copy or was taken back. */
function maybeNote(mark: KeptMark) {
  const { id, kind, spot, now, person, words, wordsNow, state, standing, pageNow: page } = mark
  if (kind !== 'note' || spot.on !== 'story' || state === 'withdrawn') return null
  const place = now?.on === 'story' ? { from: now.from, to: now.to } : null
  const answers = readThread(mark.thread).answers.map(({ entry }) => ({
    person: entry.person,
    at: entry.writtenAt ?? entry.at,
    text: entry.text,
    state: entry.state,
  }))
  return {
    id,
    story: spot.story,
    person,
    at: mark.writtenAt ?? mark.at,
    text: markText(mark),
    words,
    wordsNow,
    place,
    state,
    standing,
    page,
    answers,
  }
}

/** A note on a line, its answers below it. */
function linesOf(note: NonNullable<ReturnType<typeof maybeNote>>, language: InterfaceLanguage): string {
  const { id, story, words, text, person, at, state, standing, answers } = note
  const came = sayInterface(`markState.${state}`, language)
  const lost = standing === 'stands' ? '' : sayInterface(`markStanding.${standing}`, language)
  const parts = [`${id}`, story, words.replaceAll('\n', ' / '), text, person, at, came, lost]
  const said = answers.map((answer) => {
    const decided = answer.state === null ? '' : sayInterface(`markState.${answer.state}`, language)
    return ['   ', answer.person, answer.text, decided, answer.at]
  })
  return [parts, ...said].map((line) => line.filter((part) => part !== '').join('  ')).join('\n')
}
