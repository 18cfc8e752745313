import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { sayFault } from '#words/faults.ts'
import { numberOf } from '#renderer/searching/steps.ts'
import { useSettled } from '#renderer/shell/useSettled.ts'
import { useLanguage, usePart, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import { replaceAll, replaceOne, stepMatch } from './deeds.ts'
import styles from './FindBar.module.css'

/** What is looked for. Enter goes on, Shift Enter back, the arrows through what was looked for before. */
export function FindField() {
  const say = useSay()
  const workspace = useWorkspace()
  const { search, settings } = workspace
  const text = usePart(search, (state) => state.query.text)
  const input = useAskedFocus('text')
  const recall = (by: 1 | -1): void => {
    const { searches } = settings.get()
    const at = searches.indexOf(text) + by
    const earlier = at < 0 ? '' : searches[at]
    if (earlier !== undefined) search.ask({ text: earlier })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void stepMatch(workspace, event.shiftKey ? -1 : 1)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') recall(event.key === 'ArrowUp' ? 1 : -1)
    else return
    event.preventDefault()
  }
  return (
    <Field
      name="text"
      input={input}
      label={say('find.text')}
      value={text}
      onChange={(next) => search.ask({ text: next })}
      onKeyDown={onKeyDown}
    >
      <Count />
    </Field>
  )
}

/** What matches become. Enter replaces the chosen one, with Ctrl or Alt all. */
export function ReplacementField() {
  const say = useSay()
  const workspace = useWorkspace()
  const { search } = workspace
  const replacement = usePart(search, (state) => state.replacement)
  const input = useAskedFocus('replacement')
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const isAll = event.ctrlKey || event.metaKey || event.altKey
    void (isAll ? replaceAll(workspace) : replaceOne(workspace))
  }
  return (
    <Field
      name="replacement"
      input={input}
      label={say('find.replacement')}
      value={replacement}
      onChange={(next) => search.change({ replacement: next })}
      onKeyDown={onKeyDown}
    />
  )
}

/** A field that takes the focus when the search asks it to, and then only: going on by a key leaves it in the copy. */
function useAskedFocus(field: 'text' | 'replacement'): RefObject<HTMLInputElement | null> {
  const { search } = useWorkspace()
  const isAsked = usePart(search, (state) => state.focus === field)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isAsked) return
    input.current?.focus()
    input.current?.select()
    search.change({ focus: null })
  }, [isAsked, search])
  return input
}

interface FieldProps {
  readonly name: 'text' | 'replacement'
  readonly label: string
  readonly value: string
  readonly input: RefObject<HTMLInputElement | null>
  readonly children?: ReactNode
  onChange(value: string): void
  onKeyDown(event: KeyboardEvent): void
}

/** A field that acts as one types; what an input method composes counts when it is done. */
function Field({ name, label, value, input, children, onChange, onKeyDown }: FieldProps) {
  const [composed, setComposed] = useState<string | null>(null)
  return (
    <label className={styles['field']}>
      <input
        ref={input}
        data-field={name}
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={composed ?? value}
        onChange={(event) => {
          if (composed === null) onChange(event.currentTarget.value)
          else setComposed(event.currentTarget.value)
        }}
        onCompositionStart={(event) => setComposed(event.currentTarget.value)}
        onCompositionEnd={(event) => {
          setComposed(null)
          onChange(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (!event.nativeEvent.isComposing) onKeyDown(event)
        }}
      />
      {children}
    </label>
  )
}

/** 3 / 17: which match is chosen, of how many; or why there are none. */
function Count() {
  const say = useSay()
  const language = useLanguage()
  const { search, session } = useWorkspace()
  const { query } = useStore(search)
  const found = useSettled(search.found)
  const selection = useSettled(session.selection)
  if (query.text === '') return null
  if (found.fault) {
    const { message, hint } = sayFault(found.fault, language)
    const { code } = found.fault
    const short =
      code === 'find.pattern' ? say('find.badPattern') : code === 'find.slow' ? say('find.tooSlow') : message
    return (
      <span role="status" className={styles['refused']} title={`${message} ${hint}`}>
        {short}
      </span>
    )
  }
  const number = numberOf(found, selection)
  const isNone = found.total === 0 && found.done === found.of
  if (found.total === 0 && !isNone) return null
  const words = isNone
    ? say('find.none')
    : number > 0
      ? say('find.number', { number, n: found.total })
      : say('find.count', { n: found.total })
  return (
    <span role="status" className={styles['count']} data-none={isNone || undefined}>
      {words}
    </span>
  )
}
