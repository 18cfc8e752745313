/** The house book as a file: CSV (RFC 4180, one entry a row, as a spreadsheet opens it) and JSON. */
import { fault, type Outcome } from '#contract/faults.ts'
import { houseBookSchema, houseEntrySchema, type HouseBook, type HouseEntry } from '#contract/house.ts'

const COLUMNS = [
  'kind',
  'code',
  'name',
  'latin',
  'title_zh',
  'title_en',
  'variants',
  'text',
  'wrong',
  'right',
  'language',
  'word',
] as const
type Row = Partial<Record<(typeof COLUMNS)[number], string>>

export function writeHouseCsv({ entries }: HouseBook): string {
  const rows = entries.map((entry) => {
    const row = rowOf(entry)
    return COLUMNS.map((column) => quoted(row[column] ?? '')).join(',')
  })
  // The mark tells spreadsheets that Chinese follows.
  return `\ufeff${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

function rowOf(entry: HouseEntry): Row {
  if (entry.kind === 'snippet') return { kind: entry.kind, code: entry.code, text: entry.text }
  if (entry.kind === 'pair') return { kind: entry.kind, wrong: entry.wrong, right: entry.right, language: entry.lang }
  if (entry.kind === 'word') return { kind: entry.kind, word: entry.word }
  const { kind, code, name, latin, title, variants } = entry
  return { kind, code, name, latin, title_zh: title.zh, title_en: title.en, variants: variants.join('; ') }
}

/** Entries of a file that was exported here or made by hand; house.unreadable names the line that is none. */
export function readHouseFile(text: string, newId: () => string): Outcome<readonly HouseEntry[]> {
  const plain = text.replace(/^\ufeff/, '')
  return /^\s*[{[]/.test(plain) ? readJson(plain) : readCsv(plain, newId)
}

function readJson(text: string): Outcome<readonly HouseEntry[]> {
  try {
    const read = houseBookSchema.safeParse(JSON.parse(text))
    return read.success ? read.data.entries : fault('house.unreadable', {})
  } catch {
    return fault('house.unreadable', {})
  }
}

function readCsv(text: string, newId: () => string): Outcome<readonly HouseEntry[]> {
  const [head = [], ...rows] = cellsOf(text)
  const names = head.map((cell) => cell.trim().toLowerCase())
  if (!names.includes('kind')) return fault('house.unreadable', { line: 1 })
  const entries: HouseEntry[] = []
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i]?.trim() ?? ''])) as Row
    const read = houseEntrySchema.safeParse(entryOf(row, newId()))
    if (!read.success) return fault('house.unreadable', { line: index + 2 })
    entries.push(read.data)
  }
  return entries
}

function entryOf(row: Row, id: string): unknown {
  const { kind, code = '', name = '', latin = '', title_zh: zh = '', title_en: en = '', variants = '' } = row
  const others = variants.split(/[;；]/).map((each) => each.trim())
  const lang = row.language === 'en' ? 'en' : 'zh'
  return {
    kind,
    id,
    code,
    name,
    latin,
    title: { zh, en },
    variants: others.filter((each) => each !== ''),
    text: row.text,
    lang,
    wrong: row.wrong,
    right: row.right,
    word: row.word,
  }
}

/** Rows and cells; a quoted cell may hold commas, quotes written twice and line ends. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g
  for (let match = cells.exec(text); match; match = cells.exec(text)) {
    const [, cell = '', end] = match
    rows.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === '' || cells.lastIndex >= text.length) break
    if (end !== ',') rows.push([])
  }
  return rows
}

/** Entries that a book has not yet, by what they say and not by their ids. */
export function newEntries(book: HouseBook, entries: readonly HouseEntry[]): readonly HouseEntry[] {
  const said = new Set(book.entries.map(sayingOf))
  return entries.filter((entry) => {
    const saying = sayingOf(entry)
    if (said.has(saying)) return false
    said.add(saying)
    return true
  })
}

const sayingOf = (entry: HouseEntry): string => JSON.stringify({ ...entry, id: '' })
