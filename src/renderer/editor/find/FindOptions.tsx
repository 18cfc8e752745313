import { CaseSensitive, ListChecks, Regex, WholeWord, type LucideIcon } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { WHERES, type Where } from '#story/find/query.ts'
import { SCOPES, type Scope } from '#renderer/searching/found.ts'
import { Segmented } from '#renderer/shell/controls/Segmented.tsx'
import { Select } from '#renderer/shell/controls/Select.tsx'
import { Tip } from '#renderer/shell/controls/Tip.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { useLanguage, usePart, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import styles from './FindBar.module.css'
import { FIND_SIDE } from './name.ts'

/** How is looked, in which stories, in which of their parts. */
export function FindOptions() {
  const say = useSay()
  const { search, settings } = useWorkspace()
  const { query, scope } = useStore(search)
  const isListed = usePart(settings, (state) => state.copySide === FIND_SIDE)
  return (
    <div className={styles['row']}>
      <div className={styles['toggles']} role="group" aria-label={say('find.options')}>
        <Toggle id="find.case" isOn={!query.foldsCase} icon={CaseSensitive} />
        <Toggle id="find.whole" isOn={query.isWhole} icon={WholeWord} />
        <Toggle id="find.regExp" isOn={query.isRegExp} icon={Regex} />
        <Toggle id="find.width" isOn={!query.foldsWidth} sign={say('find.widthSign')} />
        <Toggle id="find.script" isOn={query.foldsScript} sign={say('find.scriptSign')} />
      </div>
      <Segmented<Scope>
        label={say('find.scope')}
        choices={SCOPES.map((value) => ({ value, label: say(`findScope.${value}`) }))}
        value={scope}
        onChange={(next) => search.change({ scope: next })}
      />
      <div className={styles['where']}>
        <Select<Where>
          label={say('find.where')}
          choices={WHERES.map((value) => ({ value, label: say(`findWhere.${value}`) }))}
          value={query.where}
          onChange={(where) => search.ask({ where })}
        />
      </div>
      <Toggle id="copy.side.find" isOn={isListed} icon={ListChecks} label={say('find.list')} />
    </div>
  )
}

interface ToggleProps {
  /** The command that it is. */
  readonly id: string
  readonly isOn: boolean
  readonly icon?: LucideIcon
  /** What stands on it where no icon says it. */
  readonly sign?: string
  readonly label?: string
}

function Toggle({ id, isOn, icon: Icon, sign, label }: ToggleProps) {
  const language = useLanguage()
  const { commands } = useWorkspace().session
  const command = commands.maybeCommand(id)
  if (!command) return null
  const name = label ?? command.title[language]
  return (
    <Tip text={name} keys={keysOf(command, isMac())}>
      <ToggleButton
        className={styles['toggle']!}
        aria-label={name}
        isSelected={isOn}
        onChange={() => void commands.run(id)}
      >
        {Icon ? <Icon aria-hidden /> : <i aria-hidden className={styles['sign']} data-sign={sign} />}
      </ToggleButton>
    </Tip>
  )
}
