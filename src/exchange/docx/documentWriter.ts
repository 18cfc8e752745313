/** The main part of a DOCX: a manuscript's lines as paragraphs and tables, its runs with their marks and changes. */
import {
  textOfLine,
  type Hand,
  type Manuscript,
  type ManuscriptLine,
  type Run,
  type RunMark,
  type Seam,
} from '#contract/manuscript.ts'
import { characterStyleId, linkId, styleIdOf } from './writtenParts.ts'
import { attribute, escape, WORD, XML_HEAD } from './xmlText.ts'

/** What stands at one place between words: the beginnings and ends of comments. */
interface Stop {
  readonly offset: number
  readonly xml: string
}

export class DocumentWriter {
  /** Addresses of links, each under the id of its index. */
  readonly links: string[] = []
  private readonly manuscript: Manuscript
  private ids = 1_000

  constructor(manuscript: Manuscript) {
    this.manuscript = manuscript
  }

  write(): string {
    const { lines } = this.manuscript
    let body = ''
    for (let at = 0; at < lines.length;) {
      const end = isCells(lines, at) ? endOfTable(lines, at) : at
      body += end > at ? this.table(lines, at, end) : this.paragraph(lines, at)
      at = Math.max(end, at + 1)
    }
    // Word wants a paragraph behind a table at the end.
    const tail = lines.length > 0 && isCells(lines, lines.length - 1) ? '<w:p/>' : ''
    return `${XML_HEAD}<w:document ${WORD}><w:body>${body}${tail}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
  }

  private paragraph(lines: readonly ManuscriptLine[], at: number): string {
    const line = lines[at]!
    // The change of a line end is kept at the line below it; here it is the paragraph's own.
    const seam = lines[at + 1]?.seam ?? null
    const mark = seam ? `<w:rPr>${this.changeTag(seam)}/></w:rPr>` : ''
    const was = line.was
      ? `<w:pPrChange${this.handOf(line.was)}><w:pPr><w:pStyle w:val="${styleIdOf(line.was.type)}"/></w:pPr></w:pPrChange>`
      : ''
    const runs = this.runs(line, this.stops(at), 0, textOfLine(line).length)
    return `<w:p><w:pPr><w:pStyle w:val="${styleIdOf(line.type)}"/>${mark}${was}</w:pPr>${runs}</w:p>`
  }

  private changeTag(seam: Seam): string {
    return `<w:${seam.kind === 'inserted' ? 'ins' : 'del'}${this.handOf(seam)}`
  }

  private handOf({ by, at }: Pick<Hand, 'by' | 'at'>): string {
    const date = at === '' ? '' : attribute('w:date', `${at}:00Z`)
    return `${attribute('w:id', String(this.ids++))}${attribute('w:author', by)}${date}`
  }

  private table(lines: readonly ManuscriptLine[], from: number, to: number): string {
    let rows = ''
    let columns = 1
    for (let at = from; at < to; at++) {
      const text = textOfLine(lines[at]!)
      const stops = this.stops(at)
      const cells = cellsOf(text).map(
        ([start, end]) => `<w:tc><w:p>${this.runs(lines[at]!, stops, start, end)}</w:p></w:tc>`,
      )
      columns = Math.max(columns, cells.length)
      rows += `<w:tr>${cells.join('')}</w:tr>`
    }
    const grid = '<w:gridCol/>'.repeat(columns)
    return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`
  }

  /** Where comments begin and end in a line. */
  private stops(line: number): Stop[] {
    const stops = this.manuscript.notes.flatMap((note, index): Stop[] => {
      if (note.line !== line) return []
      const id = ` w:id="${index}"`
      return [
        { offset: note.from, xml: `<w:commentRangeStart${id}/>` },
        { offset: note.to, xml: `<w:commentRangeEnd${id}/><w:r><w:commentReference${id}/></w:r>` },
      ]
    })
    return stops.sort((a, b) => a.offset - b.offset)
  }

  /** The runs of a line between two offsets, cut where a comment begins or ends. */
  private runs(line: ManuscriptLine, stops: readonly Stop[], from: number, to: number): string {
    let xml = ''
    let [offset, next] = [0, stops.findIndex((stop) => stop.offset >= from)]
    const putStops = (upTo: number): void => {
      for (; next >= 0 && next < stops.length && stops[next]!.offset <= upTo && stops[next]!.offset <= to; next++)
        xml += stops[next]!.xml
    }
    for (const run of line.runs) {
      const [start, end] = [Math.max(from, offset), Math.min(to, offset + run.text.length)]
      for (let at = start; at < end;) {
        putStops(at)
        const stop = next >= 0 ? stops[next]?.offset : undefined
        const cut = stop !== undefined && stop > at && stop < end ? stop : end
        xml += this.run({ ...run, text: run.text.slice(at - offset, cut - offset) })
        at = cut
      }
      offset += run.text.length
    }
    putStops(to)
    return xml
  }

  private run({ text, marks }: Run): string {
    const deleted = marks.find((mark) => mark.type === 'deleted')
    const inserted = marks.find((mark) => mark.type === 'inserted')
    const link = marks.find((mark) => mark.type === 'link')
    let xml = `<w:r>${this.properties(marks)}${wordsXml(text, deleted !== undefined)}</w:r>`
    if (deleted?.type === 'deleted') xml = this.tracked('deleted', deleted.attrs, xml)
    if (inserted?.type === 'inserted') xml = this.tracked('inserted', inserted.attrs, xml)
    if (link?.type !== 'link') return xml
    if (!this.links.includes(link.attrs.href)) this.links.push(link.attrs.href)
    return `<w:hyperlink r:id="${linkId(this.links.indexOf(link.attrs.href))}">${xml}</w:hyperlink>`
  }

  private tracked(kind: 'inserted' | 'deleted', hand: Hand, xml: string): string {
    const move = hand.move !== ''
    const name = `w:${kind === 'inserted' ? (move ? 'moveTo' : 'ins') : move ? 'moveFrom' : 'del'}`
    const change = `<${name}${this.handOf(hand)}>${xml}</${name}>`
    if (!move) return change
    const id = ` w:id="${this.ids++}"`
    const start = `<${name}RangeStart${id}${attribute('w:name', hand.move)}${attribute('w:author', hand.by)}/>`
    return `${start}${change}<${name}RangeEnd${id}/>`
  }

  private properties(marks: readonly RunMark[]): string {
    const changed = marks.find((mark) => mark.type === 'reformatted')
    const former = changed?.type === 'reformatted' ? changed.attrs : null
    const change = former
      ? `<w:rPrChange${this.handOf(former)}><w:rPr>${faceXml(formerMarks(former.was))}</w:rPr></w:rPrChange>`
      : ''
    const face = faceXml(marks)
    return face + change === '' ? '' : `<w:rPr>${face}${change}</w:rPr>`
  }
}

function faceXml(marks: readonly RunMark[]): string {
  const role = marks.find((mark) => mark.type === 'role')
  const has = (type: RunMark['type']): boolean => marks.some((mark) => mark.type === type)
  const name =
    role?.type === 'role' ? `Role ${role.attrs.is}` : has('dateline') ? 'Dateline' : has('leadIn') ? 'Lead In' : ''
  const style = name === '' ? '' : `<w:rStyle w:val="${characterStyleId(name)}"/>`
  return `${style}${has('strong') ? '<w:b/>' : ''}${has('emphasis') ? '<w:i/>' : ''}`
}

/** The marks that a tracked change of them names (`strong role=by`). */
const formerMarks = (was: string): RunMark[] =>
  was
    .split(' ')
    .filter((word) => word !== '' && !word.startsWith('link'))
    .map((word) => {
      const [type, value] = word.split('=')
      return (value === undefined ? { type } : { type, attrs: { is: value } }) as RunMark
    })

function wordsXml(text: string, isDeleted: boolean): string {
  const tag = isDeleted ? 'w:delText' : 'w:t'
  return text
    .split('\t')
    .map((words) => (words === '' ? '' : `<${tag} xml:space="preserve">${escape(words)}</${tag}>`))
    .join('<w:tab/>')
}

/** Whether a row goes out as cells: a tracked tab or line end cannot, and stays a paragraph of words with tabs. */
function isCells(lines: readonly ManuscriptLine[], at: number): boolean {
  const line = lines[at]!
  if (line.type !== 'row' || line.seam !== null || line.was !== null || lines[at + 1]?.seam) return false
  const tabs = line.runs.filter(({ text }) => text.includes('\t'))
  if (isStrongRow(line)) return tabs.every(({ marks }) => marks.some(({ type }) => type === 'strong'))
  return tabs.every(({ marks }) => marks.length === 0)
}

/** A row whose words are all strong comes back as a head. */
const isStrongRow = ({ runs }: ManuscriptLine): boolean =>
  runs.every(({ text, marks }) => /^\t+$/.test(text) || marks.some(({ type }) => type === 'strong'))

function endOfTable(lines: readonly ManuscriptLine[], from: number): number {
  let to = from
  while (to < lines.length && isCells(lines, to)) to++
  return to
}

/** The cells of a row, as offsets. */
function cellsOf(text: string): [number, number][] {
  const cells: [number, number][] = []
  let from = 0
  for (let at = text.indexOf('\t'); at !== -1; at = text.indexOf('\t', from)) {
    cells.push([from, at])
    from = at + 1
  }
  return [...cells, [from, text.length]]
}
