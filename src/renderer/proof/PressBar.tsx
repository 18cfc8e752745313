import { Printer } from 'lucide-react'
import { useState } from 'react'
import type { PressProfile } from '#contract/requests.ts'
import { press } from '../shell/acts.ts'
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
