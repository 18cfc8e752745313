// Starts one of the house's scripts on Node 24. Plain JavaScript, so that an older Node can still say what it lacks.
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBuilt } from './built.mjs'

const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Banmian needs Node 24 or newer; this is ${process.versions.node}. Run it through npm (npm start, npm test), which brings its own Node on Linux and Windows; on macOS install Node 24.\n` +
      `版面需要 Node 24 以上，当前为 ${process.versions.node}。请用 npm start、npm test 运行（Linux 与 Windows 自带 Node 24）；macOS 请先安装 Node 24。`,
  )
  process.exit(2)
}
enableCompileCache(resolve(import.meta.dirname, '../.cache/compile'))
const [name, command] = process.argv.slice(2)
if (!/^[a-zA-Z]+$/.test(name ?? '')) throw new RangeError(`run: no script ${name}`)
if (name === 'banmian' && command === 'serve') (await import('./build.ts')).buildIfStale()
process.argv.splice(1, 2, scriptOf(name))
await import(pathToFileURL(process.argv[1]).href)

/** The headless host starts in a third of the time from its bundle, which is taken where no source is younger. */
function scriptOf(script) {
  const bundle = resolve(import.meta.dirname, '../out/main/banmian.js')
  const isBundled = script === 'banmian' && command !== 'bench' && isBuilt(bundle)
  return isBundled ? bundle : resolve(import.meta.dirname, `${script}.ts`)
}
