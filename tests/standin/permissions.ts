/**
 * Permissions. Electron asks the session's two handlers at each use and allows everything where main set none; here
 * their answers are read once, when the first window opens, and given to the browser: allowed where either allows.
 */
import type { BrowserContext } from 'playwright-core'

const NAMES = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as const

type Decide = (contents: null, permission: string, decide: (isAllowed: boolean) => void) => void
type Check = (contents: null, permission: string) => boolean

let request: Decide = (_contents, _permission, decide) => decide(true)
let check: Check = () => true

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Decide): void => void (request = handler),
    setPermissionCheckHandler: (handler: Check): void => void (check = handler),
  },
}

function isAllowed(name: string): boolean {
  let isGranted = false
  request(null, name, (answer) => void (isGranted = answer))
  return isGranted || check(null, name)
}

/** Gives the browser what main's handlers say of pages on `origin`. */
export async function settlePermissions(context: BrowserContext, origin: string): Promise<void> {
  await context.grantPermissions(NAMES.filter(isAllowed), { origin })
}
