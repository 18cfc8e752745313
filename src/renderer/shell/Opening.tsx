import type { Fault } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import { sayInterface, type InterfaceLanguage } from '#words/interface.ts'
import { Unplug } from 'lucide-react'
import { Button } from './controls/Button.tsx'
import { Empty } from './controls/Empty.tsx'

/** What stands in the window for the moment until the issue does. */
export function Opening({ language }: { language: InterfaceLanguage }) {
  return (
    <main>
      <p role="status">{sayInterface('window.opening', language)}</p>
    </main>
  )
}

/** Why the issue did not open. */
export function NotOpened({ language, fault }: { language: InterfaceLanguage; fault: Fault }) {
  const { message, hint } = sayFault(fault, language)
  return (
    <main>
      <Empty icon={Unplug} title={sayInterface('window.notOpened', language)} detail={`${message} ${hint}`}>
        <Button look="primary" label={sayInterface('window.reload', language)} onPress={() => location.reload()} />
      </Empty>
    </main>
  )
}
