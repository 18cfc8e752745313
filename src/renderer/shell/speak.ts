/** Faults and findings in the words of the chosen language. */
import type { Fault } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import type { InterfaceLanguage } from '#words/interface.ts'
import type { Workspace } from './workspace.tsx'

export const localeOf = (language: InterfaceLanguage): 'zh-CN' | 'en' => (language === 'zh' ? 'zh-CN' : 'en')

/** Says a Fault at the window's foot: what happened, and what to do. A cancelled job is the user's own wish. */
export function tellFault(workspace: Workspace, fault: Fault): void {
  if (fault.code === 'cancelled') return
  const { message, hint } = sayFault(fault, localeOf(workspace.settings.get().language))
  workspace.toasts.show('error', message, hint)
}
