/** Printing in a browser: the sheets at their true size in a frame of their own, and the browser's print dialog on it. */
import { toMm, type Size } from '#contract/measure.ts'

interface PrintedSheet extends Size {
  readonly png: Uint8Array
}

/** Resolves when the dialog has closed. The policy of the page allows no inline style: the sheet's is made by script. */
export async function printPictures(sheets: readonly PrintedSheet[]): Promise<void> {
  const [first] = sheets
  if (!first) return
  const urls = sheets.map(({ png }) => URL.createObjectURL(new Blob([png as Uint8Array<ArrayBuffer>])))
  const frame = document.createElement('iframe')
  frame.dataset['print'] = ''
  Object.assign(frame.style, { position: 'fixed', width: '0', height: '0', border: '0', visibility: 'hidden' })
  document.body.append(frame)
  try {
    const window = frame.contentWindow as (Window & typeof globalThis) | null
    if (!window) return
    layOut(window, first)
    await Promise.all(urls.map((url, i) => addPicture(window.document, url, sheets[i] ?? first)))
    await showDialog(window)
  } finally {
    frame.remove()
    urls.forEach((url) => URL.revokeObjectURL(url))
  }
}

function layOut(window: Window & typeof globalThis, { width, height }: Size): void {
  const style = new window.CSSStyleSheet()
  style.replaceSync(
    `@page { size: ${toMm(width)}mm ${toMm(height)}mm; margin: 0 }
    html, body { margin: 0 }
    img { display: block; break-after: page }
    img:last-child { break-after: auto }`,
  )
  window.document.adoptedStyleSheets = [style]
}

async function addPicture(document: Document, url: string, { width, height }: Size): Promise<void> {
  const picture = document.createElement('img')
  picture.src = url
  picture.style.width = `${toMm(width)}mm`
  picture.style.height = `${toMm(height)}mm`
  document.body.append(picture)
  await picture.decode()
}

/** Some browsers come back from print() when the dialog has closed, others at once and tell of the end. */
function showDialog(window: Window): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true })
    window.focus()
    window.print()
  })
}
