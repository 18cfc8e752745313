/** The numbers and bullets of lists, which a DOCX keeps apart from their words: they are words of the copy, as in print. */
import { readXml } from './xml.ts'

interface Level {
  format: string
  text: string
  start: number
}

export interface Numbering {
  /** The sign before the next item of a list; '' where it has none. */
  next(list: string, level: number): string
}

/** Reads numbering.xml; without it every item has a bullet. */
export function readNumbering(part: Uint8Array | undefined): Numbering {
  const forms = new Map<string, Map<number, Level>>()
  const formOf = new Map<string, string>()
  if (part) readForms(part, forms, formOf)
  const counts = new Map<string, number[]>()
  return {
    next(list, level) {
      const form = forms.get(formOf.get(list) ?? '')
      const own = form?.get(level)
      if (list === '0' || own?.format === 'none') return ''
      if (!form || !own || own.format === 'bullet') return '•'
      const count = counts.get(list) ?? []
      count[level] = (count[level] ?? own.start - 1) + 1
      count.length = level + 1
      counts.set(list, count)
      return own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1
        const { format, start } = form.get(at) ?? own
        return writeCount(count[at] ?? start, format)
      })
    },
  }
}

function readForms(part: Uint8Array, forms: Map<string, Map<number, Level>>, formOf: Map<string, string>): void {
  let form: Map<number, Level> | null = null
  let level: Level | null = null
  let list = ''
  readXml(part, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') forms.set(attributes['w:abstractNumId'] ?? '', (form = new Map<number, Level>()))
      else if (name === 'w:lvl' && form) {
        level = { format: 'decimal', text: '', start: 1 }
        form.set(Number(attributes['w:ilvl'] ?? 0), level)
      } else if (name === 'w:numFmt' && level) level.format = value
      else if (name === 'w:lvlText' && level) level.text = value
      else if (name === 'w:start' && level) level.start = Math.max(0, Math.trunc(Number(value)) || 0)
      else if (name === 'w:num') list = attributes['w:numId'] ?? ''
      else if (name === 'w:abstractNumId') formOf.set(list, value)
    },
    close(name) {
      if (name === 'w:abstractNum') form = null
      if (name === 'w:lvl') level = null
    },
  })
}

const DIGITS = '〇一二三四五六七八九'

/** A count as a list's format writes it; those that no newspaper sets are figures. */
export function writeCount(count: number, format: string): string {
  if (/^(?:chinese|japanese|ideograph|taiwanese)/.test(format) && count < 100) return writeHan(count)
  if (format.endsWith('Letter') && count >= 1 && count <= 26)
    return String.fromCharCode((format.startsWith('upper') ? 64 : 96) + count)
  return String(count)
}

function writeHan(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  if (tens === 0) return DIGITS[ones]!
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`
}
