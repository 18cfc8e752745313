import { useState, type KeyboardEvent } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { Lang } from '#contract/copy.ts'
import { isFault } from '#contract/faults.ts'
import { MARK_KINDS, isEdit, needsWords, standsBetween, type MarkKind } from '#contract/mark.ts'
import type { MarkDraft } from '#renderer/session.ts'
import { Button } from '../controls/Button.tsx'
import { Tip } from '../controls/Tip.tsx'
import { tellFault } from '../speak.ts'
import { usePart, useSay, useWorkspace } from '../workspace.tsx'
import styles from './MarkForm.module.css'
import { SignIcon } from './SignIcon.tsx'

/** Marks that may stand where the draft stands, the likeliest first. */
function kindsFor({ spot, words }: MarkDraft): readonly MarkKind[] {
  if (spot.on !== 'story') return ['note', ...MARK_KINDS.filter((kind) => kind !== 'note' && !isEdit(kind))]
  if (words === '') return [...MARK_KINDS.filter(standsBetween), 'note']
  return MARK_KINDS.filter((kind) => !standsBetween(kind))
}

/** Two characters, or two halves of a stretch parted by a blank, changed over. */
function exchanged(words: string): string {
  const [first, second, ...more] = words.includes(' ') ? words.split(' ') : [...words]
  return first !== undefined && second !== undefined && more.length === 0
    ? `${second}${words.includes(' ') ? ' ' : ''}${first}`
    : words
}

/** What is asked of a new mark: its sign, the words to put in, a note; and once, who marks. Enter makes it. */
export function MarkForm({ draft }: { draft: MarkDraft }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { session, settings } = workspace
  const lang = usePart(session.issue, (state) => state.stylebook.lang)
  const known = usePart(settings, (state) => state.person.trim())
  const [name, setName] = useState('')
  const kinds = kindsFor(draft)
  const [kind, setKind] = useState<MarkKind>(kinds[0] ?? 'note')
  const [proposed, setProposed] = useState(draft.words.replaceAll('\n', ''))
  const [text, setText] = useState('')
  const person = known === '' ? name.trim() : known
  const isReady =
    person !== '' &&
    (kind === 'note' ? text.trim() !== '' : !needsWords(kind) || (proposed !== '' && proposed !== draft.words))
  const choose = (next: MarkKind): void => {
    if (next === 'transpose' && proposed === draft.words) setProposed(exchanged(draft.words))
    setKind(next)
  }
  const make = async (): Promise<void> => {
    if (!isReady) return
    if (known === '') settings.change({ person })
    const { page, stamp, spot } = draft
    const words = { text, proposed: needsWords(kind) ? proposed : '' }
    const outcome = await session.marks.make({ kind, page, stamp, spot, person, ...words })
    if (isFault(outcome)) tellFault(workspace, outcome)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void make()
    else if (event.key === 'Escape') session.marks.begin(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the fields take the keys, the form hears them
    <form
      className={styles['form']}
      aria-label={say('marks.form')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      <DraftWords words={draft.words} lang={lang} />
      <KindChoice kinds={kinds} kind={kind} lang={lang} onChoose={choose} />
      {needsWords(kind) && (
        <Words
          key={kind}
          label={say(kind === 'insert' ? 'marks.proposedIn' : 'marks.proposed')}
          value={proposed}
          lang={lang}
          isFirst
          onChange={setProposed}
        />
      )}
      <Words
        label={say('marks.text')}
        value={text}
        placeholder={kind === 'note' ? '' : say('marks.textHint')}
        isFirst={!needsWords(kind)}
        onChange={setText}
      />
      {known === '' && (
        <Words label={say('marks.person')} value={name} placeholder={say('marks.you')} onChange={setName} />
      )}
      <FormActs isReady={isReady} onMake={() => void make()} onCancel={() => session.marks.begin(null)} />
    </form>
  )
}

function DraftWords({ words, lang }: { words: string; lang: Lang }) {
  if (words === '') return null
  return (
    <p className={styles['words']} lang={lang}>
      {words.replaceAll('\n', ' ¶ ')}
    </p>
  )
}

function FormActs({ isReady, onMake, onCancel }: { isReady: boolean; onMake(): void; onCancel(): void }) {
  const say = useSay()
  return (
    <div className={styles['acts']}>
      <Button look="quiet" label={say('marks.cancel')} keys="Esc" onPress={onCancel} />
      <Button look="primary" label={say('marks.make')} keys="Enter" isDisabled={!isReady} onPress={onMake} />
    </div>
  )
}

interface KindChoiceProps {
  readonly kinds: readonly MarkKind[]
  readonly kind: MarkKind
  readonly lang: Lang
  onChoose(kind: MarkKind): void
}

/** The signs side by side, each as it is drawn; the chosen one's name stands below. */
function KindChoice({ kinds, kind, lang, onChoose }: KindChoiceProps) {
  const say = useSay()
  return (
    <div>
      <ToggleButtonGroup
        className={styles['kinds']!}
        aria-label={say('marks.kind')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[kind]}
        onSelectionChange={(keys) => {
          const [chosen] = keys
          if (chosen !== undefined) onChoose(chosen as MarkKind)
        }}
      >
        {kinds.map((each) => (
          <Tip key={each} text={say(`markKind.${each}`)}>
            <ToggleButton id={each} className={styles['kind']!} aria-label={say(`markKind.${each}`)}>
              <SignIcon kind={each} lang={lang} />
            </ToggleButton>
          </Tip>
        ))}
      </ToggleButtonGroup>
      <p className={styles['kindName']}>{say(`markKind.${kind}`)}</p>
    </div>
  )
}

interface WordsProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly lang?: Lang
  /** It has the focus when the form comes. */
  readonly isFirst?: boolean
  onChange(value: string): void
}

function Words({ label, value, placeholder, lang, isFirst = false, onChange }: WordsProps) {
  return (
    <label className={styles['field']}>
      <span>{label}</span>
      <input
        ref={(field) => {
          if (isFirst && field && !field.dataset['met']) {
            field.dataset['met'] = 'yes'
            field.focus({ preventScroll: true })
            field.select()
          }
        }}
        value={value}
        lang={lang}
        placeholder={placeholder}
        maxLength={4000}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
