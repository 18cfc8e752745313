/** `versions` and `diff`: what a story was, who worked on it, and what lies between two moments of it. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { storyIdSchema, type StoryId } from '#contract/ids.ts'
import type { KeptVersion, Sitting } from '#contract/version.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { sayInterface, type InterfaceLanguage } from '#words/interface.ts'
import { sayStatus } from '#words/versions.ts'
import { argument, UsageError, type Call, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'

type Compared = Awaited<ReturnType<OpenDesk['compare']>>
type StoryDiff = Exclude<Compared, { readonly isFault: true }>

const languageOf = ({ locale }: Call): InterfaceLanguage => (locale === 'en' ? 'en' : 'zh')

function storyOf(call: Call): StoryId {
  const id = storyIdSchema.safeParse(argument(call, 1, 'ID'))
  if (!id.success) throw new UsageError('ID?')
  return id.data
}

export const listVersions: Command = (call) =>
  atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const story = storyOf(call)
    const sittings = await desk.handlers.listSittings({ story })
    if (isFault(sittings)) return sittings
    const listed = await desk.handlers.listVersions({ story })
    if (isFault(listed)) return listed
    const versions = listed.filter(({ isDropped }) => !isDropped)
    const rows = [
      ...versions.map((version) => ({ at: version.at, text: versionText(version, languageOf(call)) })),
      ...sittings.map((sitting) => ({ at: sitting.end, text: sittingText(sitting) })),
    ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    return { json: { story, versions, sittings }, text: rows.map(({ text }) => text).join('\n') }
  })

function versionText(
  { version, kind, name, status, page, round, person, note, at }: KeptVersion,
  language: InterfaceLanguage,
) {
  const values = { status: sayStatus(status ?? '', language), page: `${page ?? ''}`, round: round ?? '' }
  const what = kind === 'kept' ? name : sayInterface(`versionKind.${kind}`, language, values)
  return [`${version}`, at, what, person, note].filter((part) => part !== '').join('  ')
}

const sittingText = ({ from, to, start, hands }: Sitting): string =>
  [
    `${from}–${to}`,
    start,
    ...hands.map(({ person, client, added, removed }) => `${person || client} +${added} −${removed}`),
  ].join('  ')

export const compareVersions: Command = (call) =>
  atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const story = storyOf(call)
    const versions = await desk.handlers.listVersions({ story })
    if (isFault(versions)) return versions
    const before = await momentOf(desk, story, argument(call, 2, 'A'), versions)
    if (isFault(before)) return before
    const after = await momentOf(desk, story, argument(call, 3, 'B'), versions)
    if (isFault(after)) return after
    const diff = await desk.compare(story, before, after)
    if (isFault(diff)) return diff
    return { json: { story, before, after, ...diff }, text: diffText(diff, languageOf(call)) }
  })

/** A step of the log as it was named: its number, `filed`, `now`, or the last version of a name. */
async function momentOf(
  desk: OpenDesk,
  story: StoryId,
  named: string,
  versions: readonly KeptVersion[],
): Promise<Outcome<number>> {
  if (/^\d{1,9}$/.test(named)) return Number(named)
  if (named === 'filed') return 0
  if (named === 'now') {
    const state = await desk.handlers.fetchStory({ story })
    return isFault(state) ? state : state.version
  }
  const found = versions.findLast(({ name, isDropped }) => name === named && !isDropped)
  return found?.version ?? fault('version.missing', { story, version: named })
}

const SIGNS = { same: ' ', changed: '~', inserted: '+', deleted: '-', moved: '>', left: '<' } as const

/** Lines that differ, each with its sign; within a line [-what was taken out]{+what was put in}. */
function diffText({ rows, attrs, added, removed, changes }: StoryDiff, language: InterfaceLanguage): string {
  const lines = rows.flatMap(({ kind, pieces }) => {
    if (kind === 'same') return []
    const isWhole = kind === 'inserted' || kind === 'deleted' || kind === 'left'
    const words = pieces.map((piece) => {
      if (isWhole || piece.kind === 'same') return piece.text
      return piece.kind === 'deleted' ? `[-${piece.text}]` : `{+${piece.text}}`
    })
    return [`${SIGNS[kind]} ${words.join('').replaceAll('\n', '¶')}`]
  })
  const counts = `+${added} −${removed}  ${sayInterface('reading.changes', language, { n: changes })}`
  return [counts, ...attrs.map(({ name, before, after }) => `${name}: ${before} → ${after}`), ...lines].join('\n')
}
