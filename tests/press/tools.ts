/** Programs that look at a PDF and are not ours. What is missing is said and skipped, never taken for a pass. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { isFault, type Outcome } from '#contract/faults.ts'
import { openPress, type PressJob } from '#press/press.ts'

const PACKAGES = {
  qpdf: 'qpdf',
  pdffonts: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdfimages: 'poppler-utils',
  mutool: 'mupdf-tools',
  gs: 'ghostscript',
} as const
export type Tool = keyof typeof PACKAGES

/** Whether a program is on this machine; says so in plain words where it is not. */
export function lacks(tool: Tool): boolean {
  const isMissing = spawnSync(tool, ['--version']).error !== undefined
  if (isMissing) console.log(`${tool}: not on this machine (Debian package ${PACKAGES[tool]}); its checks are skipped`)
  return isMissing
}

/** Runs a program on a PDF; `FILE` among the arguments stands for it. Its standard output. */
export function ask(tool: Tool, pdf: Uint8Array, args: readonly string[]): string {
  return withFile(pdf, (path) =>
    execFileSync(
      tool,
      args.map((arg) => arg.replace('FILE', path)),
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    ),
  )
}

/** As `ask`, for a program that writes a file: `OUT` stands for it. */
export function draw(tool: Tool, pdf: Uint8Array, args: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'plate-'))
  const path = join(folder, 'page.pdf')
  writeFileSync(path, pdf)
  execFileSync(
    tool,
    args.map((arg) => arg.replace('FILE', path).replace('OUT', join(folder, 'page.png'))),
    { stdio: 'ignore' },
  )
  return join(folder, 'page.png')
}

function withFile<T>(pdf: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'press-'))
  try {
    const path = join(folder, 'page.pdf')
    writeFileSync(path, pdf)
    return use(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The file as one character a byte. */
export const asText = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')

/** The pages' content streams, inflated. */
export function contents(pdf: Uint8Array): string[] {
  const text = asText(pdf)
  const refs = [...text.matchAll(/\/Contents (\d+) 0 R/g)].map((match) => match[1])
  return refs.map((ref) => {
    const object = text.indexOf(`\n${ref} 0 obj\n`)
    const start = text.indexOf('stream\n', object) + 'stream\n'.length
    const length = Number(/\/Length (\d+)/.exec(text.slice(object, start))?.[1])
    return inflateSync(Buffer.from(text.slice(start, start + length), 'latin1')).toString('latin1')
  })
}

/** Operators of a content stream that set a colour or a colour space, strings left out. */
export function colourOperators(content: string): Set<string> {
  const bare = content.replace(/<[0-9a-f]*>/g, '').replace(/\([^)]*\)/g, '')
  return new Set(
    bare
      .split(/\s+/)
      .filter((word) => ['rg', 'RG', 'g', 'G', 'k', 'K', 'cs', 'CS', 'sc', 'SC', 'scn', 'SCN', 'sh'].includes(word)),
  )
}

/** A job pressed into one piece, by a press that remembers nothing. */
export async function bytesOf(subsetter: Uint8Array, job: PressJob): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await maybeBytesOf(subsetter, job)
  if (isFault(pdf)) throw new Error(pdf.code)
  return pdf
}

export async function maybeBytesOf(subsetter: Uint8Array, job: PressJob): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const chunks: Uint8Array[] = []
  const stamps = await openPress(async () => subsetter).press(job, (chunk) => chunks.push(chunk))
  return isFault(stamps) ? stamps : new Uint8Array(Buffer.concat(chunks))
}
