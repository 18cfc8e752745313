import { ChevronDown, ChevronRight, ChevronUp, Replace, ReplaceAll, X, type LucideIcon } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { isMac, keysOf } from '#renderer/shell/keys.ts'
import { useLanguage, usePart, useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import styles from './FindBar.module.css'
import { FindField, ReplacementField } from './FindFields.tsx'
import { FindOptions } from './FindOptions.tsx'

/** The bar over the copy: what to find, what to put in its place, in which stories; nothing while it is closed. */
export function FindBar() {
  const { search } = useWorkspace()
  const isOpen = usePart(search, (state) => state.isBarOpen)
  return isOpen ? <OpenBar /> : null
}

function OpenBar() {
  const say = useSay()
  const { search } = useWorkspace()
  const isReplacing = usePart(search, (state) => state.isReplacing)
  const bar = useRef<HTMLDivElement>(null)
  const close = (): void => {
    // Beside the bar stands the editor; the match is still selected there.
    const editor = bar.current?.parentElement?.querySelector<HTMLElement>('.ProseMirror')
    search.change({ isBarOpen: false })
    editor?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the bar from any of its controls
    <div ref={bar} role="search" aria-label={say('find.bar')} className={styles['bar']} onKeyDown={onKeyDown}>
      <div className={styles['turn']}>
        <Button
          look="quiet"
          isIconOnly
          icon={isReplacing ? ChevronDown : ChevronRight}
          label={say('find.showReplace')}
          onPress={() => search.change({ isReplacing: !isReplacing })}
        />
      </div>
      <div className={styles['rows']}>
        <div className={styles['row']}>
          <FindField />
          <Act id="find.previous" icon={ChevronUp} />
          <Act id="find.next" icon={ChevronDown} />
          <Button look="quiet" isIconOnly icon={X} label={say('find.close')} keys="Esc" onPress={close} />
        </div>
        {isReplacing && (
          <div className={styles['row']}>
            <ReplacementField />
            <Act id="find.one" icon={Replace} />
            <Act id="find.all" icon={ReplaceAll} />
            <span className={styles['gap']} />
          </div>
        )}
        <FindOptions />
      </div>
    </div>
  )
}

/** A button of a command, with its name and its keys. */
function Act({ id, icon }: { id: string; icon: LucideIcon }) {
  const language = useLanguage()
  const { commands } = useWorkspace().session
  const command = commands.maybeCommand(id)
  if (!command) return null
  const keys = keysOf(command, isMac())
  return (
    <Button
      look="quiet"
      isIconOnly
      icon={icon}
      label={command.title[language]}
      onPress={() => void commands.run(id)}
      {...(keys === undefined ? {} : { keys })}
    />
  )
}
