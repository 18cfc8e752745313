// Starts one of the house's scripts on Node 24. Plain JavaScript, so that an older Node can still say what it lacks.
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'

const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `Banmian needs Node 24 or newer; this is ${process.versions.node}. Run it through npm (npm start, npm test), which brings its own Node on Linux and Windows; on macOS install Node 24.\n` +
      `版面需要 Node 24 以上，当前为 ${process.versions.node}。请用 npm start、npm test 运行（Linux 与 Windows 自带 Node 24）；macOS 请先安装 Node 24。`,
  )
  process.exit(2)
}
const { enableCompileCache } = await import('node:module')
enableCompileCache(resolve(import.meta.dirname, '../.cache/compile'))
const name = process.argv[2]
if (!/^[a-zA-Z]+$/.test(name ?? '')) throw new RangeError(`run: no script ${name}`)
process.argv.splice(1, 2, resolve(import.meta.dirname, `${name}.ts`))
await import(pathToFileURL(process.argv[1]).href)
