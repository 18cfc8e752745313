/** What the clipboard or a drag brings, as a manuscript. Markup is parsed into an inert document: nothing of it runs or loads. */
import type { Manuscript } from '#contract/manuscript.ts'
import { healLines } from '#exchange/manuscripts/heal.ts'
import { readMarkup } from '#exchange/manuscripts/readMarkup.ts'
import { readPlain, readPlainStory } from '#exchange/manuscripts/readPlain.ts'
import { recogniseParts } from '#exchange/manuscripts/recognise.ts'

export interface Transfer {
  readonly html: string
  readonly text: string
}

/** A manuscript, and whether it is copy of ours, which is left as it is. */
export interface Received {
  readonly manuscript: Manuscript
  readonly isOwn: boolean
}

export const transferOf = (data: DataTransfer): Transfer => ({
  html: data.getData('text/html'),
  text: data.getData('text/plain'),
})

/** Reads a transfer; `isWhole` where it becomes a whole story, whose parts are told by its words. */
export function readTransfer({ html, text }: Transfer, isWhole: boolean, isPlain: boolean): Received {
  const marked = html === '' || isPlain ? null : readHtml(html)
  if (marked && marked.manuscript.lines.length > 0) {
    const { manuscript, isOwn } = marked
    return { isOwn, manuscript: isWhole && !isOwn ? recogniseParts(manuscript) : manuscript }
  }
  const whole = isWhole && !isPlain ? readPlainStory(text) : null
  const plain = whole ?? readPlain(text)
  const manuscript = isWhole && !isPlain && !whole ? recogniseParts(plain) : plain
  return { isOwn: false, manuscript: marked ? { ...manuscript, omissions: marked.manuscript.omissions } : manuscript }
}

function readHtml(html: string): Received {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const isOwn = body.querySelector('[data-pm-slice]') !== null
  const read = readMarkup(body)
  return { manuscript: isOwn ? read : healLines(read), isOwn }
}
