import { Download, Keyboard, RotateCcw, Upload, X } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Command } from '../session.ts'
import { Button } from './controls/Button.tsx'
import { Empty } from './controls/Empty.tsx'
import { Keys } from './controls/Keys.tsx'
import { ListHeading } from './controls/ListHeading.tsx'
import { SearchField } from './controls/SearchField.tsx'
import { chooseText, giveFile } from './files.ts'
import { isSameKeys, keysOfPress, readKeyMap, takenBy, withKeys, withoutEntry } from './keyMap.ts'
import styles from './KeyMapSheet.module.css'
import { isMac, writeKeys } from './keys.ts'
import { GROUPS } from './menuModel.ts'
import { isFound } from './Palette.tsx'
import { useLanguage, usePart, useSay, useStore, useWorkspace } from './workspace.tsx'

/** Every command with its keys: found by name or by pressing them, changed by pressing others. */
export function KeyMapSheet() {
  const say = useSay()
  const { isKeyMapOpen } = useWorkspace()
  return (
    <ModalOverlay
      isOpen={useStore(isKeyMapOpen)}
      onOpenChange={isKeyMapOpen.put}
      isDismissable
      className={styles['scrim']!}
    >
      <Modal className={styles['modal']!}>
        <Dialog className={styles['dialog']!} aria-label={say('keys.title')}>
          <KeyMapList onClose={() => isKeyMapOpen.put(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Keys that were pressed for a command and are another's. */
interface Wish {
  readonly command: Command
  readonly keys: string
  readonly other: Command
}

function KeyMapList({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const { session, settings } = useWorkspace()
  const commands = useStore(session.commands)
  const keyMap = usePart(settings, (state) => state.keyMap)
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState<string | null>(null)
  const [wish, setWish] = useState<Wish | null>(null)
  const found = useMemo(
    () =>
      commands.filter((command) =>
        pressed === null ? isFound(command, text) : command.keys.some((keys) => isSameKeys(keys, pressed)),
      ),
    [commands, text, pressed],
  )
  const give = (command: Command, keys: string): void => {
    settings.change({ keyMap: withKeys(keyMap, commands, command.id, keys) })
    setWish(null)
  }
  const ask = (command: Command, keys: string): void => {
    const other = takenBy(commands, keys, command.id)
    if (other) setWish({ command, keys, other })
    else give(command, keys)
  }
  return (
    <>
      <header className={styles['head']}>
        <Heading slot="title" className={styles['title']!}>
          {say('keys.title')}
        </Heading>
        <KeyMapActs />
        <Button look="quiet" isIconOnly icon={X} label={say('keys.close')} onPress={onClose} />
      </header>
      <div className={styles['tools']}>
        <SearchField
          label={say('keys.search')}
          clearLabel={say('pool.clearSearch')}
          value={text}
          onChange={(next) => {
            setText(next)
            setPressed(null)
          }}
        />
        <PressField
          label={say('keys.byPress')}
          hint={pressed === null ? say('keys.byPress') : writeKeys(pressed, isMac())}
          onKeys={setPressed}
        />
      </div>
      <div className={styles['list']}>
        {found.length === 0 && <Empty icon={Keyboard} title={say('keys.none')} detail={say('keys.noneDetail')} />}
        {GROUPS.map((group) => {
          const own = found.filter((command) => command.group === group)
          if (own.length === 0) return null
          return (
            <section key={group}>
              <ListHeading label={say(`group.${group}`)} />
              {own.map((command) => (
                <CommandRow
                  key={command.id}
                  command={command}
                  title={command.title[language]}
                  wish={wish?.command.id === command.id ? wish : null}
                  onKeys={(keys) => ask(command, keys)}
                  onTake={give}
                  onLeave={() => setWish(null)}
                />
              ))}
            </section>
          )
        })}
      </div>
    </>
  )
}

/** Restore, import, export. */
function KeyMapActs() {
  const say = useSay()
  const { settings, toasts } = useWorkspace()
  const keyMap = usePart(settings, (state) => state.keyMap)
  const take = async (): Promise<void> => {
    const chosen = await chooseText('.json')
    if (chosen === null) return
    const read = parsed(chosen.text)
    if (read) settings.change({ keyMap: read })
    else toasts.show('error', say('keys.unreadable'), say('keys.unreadableDetail'))
  }
  return (
    <>
      <Button
        look="quiet"
        icon={RotateCcw}
        label={say('keys.resetAll')}
        isDisabled={Object.keys(keyMap).length === 0}
        onPress={() => settings.change({ keyMap: {} })}
      />
      <Button look="quiet" isIconOnly icon={Upload} label={say('keys.import')} onPress={() => void take()} />
      <Button
        look="quiet"
        isIconOnly
        icon={Download}
        label={say('keys.export')}
        onPress={() => giveFile('banmian-keys.json', 'application/json', JSON.stringify(keyMap, null, 2))}
      />
    </>
  )
}

function parsed(text: string): ReturnType<typeof readKeyMap> {
  try {
    return readKeyMap(JSON.parse(text))
  } catch {
    return null
  }
}

interface RowProps {
  readonly command: Command
  readonly title: string
  readonly wish: Wish | null
  onKeys(keys: string): void
  onTake(command: Command, keys: string): void
  onLeave(): void
}

function CommandRow({ command, title, wish, onKeys, onTake, onLeave }: RowProps) {
  const say = useSay()
  const language = useLanguage()
  const { settings } = useWorkspace()
  const keyMap = usePart(settings, (state) => state.keyMap)
  const isOwn = Object.hasOwn(keyMap, command.id)
  const change = (map: typeof keyMap): void => settings.change({ keyMap: map })
  return (
    <div className={styles['row']} data-command={command.id}>
      <span className={styles['name']}>{title}</span>
      {isOwn && <span className={styles['own']}>{say('keys.own')}</span>}
      <span className={styles['keys']}>
        {command.keys.slice(1).map((keys) => (
          <Keys key={keys} keys={writeKeys(keys, isMac())} />
        ))}
        <PressField
          label={say('keys.change', { command: title })}
          hint={command.keys[0] === undefined ? '' : writeKeys(command.keys[0], isMac())}
          onKeys={onKeys}
        />
      </span>
      <span className={styles['acts']}>
        {isOwn ? (
          <Button
            look="quiet"
            isIconOnly
            icon={RotateCcw}
            label={say('keys.reset', { command: title })}
            onPress={() => change(withoutEntry(keyMap, command.id))}
          />
        ) : (
          command.keys.length > 0 && (
            <Button
              look="quiet"
              isIconOnly
              icon={X}
              label={say('keys.clear', { command: title })}
              onPress={() => change({ ...keyMap, [command.id]: [] })}
            />
          )
        )}
      </span>
      {wish && (
        <p className={styles['wish']} role="alert">
          <span>{say('keys.taken', { keys: writeKeys(wish.keys, isMac()), other: wish.other.title[language] })}</span>
          <Button label={say('keys.take', { command: title })} onPress={() => onTake(command, wish.keys)} />
          <Button look="quiet" label={say('keys.leave')} onPress={onLeave} />
        </p>
      )}
    </div>
  )
}

interface PressFieldProps {
  readonly label: string
  /** What stands in it while nobody presses anything. */
  readonly hint: string
  onKeys(keys: string): void
}

/** A field that takes the next keys instead of text. Tab and Escape keep their sense, so that nobody is caught in it. */
function PressField({ label, hint, onKeys }: PressFieldProps) {
  const say = useSay()
  const [isWaiting, setWaiting] = useState(false)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const keys = keysOfPress(event.nativeEvent, isMac())
    if (event.key === 'Tab' || event.key === 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (keys === null) return
    onKeys(keys)
    event.currentTarget.blur()
  }
  return (
    <input
      className={styles['press']}
      readOnly
      aria-label={label}
      value={isWaiting ? say('keys.press') : hint}
      onFocus={() => setWaiting(true)}
      onBlur={() => setWaiting(false)}
      onKeyDown={onKeyDown}
    />
  )
}
