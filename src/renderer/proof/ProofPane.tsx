import { FileCheck2, GitCompareArrows, Stamp } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Command } from '../session.ts'
import { interfaceWords, type InterfaceKey } from '#words/interface.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Pane } from '../shell/Pane.tsx'
import { newestOf, type KeptProof, type ProofChoice, type ProofSubject } from '../shell/proofs.ts'
import { usePart, useSay, useStore, useWorkspace } from '../shell/workspace.tsx'
import { SHEET_KINDS, type SheetKind } from '#contract/sheet.ts'
import { Comparison } from './Comparison.tsx'
import { marksLayer } from './marks/MarksLayer.tsx'
import { PressBar } from './PressBar.tsx'
import { ProofFacts } from './ProofFacts.tsx'
import { ProofTools } from './ProofTools.tsx'
import { ProofView, shownSheets, type ProofZoom } from './ProofView.tsx'
import { printProof, pullProof } from './pulling.ts'

/** Proofs of the page, or of the story, that is chosen: pulled, looked at, saved, printed, laid beside each other; and the press. */
export function ProofPane() {
  const say = useSay()
  const { session, proofs } = useWorkspace()
  const page = usePart(session.selection, (selection) => selection.page)
  const story = usePart(session.selection, (selection) => selection.story)
  const choice = useStore(proofs.choice)
  const kept = useStore(proofs)
  const [zoom, setZoom] = useState<ProofZoom>('fit')
  const [isComparing, setComparing] = useState(false)
  const subject: ProofSubject = { page, story }
  const acts = useActs(choice, page, story)
  const shown = newestOf(kept, choice.kind, subject)
  const choose = (change: Partial<ProofChoice>): void => {
    const next = { ...choice, ...(change.kind && usualPaper(change.kind, choice)), ...change }
    proofs.choice.put(next)
    const known = newestOf(proofs.get(), next.kind, subject)
    const isAsked = known?.choice.paper === next.paper && known.choice.stage === next.stage
    if (!isAsked && mayPull(next.kind, subject)) acts.pull(next)
  }
  return (
    <Pane
      label={say('proof.title')}
      head={<KindChoice kind={choice.kind} onChange={(kind) => choose({ kind })} />}
      acts={
        <>
          {choice.kind !== 'galley' && (
            <Button
              look="quiet"
              icon={GitCompareArrows}
              isIconOnly
              label={say('proof.compare')}
              isPressed={isComparing}
              isDisabled={!shown}
              onPress={() => setComparing(!isComparing)}
            />
          )}
          <Button
            icon={Stamp}
            label={say('proof.pull')}
            isDisabled={!mayPull(choice.kind, subject)}
            onPress={() => acts.pull(choice)}
          />
        </>
      }
    >
      <ProofTools choice={choice} zoom={zoom} shown={shown} onChoose={choose} onZoom={setZoom} onPrint={acts.print} />
      {shown && <ProofFacts shown={shown} />}
      {!shown && <NoProof kind={choice.kind} subject={subject} onPull={() => acts.pull(choice)} />}
      {shown && isComparing && choice.kind !== 'galley' && <Comparison shown={shown} zoom={zoom} />}
      {shown && !(isComparing && choice.kind !== 'galley') && <OneProof shown={shown} zoom={zoom} />}
      <PressBar page={page} />
    </Pane>
  )
}

/** A galley goes on A4; a page on what was chosen for pages, or on A3. */
const usualPaper = (kind: SheetKind, before: ProofChoice): Pick<ProofChoice, 'paper'> =>
  kind === 'galley' ? { paper: 'a4' } : { paper: before.kind === 'galley' ? 'a3' : before.paper }

const mayPull = (kind: SheetKind, { story }: ProofSubject): boolean => kind !== 'galley' || story !== null

/** Pulling and printing of what is chosen, by buttons and by commands; the commands stand as long as the pane does. */
function useActs(choice: ProofChoice, page: number, story: ProofSubject['story']) {
  const workspace = useWorkspace()
  const { commands } = workspace.session
  const pull = useCallback(
    (wanted: ProofChoice): void => void pullProof(workspace, wanted, { page, story }),
    [workspace, page, story],
  )
  const print = useCallback(
    (): void => void printProof(workspace, choice, { page, story }),
    [workspace, choice, page, story],
  )
  useEffect(() => {
    const deeds: (readonly [string, InterfaceKey, readonly string[], () => void])[] = [
      ['proof.pull', 'do.pullProof', ['$mod+Alt+p'], () => pull(choice)],
      ['proof.print', 'do.printProof', ['$mod+p'], print],
    ]
    const removals = deeds.map(([id, words, keys, run]) => {
      const isEnabled = (): boolean => mayPull(choice.kind, { page, story })
      const command: Command = { id, group: 'press', title: interfaceWords[words], keys, isEnabled, run }
      return commands.register(command)
    })
    return () => removals.forEach((remove) => remove())
  }, [commands, choice, page, story, pull, print])
  return { pull, print }
}

function KindChoice({ kind, onChange }: { kind: SheetKind; onChange(kind: SheetKind): void }) {
  const say = useSay()
  return (
    <Segmented<SheetKind>
      label={say('proof.kind')}
      choices={SHEET_KINDS.map((value) => ({ value, label: say(`sheet.${value}`) }))}
      value={kind}
      onChange={onChange}
    />
  )
}

/** The sheets of a proof; a page proof is the one that is marked. */
function OneProof({ shown, zoom }: { shown: KeptProof; zoom: ProofZoom }) {
  const say = useSay()
  const { kind, page, stamp } = shown.proof
  return (
    <ProofView
      label={say('proof.title')}
      sheets={shownSheets(shown)}
      zoom={zoom}
      describe={(n) => say('proof.sheet', { kind: say(`sheet.${kind}`), n, of: shown.urls.length })}
      {...(page === null || kind !== 'page' ? {} : { layer: marksLayer(page, stamp) })}
    />
  )
}

/** Before the first proof: what would stand here, and the next act. */
function NoProof({ kind, subject, onPull }: { kind: SheetKind; subject: ProofSubject; onPull(): void }) {
  const say = useSay()
  if (!mayPull(kind, subject))
    return <Empty icon={FileCheck2} title={say('proof.noStory')} detail={say('proof.noStoryDetail')} />
  return (
    <Empty icon={FileCheck2} title={say('proof.none')} detail={say(`noProof.${kind}`)}>
      <Button look="primary" label={say('proof.pull')} onPress={onPull} />
    </Empty>
  )
}
