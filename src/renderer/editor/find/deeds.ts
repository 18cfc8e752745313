/** The commands of finding and replacing. */
import { isFault } from '#contract/faults.ts'
import type { InterfaceKey } from '#words/interface.ts'
import { sayInterface } from '#words/interface.ts'
import type { Query } from '#story/find/query.ts'
import { finalTextBetween } from '#story/final.ts'
import { replaceFound, type Replaced } from '#renderer/searching/replacing.ts'
import { keyOf, type SearchState } from '#renderer/searching/search.ts'
import { goToMatch, isChosen, nextMatch } from '#renderer/searching/steps.ts'
import { showCopy } from '#renderer/shell/acts.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { FIND_SIDE } from './name.ts'

/** Longer selections are copy, and not what somebody looks for. */
const LONGEST_SEED = 200
/** Searches that are remembered. */
const MOST_SEARCHES = 30

export function findDeeds(workspace: Workspace): Deed[] {
  const { search, session } = workspace
  const hasStory = (): boolean => session.selection.get().story !== null
  const isOpen = (): boolean => search.get().isBarOpen
  const deed = (
    id: string,
    words: InterfaceKey,
    keys: readonly string[],
    run: Deed['run'],
    isEnabled: () => boolean = isOpen,
  ): Deed => ({ id, group: 'story', words, keys, run, isEnabled })
  const turn = (key: keyof Query & `${'is' | 'folds'}${string}`) => (): void =>
    search.ask({ [key]: !search.get().query[key] })
  const turnWidth = (): void => {
    const folds = !search.get().query.foldsWidth
    search.ask({ foldsWidth: folds, foldsQuotes: folds })
  }
  const step = (by: 1 | -1) => (): void => void stepMatch(workspace, by)
  const hasQuery = (): boolean => hasStory() && search.get().query.text !== ''
  return [
    deed('find.open', 'find.open', ['$mod+f'], () => openBar(workspace, {}), hasStory),
    deed('find.replace', 'find.replace', ['$mod+h'], () => openBar(workspace, { isReplacing: true }), hasStory),
    deed(
      'find.inIssue',
      'find.inIssue',
      ['$mod+Shift+f'],
      () => findInIssue(workspace),
      () => session.issue.stories.get().length > 0,
    ),
    deed('find.next', 'find.next', ['F3'], step(1), hasQuery),
    deed('find.previous', 'find.previous', ['Shift+F3'], step(-1), hasQuery),
    deed('find.one', 'find.one', ['$mod+Shift+1'], () => replaceOne(workspace)),
    deed('find.all', 'find.all', ['$mod+Alt+Shift+Enter'], () => replaceAll(workspace)),
    deed('find.case', 'find.case', ['Alt+KeyC'], turn('foldsCase')),
    deed('find.whole', 'find.whole', ['Alt+KeyW'], turn('isWhole')),
    deed('find.regExp', 'find.regExp', ['Alt+KeyR'], turn('isRegExp')),
    deed('find.width', 'find.width', ['Alt+KeyB'], turnWidth),
    deed('find.script', 'find.script', ['Alt+KeyT'], turn('foldsScript')),
    deed(
      'find.close',
      'find.close',
      ['Escape'],
      () => search.change({ isBarOpen: false }),
      () => isOpen() && isTyping(),
    ),
  ]
}

/** Whether an editor of copy has the focus. */
const isTyping = (): boolean => document.activeElement?.classList.contains('ProseMirror') ?? false

/** The field of the bar that has the focus. */
function focusedField(): SearchState['focus'] {
  const name = document.activeElement?.getAttribute('data-field')
  return name === 'text' || name === 'replacement' ? name : null
}

/** Opens the bar; selected words of one line are what is looked for. */
function openBar(workspace: Workspace, part: Partial<SearchState>): void {
  const { search } = workspace
  const seed = isTyping() ? selectedWords(workspace) : ''
  if (seed !== '') search.ask({ text: seed, isRegExp: false })
  search.change({ ...part, isBarOpen: true, focus: 'text' })
  showCopy(workspace)
}

function selectedWords({ session }: Workspace): string {
  const { story } = session.selection.get()
  const state = story === null ? null : session.stories.maybeOpen(story)?.state
  if (!state) return ''
  const { from, to } = state.selection
  const words = finalTextBetween(state.doc, from, to, '\n')
  return words.includes('\n') || words.length > LONGEST_SEED ? '' : words
}

/** Opens bar and list over the whole issue; a window without a chosen story takes the first. */
function findInIssue(workspace: Workspace): void {
  const { session, settings } = workspace
  const [first] = session.issue.stories.get()
  if (session.selection.get().story === null && first) session.selection.selectStory(first.id)
  settings.change({ copySide: FIND_SIDE })
  openBar(workspace, { scope: 'issue' })
}

/** Goes to the next match or the one before, and remembers what was looked for. */
export async function stepMatch(workspace: Workspace, by: 1 | -1): Promise<void> {
  const { search, session, settings } = workspace
  const wasTyping = isTyping()
  const field = focusedField()
  const { text } = search.get().query
  if (text !== '') settings.change({ searches: remembered(settings.get().searches, text) })
  if (!search.get().isBarOpen) search.change({ isBarOpen: true })
  const found = await search.found.whole()
  const next = nextMatch(found, session.selection.get(), by)
  if (!next) return
  // Another story brings its own bar: the focus goes on into it.
  if (next.story.id !== session.selection.get().story) search.change({ focus: field })
  goToMatch(session, next, wasTyping)
}

const remembered = (known: readonly string[], text: string): readonly string[] =>
  [text, ...known.filter((each) => each !== text)].slice(0, MOST_SEARCHES)

/** Replaces the chosen match and goes on to the next; where none is chosen it only goes there. */
export async function replaceOne(workspace: Workspace): Promise<void> {
  const { search, session } = workspace
  const found = await search.found.whole()
  const selection = session.selection.get()
  const keys = found.stories.flatMap(({ story, found: { matches } }) =>
    matches.filter((match) => isChosen(selection, story, match)).map((match) => keyOf(story.id, match)),
  )
  if (keys.length > 0) replaceFound(session, found, search.get(), (key) => key === keys[0])
  await stepMatch(workspace, 1)
}

/** Replaces every match of the scope that is ticked: one entry of undo, in however many stories. */
export async function replaceAll(workspace: Workspace): Promise<void> {
  const { search, session, settings } = workspace
  const found = await search.found.whole()
  if (isFault(found.fault)) return tellFault(workspace, found.fault)
  const { unticked, query } = search.get()
  settings.change({ searches: remembered(settings.get().searches, query.text) })
  tellReplaced(
    workspace,
    replaceFound(session, found, search.get(), (key) => !unticked.has(key)),
  )
}

function tellReplaced({ toasts, settings }: Workspace, { matches, stories, held }: Replaced): void {
  const { language } = settings.get()
  if (held > 0) toasts.show('warning', sayInterface('find.held', language, { n: held }))
  if (matches === 0) return held > 0 ? undefined : toasts.show('plain', sayInterface('find.none', language))
  const detail = sayInterface('find.replacedDetail', language, { stories })
  toasts.show('good', sayInterface('find.replaced', language, { n: matches }), detail)
}
