import { Columns2, GitCompareArrows, Layers2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { differenceOf, type ProofChange } from '#compose/sheets/difference.ts'
import type { Box } from '#contract/measure.ts'
import { Empty } from '../shell/controls/Empty.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { comparableTo, type KeptProof } from '../shell/proofs.ts'
import { writeTime } from '../shell/times.ts'
import { useSay, useStore, useWorkspace, type Say } from '../shell/workspace.tsx'
import { ChangeList } from './ChangeList.tsx'
import styles from './Comparison.module.css'
import { afterLayer, beforeLayer, overLayer } from './changeLayers.tsx'
import { ProofView, shownSheets, type ProofZoom } from './ProofView.tsx'

type Look = 'beside' | 'over'

/** Two proofs of a page: beside or over each other, what differs marked on both and listed. */
export function Comparison({ shown, zoom }: { shown: KeptProof; zoom: ProofZoom }) {
  const say = useSay()
  const { proofs } = useWorkspace()
  const others = comparableTo(useStore(proofs), shown)
  const [chosen, setChosen] = useState('')
  const [look, setLook] = useState<Look>('beside')
  const other =
    others.find(({ id }) => String(id) === chosen) ??
    others.find(({ proof }) => proof.kind === shown.proof.kind) ??
    others[0] ??
    null
  if (!other) return <Empty icon={GitCompareArrows} title={say('diff.alone')} detail={say('diff.aloneDetail')} />
  return (
    <div className={styles['comparison']}>
      <div className={styles['tools']}>
        <span className={styles['with']}>{say('diff.with')}</span>
        <div className={styles['other']}>
          <Select<string>
            label={say('diff.with')}
            choices={others.map((each) => ({ value: String(each.id), label: nameOf(say, each) }))}
            value={String(other.id)}
            onChange={setChosen}
          />
        </div>
        <Segmented<Look>
          label={say('diff.look')}
          isIconOnly
          choices={[
            { value: 'beside', label: say('diff.beside'), icon: Columns2 },
            { value: 'over', label: say('diff.over'), icon: Layers2 },
          ]}
          value={look}
          onChange={setLook}
        />
      </div>
      <Difference shown={shown} other={other} look={look} zoom={zoom} />
    </div>
  )
}

interface DifferenceProps {
  readonly shown: KeptProof
  readonly other: KeptProof
  readonly look: Look
  readonly zoom: ProofZoom
}

/** Both proofs with what differs, and the list of it. */
function Difference({ shown, other, look, zoom }: DifferenceProps) {
  const [focused, setFocused] = useState<Focus | null>(null)
  const pair = useMemo(() => inOrder(shown, other), [shown, other])
  const changes = useMemo(() => differenceOf(pair.before.proof.trace, pair.after.proof.trace), [pair])
  return (
    <>
      <Sheets pair={pair} look={look} zoom={zoom} changes={changes} focused={focused} />
      <ChangeList changes={changes} focused={focused?.index ?? null} onFocus={(index) => setFocused({ index })} />
    </>
  )
}

/** What was chosen in the list; another object each time, so that choosing it again brings it back into sight. */
interface Focus {
  readonly index: number
}

interface Pair {
  readonly before: KeptProof
  readonly after: KeptProof
}

const inOrder = (a: KeptProof, b: KeptProof): Pair => (a.id < b.id ? { before: a, after: b } : { before: b, after: a })

const nameOf = (say: Say, { proof, id }: KeptProof): string =>
  [`${id}`, say(`sheet.${proof.kind}`), proof.round, proof.stamp.slice(0, 6), writeTime(proof.time).slice(0, 5)]
    .filter(Boolean)
    .join(' · ')

/** The first box of a change on either proof: where it came or went, the place on the other one. */
function boxesOf(change: ProofChange | null): { readonly before: Box | null; readonly after: Box | null } {
  const [before, after] = [change?.before[0], change?.after[0]]
  return { before: copyOf(before ?? after), after: copyOf(after ?? before) }
}

const copyOf = (box: Box | undefined): Box | null => (box ? { ...box } : null)

interface SheetsProps {
  readonly pair: Pair
  readonly look: Look
  readonly zoom: ProofZoom
  readonly changes: readonly ProofChange[]
  readonly focused: Focus | null
}

function Sheets({ pair: { before, after }, look, zoom, changes, focused }: SheetsProps) {
  const say = useSay()
  const index = focused?.index ?? null
  const boxes = useMemo(() => boxesOf(focused === null ? null : (changes[focused.index] ?? null)), [changes, focused])
  const describe = (proof: KeptProof) => () => nameOf(say, proof)
  const older = shownSheets(before)[0]
  const both = look === 'over'
  return (
    <div className={styles['sheets']}>
      {!both && (
        <ProofView
          label={say('diff.before', { name: nameOf(say, before) })}
          sheets={shownSheets(before)}
          zoom={zoom}
          focus={boxes.before}
          describe={describe(before)}
          layer={beforeLayer(changes, index)}
        />
      )}
      <ProofView
        label={say('diff.after', { name: nameOf(say, after) })}
        sheets={shownSheets(after)}
        zoom={zoom}
        focus={boxes.after}
        describe={describe(after)}
        layer={both ? overLayer(changes, index, older) : afterLayer(changes, index)}
      />
    </div>
  )
}
