import { Download, FileCheck2, Printer, Stamp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isFault } from '#contract/faults.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { SheetPlace } from '#contract/sheet.ts'
import { press, saveFile } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { Pane } from '../shell/Pane.tsx'
import { tellFault } from '../shell/speak.ts'
import { useStamp, useWatchedPage } from '../shell/usePageStandings.ts'
import { usePart, useSay, useWorkspace, type Workspace } from '../shell/workspace.tsx'
import { MarksLayer } from './marks/MarksLayer.tsx'
import styles from './ProofPane.module.css'
import { ProofView } from './ProofView.tsx'

const RESOLUTIONS = ['72', '100', '150', '300'] as const
const PROFILES = ['x1a', 'x4', 'proof'] as const satisfies readonly PressProfile[]

/** The sheet is the page itself. */
const WHOLE_PAGE: SheetPlace = { x: 0, y: 0, scale: 1000 }

interface Proof {
  readonly page: number
  readonly stamp: string
  readonly bytes: Uint8Array
  readonly url: string
}

/** Proofs as pictures, and the press: the same set page in both. */
export function ProofPane() {
  const say = useSay()
  const workspace = useWorkspace()
  const page = usePart(workspace.session.selection, (selection) => selection.page)
  const [dpi, setDpi] = useState<(typeof RESOLUTIONS)[number]>('100')
  const { proof, pull } = useProof(workspace)
  return (
    <Pane
      label={say('proof.title')}
      acts={
        <>
          <div className={styles['choice']}>
            <Select<(typeof RESOLUTIONS)[number]>
              label={say('proof.resolution')}
              choices={RESOLUTIONS.map((value) => ({ value, label: say('inspector.dpi', { n: value }) }))}
              value={dpi}
              onChange={(next) => setDpi(next)}
            />
          </div>
          <Button icon={Stamp} label={say('proof.pull')} onPress={() => void pull(page, Number(dpi))} />
        </>
      }
    >
      {proof ? (
        <ProofSheet proof={proof} />
      ) : (
        <Empty icon={FileCheck2} title={say('proof.none')} detail={say('proof.noneDetail')}>
          <Button look="primary" label={say('proof.pull')} onPress={() => void pull(page, Number(dpi))} />
        </Empty>
      )}
      <PressBar page={page} />
    </Pane>
  )
}

function useProof(workspace: Workspace): { proof: Proof | null; pull(page: number, dpi: number): Promise<void> } {
  const say = useSay()
  const [proof, setProof] = useState<Proof | null>(null)
  useEffect(() => () => void (proof && URL.revokeObjectURL(proof.url)), [proof])
  const pull = async (page: number, dpi: number): Promise<void> => {
    const job = workspace.jobs.begin(say('job.proof'), 0)
    const outcome = await workspace.session.desk.call('pullProof', { page, dpi })
    const isCancelled = workspace.jobs.isCancelled(job.id)
    workspace.jobs.end(job.id)
    if (isFault(outcome)) return tellFault(workspace, outcome)
    if (isCancelled) return
    const picture = new Blob([outcome.bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' })
    setProof({ ...outcome, url: URL.createObjectURL(picture) })
  }
  return { proof, pull }
}

function ProofSheet({ proof }: { proof: Proof }) {
  const say = useSay()
  const stamp = useStamp(useWatchedPage(proof.page))
  const isStale = stamp !== null && stamp !== proof.stamp
  const trim = usePart(useWorkspace().session.issue, (state) => state.stylebook.trim)
  return (
    <>
      <div className={styles['facts']}>
        <span>{say('proof.pulled', { page: proof.page, stamp: proof.stamp.slice(0, 8) })}</span>
        {isStale && <Tag tone="warning">{say('proof.stale')}</Tag>}
        <Button
          look="quiet"
          icon={Download}
          label={say('proof.save')}
          onPress={() => void saveFile(`proof-${proof.page}-${proof.stamp.slice(0, 8)}.png`, 'image/png', proof.bytes)}
        />
      </div>
      <ProofView
        label={say('proof.title')}
        sheets={[{ ...trim, url: proof.url, place: WHOLE_PAGE }]}
        zoom="fit"
        describe={() => say('proof.picture', { page: proof.page })}
        layer={(geometry) => <MarksLayer page={proof.page} stamp={proof.stamp} geometry={geometry} />}
      />
    </>
  )
}

function PressBar({ page }: { page: number }) {
  const say = useSay()
  const workspace = useWorkspace()
  const [profile, setProfile] = useState<PressProfile>('x1a')
  const all = (): number[] => workspace.session.issue.pages.get().map((each) => each.page)
  return (
    <div className={styles['press']} role="group" aria-label={say('press.title')}>
      <div className={styles['profile']}>
        <Select<PressProfile>
          label={say('press.profile')}
          choices={PROFILES.map((value) => ({ value, label: say(`press.${value}`) }))}
          value={profile}
          onChange={(next) => setProfile(next)}
        />
      </div>
      <Button icon={Printer} label={say('press.page')} onPress={() => void press(workspace, [page], profile)} />
      <Button
        look="primary"
        icon={Printer}
        label={say('press.issue')}
        onPress={() => void press(workspace, all(), profile)}
      />
    </div>
  )
}
