/** A PDF as qpdf parses it (`qpdf --json`), so that what the press wrote is not read by the press. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Dict = { readonly [key: string]: unknown }

interface QpdfObject {
  readonly value?: unknown
  readonly stream?: { readonly dict: Dict; readonly data: string }
}

export class Parsed {
  readonly version: string
  readonly isEncrypted: boolean
  readonly trailer: Dict
  readonly objects: ReadonlyMap<string, QpdfObject>

  constructor(pdf: Uint8Array) {
    const folder = mkdtempSync(join(tmpdir(), 'parsed-'))
    try {
      const path = join(folder, 'page.pdf')
      writeFileSync(path, pdf)
      const args = ['--json=2', '--json-stream-data=inline', '--decode-level=generalized', path]
      const json = JSON.parse(execFileSync('qpdf', args, { encoding: 'utf8', maxBuffer: 1 << 29 }))
      const [head, objects] = json.qpdf as [{ pdfversion: string }, Record<string, QpdfObject>]
      this.version = head.pdfversion
      this.isEncrypted = json.encrypt.encrypted
      this.objects = new Map(Object.entries(objects).map(([key, object]) => [key.replace(/^obj:/, ''), object]))
      this.trailer = this.dict(this.objects.get('trailer')?.value)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** A value behind a reference; itself where it is none. */
  at(value: unknown): unknown {
    const object = typeof value === 'string' && /^\d+ \d+ R$/.test(value) ? this.objects.get(value) : null
    return object ? (object.stream?.dict ?? object.value) : value
  }

  /** A dictionary, its own values still references. */
  dict(value: unknown): Dict {
    const found = this.at(value)
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return {}
    return found as Dict
  }

  array(value: unknown): readonly unknown[] {
    const found = this.at(value)
    return Array.isArray(found) ? found : []
  }

  /** A stream's bytes, its filters undone as far as they lose nothing. */
  bytes(ref: unknown): Buffer {
    const stream = typeof ref === 'string' ? this.objects.get(ref)?.stream : null
    if (!stream) throw new RangeError(`no stream ${String(ref)}`)
    return Buffer.from(stream.data, 'base64')
  }

  get catalogue(): Dict {
    return this.dict(this.trailer['/Root'])
  }

  get info(): Dict {
    return this.dict(this.trailer['/Info'])
  }

  /** Pages in order, and what each inherits is not looked for: the press writes every key on the page. */
  get pages(): readonly Dict[] {
    return this.array(this.dict(this.catalogue['/Pages'])['/Kids']).map((kid) => this.dict(kid))
  }

  /** Every dictionary of the file, streams' and nested ones too. */
  get dicts(): readonly Dict[] {
    const found: Dict[] = []
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) return value.forEach(walk)
      if (typeof value !== 'object' || value === null) return
      found.push(value as Dict)
      Object.values(value).forEach(walk)
    }
    for (const { value, stream } of this.objects.values()) walk(stream ? stream.dict : value)
    return found
  }

  /** References of the streams that hold content: pages', forms', tiling patterns', glyph procedures'. */
  get contents(): readonly string[] {
    const pages = this.pages.flatMap((page) => page['/Contents'] as string)
    const others = [...this.objects].filter(([, { stream }]) => {
      const dict = stream?.dict ?? {}
      return dict['/Subtype'] === '/Form' || dict['/PatternType'] === 1
    })
    return [...pages, ...others.map(([ref]) => ref)]
  }
}

/** A string of qpdf's JSON (`u:text`, `b:hexadecimal`) as text. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') return ''
  return value.startsWith('b:') ? Buffer.from(value.slice(2), 'hex').toString('latin1') : value.replace(/^u:/, '')
}
