/** Comments and footnotes of a DOCX, by their ids: who says what, when, and which comment it answers. */
import { readXml } from './xml.ts'

export interface Remark {
  readonly by: string
  readonly at: string
  readonly text: string
  /** The id of the comment that it answers, or ''. */
  readonly answers: string
  readonly isResolved: boolean
}

interface OpenRemark {
  readonly id: string
  readonly by: string
  readonly at: string
  text: string
  /** Word's id of the last paragraph, by which answers are tied. */
  paragraph: string
  isSeparator: boolean
}

/** Times to the minute, as the house keeps them. */
export const minuteOf = (date: string | undefined): string => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(date ?? '')?.[0] ?? ''

/** Reads comments.xml and, for answers and what is resolved, commentsExtended.xml. */
export function readRemarks(part: Uint8Array | undefined, extended: Uint8Array | undefined): Map<string, Remark> {
  const open = part ? readOpen(part, 'w:comment') : []
  const more = new Map<string, { parent: string; isDone: boolean }>()
  if (extended)
    readXml(extended, {
      open(name, attributes) {
        if (name !== 'w15:commentEx') return
        const [parent, done] = [attributes['w15:paraIdParent'] ?? '', attributes['w15:done'] ?? '']
        more.set(attributes['w15:paraId'] ?? '', { parent, isDone: done === '1' || done === 'true' })
      },
      close() {},
    })
  return new Map(
    open.map(({ id, by, at, text, paragraph }) => {
      const told = more.get(paragraph)
      const answers = open.find((each) => told?.parent && each.paragraph === told.parent)?.id ?? ''
      return [id, { by, at, text, answers, isResolved: told?.isDone ?? false }]
    }),
  )
}

/** Reads footnotes.xml or endnotes.xml. */
export function readFootnotes(part: Uint8Array | undefined, element: 'w:footnote' | 'w:endnote'): Map<string, Remark> {
  const open = part ? readOpen(part, element) : []
  return new Map(
    open
      .filter(({ isSeparator }) => !isSeparator)
      .map(({ id, text }) => [id, { by: '', at: '', text: text.trim(), answers: '', isResolved: false }]),
  )
}

function readOpen(part: Uint8Array, element: string): OpenRemark[] {
  const remarks: OpenRemark[] = []
  let open: OpenRemark | null = null
  let isWords = false
  readXml(part, {
    open(name, attributes) {
      if (name === element) {
        open = {
          id: attributes['w:id'] ?? '',
          by: attributes['w:author'] ?? '',
          at: minuteOf(attributes['w:date']),
          text: '',
          paragraph: '',
          isSeparator: /separator/i.test(attributes['w:type'] ?? ''),
        }
        remarks.push(open)
      }
      if (open && name === 'w:p') {
        if (open.text !== '') open.text += '\n'
        open.paragraph = attributes['w14:paraId'] ?? ''
      }
      if (open && (name === 'w:tab' || name === 'w:br')) open.text += name === 'w:tab' ? '\t' : '\n'
      isWords = name === 'w:t'
    },
    close(name) {
      if (name === element) open = null
      isWords = false
    },
    text(words) {
      if (open && isWords) open.text += words
    },
  })
  return remarks
}
