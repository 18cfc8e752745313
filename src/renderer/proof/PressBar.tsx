import { Palette, Printer, X } from 'lucide-react'
import { useState } from 'react'
import type { PressProfile } from '#contract/requests.ts'
import { choosePlantProfile, press, type PlantProfile } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './ProofPane.module.css'

const PROFILES = ['x1a', 'x4', 'proof'] as const satisfies readonly PressProfile[]

/** The press: the page or the issue as PDF for the plant. */
export function PressBar({ page }: { page: number }) {
  const say = useSay()
  const workspace = useWorkspace()
  const [profile, setProfile] = useState<PressProfile>('x1a')
  const [plant, setPlant] = useState<PlantProfile | null>(null)
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
      {profile === 'x4' && <PlantChoice plant={plant} onChange={setPlant} />}
      <Button icon={Printer} label={say('press.page')} onPress={() => void press(workspace, [page], profile, plant)} />
      <Button
        look="primary"
        icon={Printer}
        label={say('press.issue')}
        onPress={() => void press(workspace, all(), profile, plant)}
      />
    </div>
  )
}

interface PlantChoiceProps {
  readonly plant: PlantProfile | null
  onChange(plant: PlantProfile | null): void
}

/** The output profile of PDF/X-4: the paper's own, or one that the plant sent. */
function PlantChoice({ plant, onChange }: PlantChoiceProps) {
  const say = useSay()
  const choose = async (): Promise<void> => {
    const chosen = await choosePlantProfile()
    if (chosen) onChange(chosen)
  }
  return (
    <span className={styles['plant']}>
      <Button look="quiet" icon={Palette} label={plant?.name ?? say('press.plant')} onPress={() => void choose()} />
      {plant && (
        <Button look="quiet" isIconOnly icon={X} label={say('press.plantDrop')} onPress={() => onChange(null)} />
      )}
    </span>
  )
}
