import { Search } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import type { Command } from '../session.ts'
import { Keys } from './controls/Keys.tsx'
import { isMac, keysOf } from './keys.ts'
import styles from './Palette.module.css'
import { withRecent } from './settings.ts'
import { useLanguage, usePart, useSay, useStore, useWorkspace } from './workspace.tsx'

/** Every command by name, in either language, with its keys. */
export function Palette() {
  const say = useSay()
  const { isPaletteOpen } = useWorkspace()
  const isOpen = useStore(isPaletteOpen)
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={isPaletteOpen.put} isDismissable className={styles['scrim']!}>
      <Modal className={styles['modal']!}>
        <Dialog className={styles['dialog']!} aria-label={say('window.commands')}>
          <CommandSearch />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function CommandSearch() {
  const say = useSay()
  const language = useLanguage()
  const { session, settings, isPaletteOpen } = useWorkspace()
  const recent = usePart(settings, (state) => state.recentCommands)
  const commands = useStore(session.commands)
  const [text, setText] = useState('')
  const found = recentFirst(
    commands.filter((command) => command.id !== 'view.palette' && isFound(command, text)),
    recent,
  )
  const run = (id: string): void => {
    isPaletteOpen.put(false)
    settings.change({ recentCommands: withRecent(recent, id) })
    // The dialog gives the focus back first, so that the command acts where the user was.
    requestAnimationFrame(() => session.commands.run(id))
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that the user opened takes the focus into its field */}
      <SearchField className={styles['search']!} aria-label={say('command.palette')} autoFocus>
        <Search aria-hidden />
        <Input placeholder={say('command.palette')} className={styles['input']!} />
      </SearchField>
      {/* The arrows of the field go through the menu; what scrolls can also be scrolled by itself. */}
      <div className={styles['menu']} role="group" aria-label={say('window.commands')} tabIndex={0}>
        <Menu
          className={styles['list']!}
          aria-label={say('window.commands')}
          onAction={(key) => run(String(key))}
          renderEmptyState={() => <p className={styles['none']}>{say('command.none')}</p>}
          disabledKeys={found.filter((command) => !command.isEnabled()).map((command) => command.id)}
        >
          {found.map((command) => (
            <MenuItem key={command.id} id={command.id} className={styles['item']!} textValue={command.title[language]}>
              <span className={styles['group']}>{say(`group.${command.group}`)}</span>
              <span className={styles['name']}>{command.title[language]}</span>
              <Keys keys={keysOf(command, isMac()) ?? ''} />
            </MenuItem>
          ))}
        </Menu>
      </div>
    </Autocomplete>
  )
}

/** What was last run stands first, all others in their order. */
function recentFirst(commands: readonly Command[], recent: readonly string[]): readonly Command[] {
  const rank = ({ id }: Command): number => (recent.includes(id) ? recent.indexOf(id) : recent.length)
  return commands.toSorted((a, b) => rank(a) - rank(b))
}

/** Found by either language's title or by the id, each typed word anywhere in them. */
export function isFound(command: Command, text: string): boolean {
  const hay = `${command.title.zh} ${command.title.en} ${command.id}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}
