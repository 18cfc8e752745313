/** The ports of a host on Node, all but the issue file's. Nothing is read before it is asked for. */
import { join } from 'node:path'
import type { Ports } from '#desk/ports.ts'
import { openAds } from './ads.ts'
import { openClock } from './clock.ts'
import { openFontShelf } from './fontShelf.ts'
import { openIds } from './ids.ts'
import { openTray } from './outlets.ts'
import { openPictures } from './pictures.ts'
import { resourcesFolder } from './places.ts'
import { openProofPrinter } from './proofPrinter.ts'
import { openResources, readSubsetter } from './resources.ts'
import { openWordBreaker } from './wordBreaker.ts'

/** `folder` is the `resources/` folder; left out, it is found beside the running code. */
export function openPorts(folder: string = resourcesFolder()): Ports {
  const resources = openResources({ folder })
  const ads = openAds()
  return {
    fonts: openFontShelf({ catalogue: join(folder, 'faces.json') }),
    resources,
    pictures: openPictures(),
    ads,
    words: openWordBreaker({ folder: join(folder, 'words') }),
    proofs: openProofPrinter(ads),
    tray: openTray(),
    printer: null,
    clock: openClock(),
    ids: openIds(),
    readSubsetter,
  }
}
