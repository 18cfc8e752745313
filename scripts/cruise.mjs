// Runs dependency-cruiser over TypeScript sources. TypeScript 7 has no compiler API, so it reads them through swc, and
// its options know no .tsx: a file is told by its ending here.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import swc from '@swc/core'

const parseFileSync = swc.parseFileSync
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') })

const bin = resolve(import.meta.dirname, '../node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
await import(pathToFileURL(bin).href)
