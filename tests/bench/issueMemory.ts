/**
 * Sets 128 full broadsheet pages with one composer, keeps them all, and prints the greatest memory of the process in MB:
 * run by the bench in a process of its own.
 */
import { openComposer } from '#compose/composer.ts'
import { fullPage, loadFaces, readStylebook } from './broadsheet.ts'

const stylebook = readStylebook('yuntang-broadsheet')
const composer = await openComposer({ faces: loadFaces(stylebook), breakWords: () => [] })
const pages = Array.from({ length: 128 }, (_, at) => composer.setPage(fullPage(at + 1, stylebook)))
const kilobytes = process.resourceUsage().maxRSS
console.log(JSON.stringify({ pages: pages.length, megabytes: kilobytes / 1024 }))
