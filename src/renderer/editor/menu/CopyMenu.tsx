import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Menu, MenuItem, MenuSection, Popover, Separator, SubmenuTrigger } from 'react-aria-components'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { isFault } from '#contract/faults.ts'
import { convertLines } from '#story/commands.ts'
import { LINE_TYPES, type LineType } from '#story/schema.ts'
import type { Command, OpenStory, Session } from '#renderer/session.ts'
import { Keys } from '#renderer/shell/controls/Keys.tsx'
import { isMac, keysOf, writeKeys } from '#renderer/shell/keys.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import { useLanguage, useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import { runOnCopy } from '../chosenStory.ts'
import { spellingOf } from '../spelling/spelling.ts'
import { changeWords, unknownAt, unknownWords, type UnknownWord } from '../spelling/unknownWords.ts'
import { clip } from './clipboard.ts'
import { CHANGES, REWORDINGS } from './menuCommands.ts'
import styles from './CopyMenu.module.css'

interface Opened {
  readonly x: number
  readonly y: number
  readonly unknown: UnknownWord | null
  /** What may be meant by it. */
  readonly words: readonly string[]
}

/** How long the menu waits for suggestions, so that the likeliest stands first in it from the beginning. */
const WAIT_MS = 300

/** The menu of the copy: right click, Shift F10 or the menu key. What it offers are commands of the registry. */
export function CopyMenu({ view, story }: { view: EditorView | null; story: OpenStory }) {
  const say = useSay()
  const { session } = useWorkspace()
  const anchor = useRef<HTMLSpanElement>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    if (!view) return
    const open = async (event: MouseEvent): Promise<void> => {
      event.preventDefault()
      const spot = spotOf(view, event)
      const unknown = unknownAt(unknownWords(story, view.state.doc, spellingOf(session)), view.state.selection.head)
      const words = unknown ? await suggestionsFor(session, unknown.word) : []
      setOpened({ ...spot, unknown, words })
    }
    const listen = (event: MouseEvent): void => void open(event)
    view.dom.addEventListener('contextmenu', listen)
    return () => view.dom.removeEventListener('contextmenu', listen)
  }, [view, story, session])
  const close = (): void => {
    setOpened(null)
    view?.focus()
  }
  return (
    <>
      <span
        ref={anchor}
        className={styles['anchor']}
        style={opened ? { left: opened.x, top: opened.y } : undefined}
        aria-hidden
      />
      <Popover
        triggerRef={anchor}
        isOpen={opened !== null}
        onOpenChange={(isOpen) => !isOpen && close()}
        placement="bottom start"
        offset={2}
        className={styles['popover']!}
      >
        {opened && view && (
          <Menu
            aria-label={say('copyMenu.title')}
            className={styles['menu']!}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that the user opened takes the focus
            autoFocus="first"
            onClose={close}
          >
            <SpellingItems story={story} unknown={opened.unknown} words={opened.words} />
            <ClipboardItems view={view} />
            <LineItems />
            <CommandItems />
          </Menu>
        )}
      </Popover>
    </>
  )
}

/** Where the menu opens. A click outside of what is selected puts the caret there first. */
function spotOf(view: EditorView, event: MouseEvent): { readonly x: number; readonly y: number } {
  const { selection, doc } = view.state
  const at = event.button === 2 ? view.posAtCoords({ left: event.clientX, top: event.clientY }) : null
  if (at === null) {
    const { left, bottom } = view.coordsAtPos(selection.head)
    return { x: left, y: bottom }
  }
  const isOutside = selection.empty || at.pos < selection.from || at.pos > selection.to
  if (isOutside) view.dispatch(view.state.tr.setSelection(TextSelection.near(doc.resolve(at.pos))))
  return { x: event.clientX, y: event.clientY }
}

/** Suggestions, or none where they do not come in time. */
const suggestionsFor = (session: Session, word: string): Promise<readonly string[]> =>
  Promise.race([
    spellingOf(session).suggest(word),
    new Promise<readonly string[]>((resolve) => setTimeout(() => resolve([]), WAIT_MS)),
  ])

function SpellingItems({ story, unknown, words }: Pick<Opened, 'unknown' | 'words'> & { story: OpenStory }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { session } = workspace
  if (!unknown) return null
  const learn = async (): Promise<void> => {
    const entry = { kind: 'word', id: crypto.randomUUID(), word: unknown.word } as const
    const learnt = await session.house.edit([{ before: null, after: entry }])
    if (isFault(learnt)) tellFault(workspace, learnt)
  }
  return (
    <MenuSection aria-label={say('spelling.title')}>
      {words.length === 0 && <Item id="none" label={say('spelling.noSuggestion')} isDisabled onAction={() => {}} />}
      {words.map((word) => (
        <Item
          key={word}
          id={`to:${word}`}
          label={word}
          isStrong
          onAction={() => story.dispatch(changeWords(story.state, [unknown], word))}
        />
      ))}
      <Item
        id="ignore"
        label={say('spelling.ignore')}
        onAction={() => spellingOf(session).ignore(story.id, unknown.word)}
      />
      <Item id="learn" label={say('spelling.learn')} onAction={() => void learn()} />
      <Separator className={styles['rule']!} />
    </MenuSection>
  )
}

function ClipboardItems({ view }: { view: EditorView }) {
  const say = useSay()
  const workspace = useWorkspace()
  const hasNone = view.state.selection.empty
  const item = (name: 'cut' | 'copy' | 'paste' | 'selectAll', keys: string, isDisabled = false) => (
    <Item
      id={name}
      label={say(`do.${name}`)}
      keys={writeKeys(keys, isMac())}
      isDisabled={isDisabled}
      onAction={() => void clip(workspace, view, name)}
    />
  )
  return (
    <MenuSection aria-label={say('do.copy')}>
      {item('cut', '$mod+x', hasNone)}
      {item('copy', '$mod+c', hasNone)}
      {item('paste', '$mod+v')}
      {item('selectAll', '$mod+a')}
      <Separator className={styles['rule']!} />
    </MenuSection>
  )
}

function LineItems() {
  const say = useSay()
  const workspace = useWorkspace()
  return (
    <Submenu label={say('copyMenu.part')}>
      {LINE_TYPES.map((type: LineType) => (
        <Item
          key={type}
          id={type}
          label={say(`line.${type}`)}
          onAction={() => void runOnCopy(workspace, convertLines(type))}
        />
      ))}
    </Submenu>
  )
}

/** Commands by their ids; one that the window has not is left out. */
function CommandItems() {
  const say = useSay()
  const { session } = useWorkspace()
  const commandsOf = (ids: readonly string[]): readonly Command[] =>
    ids.map((id) => session.commands.maybeCommand(id)).filter((command) => command !== null)
  const item = (command: Command) => <CommandItem key={command.id} command={command} />
  return (
    <>
      <Submenu label={say('copyMenu.change')}>{commandsOf(REWORDINGS).map(item)}</Submenu>
      <Separator className={styles['rule']!} />
      {commandsOf(CHANGES).map(item)}
    </>
  )
}

function CommandItem({ command }: { command: Command }) {
  const language = useLanguage()
  const { session } = useWorkspace()
  const keys = keysOf(command, isMac())
  return (
    <Item
      id={command.id}
      label={command.title[language]}
      isDisabled={!command.isEnabled()}
      onAction={() => requestAnimationFrame(() => session.commands.run(command.id))}
      {...(keys === undefined ? {} : { keys })}
    />
  )
}

interface ItemProps {
  readonly id: string
  readonly label: string
  readonly keys?: string
  readonly isDisabled?: boolean
  readonly isStrong?: boolean
  onAction(): void
}

function Item({ id, label, keys, isDisabled = false, isStrong = false, onAction }: ItemProps) {
  return (
    <MenuItem id={id} textValue={label} className={styles['item']!} isDisabled={isDisabled} onAction={onAction}>
      <span data-strong={isStrong || undefined}>{label}</span>
      {keys !== undefined && <Keys keys={keys} />}
    </MenuItem>
  )
}

function Submenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <SubmenuTrigger delay={120}>
      <MenuItem textValue={label} className={styles['item']!}>
        <span>{label}</span>
        <ChevronRight aria-hidden />
      </MenuItem>
      <Popover className={styles['popover']!} offset={-2}>
        <Menu aria-label={label} className={styles['menu']!}>
          {children}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  )
}
