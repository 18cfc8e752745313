/** Loaded before the main bundle: `electron` resolves to the stand-in, and a packaged application finds its resources. */
import { registerHooks } from 'node:module'

const url = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
})
const resources = process.env['STANDIN_RESOURCES']
if (resources) Object.assign(process, { resourcesPath: resources })
