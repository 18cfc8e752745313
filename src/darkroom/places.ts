/**
 * Where the files that ship with the product lie: `resources/` and the packages folder, upwards from the running code
 * (a checkout, or inside `app.asar`), then beside the packaged application.
 */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Electron's packaged application has this on `process`; Node has not. */
const resourcesPath = (process as { resourcesPath?: string }).resourcesPath

/** Folders that may hold `name`, nearest first: those above the running code, then the packaged application's. */
function* homes(from: string): Generator<string> {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    yield folder
    if (dirname(folder) === folder) break
  }
  if (resourcesPath === undefined) return
  for (const home of ['app.asar', 'app.asar.unpacked', 'app', '.']) yield join(resourcesPath, home)
}

/** The first of the homes that has `path`, as a whole path; null where none has. */
export function findShipped(path: string, from: string = import.meta.url): string | null {
  for (const home of homes(from)) {
    const whole = join(home, path)
    if (existsSync(whole)) return whole
  }
  return null
}

/** As `findShipped`, for what every build has: its absence is a broken installation. */
export function shipped(path: string): string {
  const whole = findShipped(path)
  if (whole === null) throw new RangeError(`not shipped: ${path}`)
  return whole
}

/** The `resources/` folder of the checkout or of the packaged application. */
export const resourcesFolder = (): string => dirname(shipped('resources/faces.json'))

/** Where plates are kept between two runs: the system's folder for what may be lost. */
export function cacheFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'Banmian', 'plates')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Banmian', 'plates')
  return join(XDG_CACHE_HOME ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'banmian', 'plates')
}
