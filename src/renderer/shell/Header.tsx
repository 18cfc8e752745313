import {
  Camera,
  Check,
  CloudOff,
  FileCheck2,
  LoaderCircle,
  Moon,
  Newspaper,
  PenLine,
  Search,
  TriangleAlert,
} from 'lucide-react'
import { useSettled } from './useSettled.ts'
import { memo } from 'react'
import { Button as AriaButton, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { Command, Saving } from '../session.ts'
import { DESKS, type DeskName } from './arrangements.ts'
import { Keys } from './controls/Keys.tsx'
import { Segmented } from './controls/Segmented.tsx'
import styles from './Header.module.css'
import { isMac, keysOf } from './keys.ts'
import { pageLabel, type PageStanding } from './pageLabels.ts'
import { People } from './people/People.tsx'
import { weekdayOf, writeTime } from './times.ts'
import { usePendingMarks } from './marks/usePending.ts'
import { usePageStandings } from './usePageStandings.ts'
import { usePart, useSay, useStore, useWorkspace } from './workspace.tsx'

const DESK_ICONS = { copy: PenLine, page: Newspaper, photo: Camera, night: Moon, proof: FileCheck2 } as const

/** The window's head: which issue, which desk, which page; commands; what is saved. */
export function Header() {
  const say = useSay()
  return (
    <header className={styles['header']} aria-label={say('window.header')}>
      <IssueName />
      <DeskTabs />
      <PageTabs />
      <CommandButton />
      <People />
      <SavedState />
    </header>
  )
}

function IssueName() {
  const say = useSay()
  const { session } = useWorkspace()
  const issue = usePart(session.issue, (state) => state.issue)
  const stylebook = usePart(session.issue, (state) => state.stylebook)
  return (
    <h1 className={styles['issue']} translate="no">
      <strong>{stylebook.paper.name}</strong>
      <span>{issue.date}</span>
      <span className={styles['less']}>{say(`weekday.${weekdayOf(issue.date)}`)}</span>
      <span className={styles['less']}>{say('header.number', { number: issue.number })}</span>
    </h1>
  )
}

function DeskTabs() {
  const say = useSay()
  const { settings, session } = useWorkspace()
  const commands = useStore(session.commands)
  const desk = usePart(settings, (state) => state.desk)
  const choices = DESKS.map((name) => ({
    value: name,
    label: say(`desk.${name}`),
    icon: DESK_ICONS[name],
    ...keysIn(commands, `desk.${name}`),
  }))
  return (
    <Segmented<DeskName>
      label={say('header.desks')}
      choices={choices}
      value={desk}
      onChange={(next) => settings.change({ desk: next })}
    />
  )
}

function keysIn(commands: readonly Command[], id: string): { keys?: string } {
  const keys = keysOf(commands.find((command) => command.id === id) ?? null, isMac())
  return keys === undefined ? {} : { keys }
}

interface PageTab {
  readonly page: number
  readonly standing: PageStanding
  readonly marks: number
}

/** The tabs are drawn again when one of them says something else, not whenever the page is set. */
function PageTabs() {
  const { session } = useWorkspace()
  const pending = usePendingMarks()
  const shown = usePart(session.selection, (selection) => selection.page)
  const tabs = usePageStandings().map((each): PageTab => ({ ...each, marks: pending.get(each.page) ?? 0 }))
  return <Tabs tabs={tabs} shown={shown} />
}

const Tabs = memo(PageTabsOf, (last, next) => {
  const isSame = (tab: PageTab, i: number): boolean => {
    const { page, standing, marks } = next.tabs[i]!
    return tab.page === page && tab.standing === standing && tab.marks === marks
  }
  return last.shown === next.shown && last.tabs.length === next.tabs.length && last.tabs.every(isSame)
})

function PageTabsOf({ tabs, shown }: { tabs: readonly PageTab[]; shown: number }) {
  const say = useSay()
  const { session } = useWorkspace()
  return (
    <ToggleButtonGroup
      className={styles['pages']!}
      aria-label={say('header.pages')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={(keys) => {
        const [page] = keys
        if (page !== undefined) session.selection.showPage(Number(page))
      }}
    >
      {tabs.map(({ page, standing, marks }) => {
        const standingWords = say(`pageState.${standing}`)
        const state = marks === 0 ? standingWords : say('header.pageMarks', { state: standingWords, n: marks })
        return (
          <ToggleButton
            key={page}
            id={page}
            className={styles['page']!}
            aria-label={say('header.pageState', { label: pageLabel(page), state })}
          >
            <i data-standing={standing} aria-hidden />
            {pageLabel(page)}
            {marks > 0 && <small aria-hidden>{marks}</small>}
          </ToggleButton>
        )
      })}
    </ToggleButtonGroup>
  )
}

function CommandButton() {
  const say = useSay()
  const { session, isPaletteOpen } = useWorkspace()
  const commands = useStore(session.commands)
  const { keys } = keysIn(commands, 'view.palette')
  return (
    <AriaButton className={styles['commands']!} onPress={() => isPaletteOpen.put(true)}>
      <Search aria-hidden />
      <span>{say('window.commands')}</span>
      {keys !== undefined && <Keys keys={keys} />}
    </AriaButton>
  )
}

const SAVING_ICONS = { saved: Check, saving: LoaderCircle, offline: CloudOff, refused: TriangleAlert } as const

function SavedState() {
  const say = useSay()
  const { session } = useWorkspace()
  const saving = useSettled(session.issue.saving)
  const Icon = SAVING_ICONS[saving.state]
  return (
    <div className={styles['saved']} data-state={saving.state} role="status">
      <Icon aria-hidden />
      <span>{wordsOf(saving, say)}</span>
    </div>
  )
}

function wordsOf({ state, unsaved, savedAt }: Saving, say: ReturnType<typeof useSay>): string {
  if (state === 'saved') return say('header.saved', { time: writeTime(savedAt) })
  if (state === 'saving') return say('header.saving', { n: unsaved })
  if (state === 'refused') return say('header.refused')
  return unsaved === 0 ? say('header.offlineSaved') : say('header.offline', { n: unsaved })
}
