/**
 * PDFium in WebAssembly: it draws a page as viewers show it, CMYK and inks by name in screen colours. It runs in memory of
 * its own, without scripts (none is built in), without files and without the net.
 */
import { readFile } from 'node:fs/promises'
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'
import { shipped } from './places.ts'

export interface DrawnPage {
  readonly width: number
  readonly height: number
  /** RGBA on white. */
  readonly pixels: Uint8Array
}

/** The first page of a PDF. */
export interface Drawing {
  /** Drawn so that no edge is longer than `edge` pixels; null where there is no memory for it. */
  draw(edge: number): DrawnPage | null
  /** Its words as they are coded, in the order of the page. */
  words(): string
  close(): void
}

/** Pixels come as RGBA, not BGRA; no glyph is drawn for a screen's own stripes. Annotations are not drawn. */
const REVERSE_BYTE_ORDER = 0x10
const NO_ALPHA = 0
const WHITE = 0xffff_ffff
/** Characters whose words are looked at. */
const MOST_WORDS = 20_000

let opening: Promise<WrappedPdfiumModule> | null = null

/** Opens a PDF from memory; null where PDFium does not read it. */
export async function openDrawing(bytes: Uint8Array): Promise<Drawing | null> {
  const lib = await (opening ??= open())
  const { pdfium } = lib
  const place = pdfium.wasmExports.malloc(bytes.length)
  if (place === 0) return null
  memoryOf(lib).set(bytes, place)
  const document = lib.FPDF_LoadMemDocument(place, bytes.length, '')
  const page = document === 0 ? 0 : lib.FPDF_LoadPage(document, 0)
  const close = (): void => {
    if (page !== 0) lib.FPDF_ClosePage(page)
    if (document !== 0) lib.FPDF_CloseDocument(document)
    pdfium.wasmExports.free(place)
  }
  if (page !== 0) return { draw: (edge) => draw(lib, page, edge), words: () => wordsOf(lib, page), close }
  close()
  return null
}

async function open(): Promise<WrappedPdfiumModule> {
  const file = await readFile(shipped('node_modules/@embedpdf/pdfium/dist/pdfium.wasm'))
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const lib = await init({ wasmBinary })
  lib.PDFiumExt_Init()
  return lib
}

/** PDFium's memory as it is now: it is another array once it has grown. */
const memoryOf = ({ pdfium }: WrappedPdfiumModule): Uint8Array =>
  (pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8

function draw(lib: WrappedPdfiumModule, page: number, edge: number): DrawnPage | null {
  const [across, down] = [lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page)]
  const scale = edge / Math.max(across, down)
  const [width, height] = [Math.max(1, Math.round(across * scale)), Math.max(1, Math.round(down * scale))]
  const bitmap = lib.FPDFBitmap_Create(width, height, NO_ALPHA)
  if (bitmap === 0) return null
  try {
    lib.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, REVERSE_BYTE_ORDER)
    const [at, stride] = [lib.FPDFBitmap_GetBuffer(bitmap), lib.FPDFBitmap_GetStride(bitmap)]
    const pixels = memoryOf(lib).slice(at, at + stride * height)
    return stride === width * 4 ? { width, height, pixels } : null
  } finally {
    lib.FPDFBitmap_Destroy(bitmap)
  }
}

function wordsOf(lib: WrappedPdfiumModule, page: number): string {
  const text = lib.FPDFText_LoadPage(page)
  if (text === 0) return ''
  const count = Math.min(lib.FPDFText_CountChars(text), MOST_WORDS)
  let words = ''
  for (let i = 0; i < count; i++) {
    const code = lib.FPDFText_GetUnicode(text, i)
    if (code > 0 && code <= 0x10_ffff) words += String.fromCodePoint(code)
  }
  lib.FPDFText_ClosePage(text)
  return words
}
