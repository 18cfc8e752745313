/** What was left out of a paste, in words at the window's foot. */
import { OMISSIONS, type Omissions } from '#contract/manuscript.ts'
import { sayInterface, type InterfaceKey, type InterfaceValues } from '#words/interface.ts'
import { isMac, writeKeys } from '#renderer/shell/keys.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

/** Says what of a manuscript did not come in, and that its widths and quotes were made the house's; quiet where neither is so. */
export function tellPasted({ settings, toasts }: Workspace, omissions: Omissions, isNormalised: boolean): void {
  const { language } = settings.get()
  const say = (key: InterfaceKey, values?: InterfaceValues): string => sayInterface(key, language, values)
  const left = OMISSIONS.flatMap((what) => {
    const n = omissions[what] ?? 0
    return n > 0 ? [say(`paste.left.${what}`, { n })] : []
  })
  if (left.length === 0 && !isNormalised) return
  const mac = isMac()
  const hints = [
    ...(isNormalised ? [say('paste.undoNormal', { keys: writeKeys('$mod+z', mac) })] : []),
    ...(left.length > 0 ? [say('paste.plainHint', { keys: writeKeys('$mod+Shift+v', mac) })] : []),
  ]
  const title =
    left.length > 0 ? say('paste.left', { list: left.join(language === 'zh' ? '、' : ', ') }) : say('paste.normalised')
  toasts.show('plain', title, hints.join(' '))
}

/** Says that a paste was cancelled, and that nothing of it stays. */
export function tellCancelled({ settings, toasts }: Workspace): void {
  toasts.show('plain', sayInterface('paste.cancelled', settings.get().language))
}
