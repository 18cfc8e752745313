import type { ProofChange } from '#compose/sheets/difference.ts'
import type { InterfaceKey } from '#words/interface.ts'
import { useSay, useWorkspace } from '../shell/workspace.tsx'
import { CHANGE_SIGNS } from './changeLayers.tsx'
import styles from './Comparison.module.css'

interface ChangeListProps {
  readonly changes: readonly ProofChange[]
  readonly focused: number | null
  onFocus(index: number): void
}

/** Every change in reading order; choosing one brings it into sight on both proofs. */
export function ChangeList({ changes, focused, onFocus }: ChangeListProps) {
  const say = useSay()
  if (changes.length === 0) return <p className={styles['same']}>{say('diff.same')}</p>
  return (
    <section className={styles['list']} aria-label={say('diff.list')}>
      <h3>{say('diff.count', { n: changes.length })}</h3>
      <ol>
        {changes.map((change, index) => (
          <li key={index}>
            <button
              type="button"
              className={styles['row']}
              aria-current={index === focused || undefined}
              onClick={() => onFocus(index)}
            >
              <b className={styles['mark']} data-kind={change.kind} aria-hidden>
                {CHANGE_SIGNS[change.kind]}
              </b>
              <span className={styles['what']}>
                <Where change={change} />
                <Words change={change} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

const PART_WORDS = {
  kicker: 'line.kicker',
  headline: 'line.headline',
  deck: 'line.deck',
  byline: 'line.byline',
  body: 'line.paragraph',
  jumpLine: 'line.jumpLine',
  cutline: 'line.cutline',
  credit: 'line.credit',
  furniture: 'changedPart.furniture',
  picture: 'changedPart.picture',
} as const satisfies Record<ProofChange['part'], InterfaceKey>

function Where({ change: { kind, item, part, before, after } }: { change: ProofChange }) {
  const say = useSay()
  const { session } = useWorkspace()
  const slug = item === null ? '' : (session.issue.maybeStory(item)?.slug ?? '')
  const lines = Math.max(before.length, after.length)
  const how = part === 'picture' ? say(`change.${kind}`) : say('diff.lines', { kind: say(`change.${kind}`), lines })
  return <small className={styles['where']}>{[how, say(PART_WORDS[part]), slug].filter(Boolean).join(' · ')}</small>
}

function Words({ change: { kind, was, is } }: { change: ProofChange }) {
  if (kind === 'changed' && was !== '')
    return (
      <span>
        <del>{was}</del> <ins>{is}</ins>
      </span>
    )
  const words = is || was
  return words === '' ? null : <span>{words}</span>
}
