import { FileText, Image, MessageSquareText, Printer } from 'lucide-react'
import { PAPERS, type Paper } from '#contract/sheet.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { isMac, writeKeys } from '../shell/keys.ts'
import type { KeptProof, ProofChoice } from '../shell/proofs.ts'
import { usePart, useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './ProofPane.module.css'
import type { ProofZoom } from './ProofView.tsx'
import { savePdf, savePictures } from './pulling.ts'

const ZOOMS = ['fit', '0.5', '1', '1.5', '2'] as const
/** The round that the page is at, whichever that is. */
const NOW = ''

interface ProofToolsProps {
  readonly choice: ProofChoice
  readonly zoom: ProofZoom
  readonly shown: KeptProof | null
  onChoose(change: Partial<ProofChoice>): void
  onZoom(zoom: ProofZoom): void
  onPrint(): void
}

/** Round, paper, zoom; and what becomes of a proof: a file, or paper. */
export function ProofTools({ choice, zoom, shown, onChoose, onZoom, onPrint }: ProofToolsProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const stages = usePart(workspace.session.issue, (state) => state.stylebook.stages)
  return (
    <div className={styles['tools']} role="toolbar" aria-label={say('proof.tools')}>
      {choice.kind !== 'galley' && (
        <div className={styles['round']}>
          <Select<string>
            label={say('proof.round')}
            choices={[
              { value: NOW, label: say('proof.roundNow') },
              ...stages.map((stage) => ({ value: stage, label: stage })),
            ]}
            value={choice.stage ?? NOW}
            onChange={(stage) => onChoose({ stage: stage === NOW ? null : stage })}
          />
        </div>
      )}
      <div className={styles['paper']}>
        <Select<Paper>
          label={say('proof.paper')}
          choices={PAPERS.filter((value) => value !== 'full' || choice.kind !== 'galley').map((value) => ({
            value,
            label: say(`paper.${value}`),
          }))}
          value={choice.paper}
          onChange={(paper) => onChoose({ paper })}
        />
      </div>
      <div className={styles['zoom']}>
        <Select<(typeof ZOOMS)[number]>
          label={say('status.zoom')}
          choices={ZOOMS.map((value) => ({
            value,
            label: value === 'fit' ? say('proof.fitWidth') : `${Number(value) * 100} %`,
          }))}
          value={zoom === 'fit' ? 'fit' : (String(zoom) as (typeof ZOOMS)[number])}
          onChange={(value) => onZoom(value === 'fit' ? 'fit' : Number(value))}
        />
      </div>
      <span className={styles['gap']} />
      {choice.kind === 'page' && (
        <Button
          look="quiet"
          icon={MessageSquareText}
          isIconOnly
          label={say('proof.withMarks')}
          isPressed={choice.hasMarks}
          onPress={() => workspace.proofs.choice.put({ ...choice, hasMarks: !choice.hasMarks })}
        />
      )}
      <Button
        look="quiet"
        icon={FileText}
        isIconOnly
        label={say('proof.savePdf')}
        isDisabled={!shown}
        onPress={() => shown && void savePdf(workspace, shown)}
      />
      <Button
        look="quiet"
        icon={Image}
        isIconOnly
        label={say('proof.save')}
        isDisabled={!shown}
        onPress={() => shown && savePictures(workspace, shown)}
      />
      <Button
        look="quiet"
        icon={Printer}
        isIconOnly
        label={say('do.printProof')}
        keys={writeKeys('$mod+p', isMac())}
        isDisabled={!shown}
        onPress={onPrint}
      />
    </div>
  )
}
