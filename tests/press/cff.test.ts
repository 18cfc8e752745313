/** CID-keyed CFF fonts, as Chinese OpenType fonts mostly are: whatever their CIDs, the glyph that was asked for is shown. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as hb from 'harfbuzzjs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { mm, pt } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { isCidKeyed, withCids } from '#press/cff.ts'
import { readSfnt, tableOf } from '#press/sfnt.ts'
import { openSubsetter } from '#press/subset.ts'
import { frame, HEAVY, jobOf, line, openShelf, page, type Shelf } from './handSet.ts'
import { ask, bytesOf, lacks } from './tools.ts'

const NOTO = '/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc'
const TEXT = '云塘日报创刊，第一版。Aa1'

function isMissing(): boolean {
  if (!existsSync(NOTO)) console.log('Noto Serif CJK: not on this machine (Debian package fonts-noto-cjk); its checks are skipped') // prettier-ignore
  return !existsSync(NOTO)
}

/** A shelf on which every face is this font. */
function shelfOf(shelf: Shelf, bytes: Uint8Array<ArrayBuffer>): Shelf {
  const font = new hb.Font(new hb.Face(new hb.Blob(bytes.slice().buffer)))
  return { ...shelf, face: (id) => ({ id, bytes, sha256: '' }), font: () => font }
}

/** A subset with the tables that tell of the font, which the subsetter leaves out of what is embedded. */
function named(small: Uint8Array, whole: Uint8Array): Uint8Array<ArrayBuffer> {
  const [own, from] = [readSfnt({ bytes: small }), readSfnt({ bytes: whole })]
  const tables = [
    ...[...own.places.keys()].map((tag) => [tag, tableOf(own, tag)] as const),
    ...['OS/2', 'name', 'post'].map((tag) => [tag, tableOf(from, tag)] as const),
  ]
  const head = new DataView(new ArrayBuffer(12 + 16 * tables.length))
  head.setUint32(0, 0x4f54544f)
  head.setUint16(4, tables.length)
  let at = head.byteLength
  tables.forEach(([tag, table], i) => {
    ;[...tag].forEach((each, n) => head.setUint8(12 + 16 * i + n, each.charCodeAt(0)))
    head.setUint32(20 + 16 * i, at)
    head.setUint32(24 + 16 * i, table.byteLength)
    at += table.byteLength
  })
  const parts = [head, ...tables.map(([, table]) => table)]
  return new Uint8Array(
    Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength))),
  )
}

const pageIn = (shelf: Shelf): SetPage =>
  page({ frames: [frame('headline', [line(shelf, mm(25), mm(60), TEXT, { face: HEAVY, size: pt(30) })])] })
/** Without room for a slug line, which asks a font for more characters. */
const bare = (set: SetPage): SetPage => ({ ...set, slug: 0, bleed: 0 })

/** Darkness of the line as a program draws it, in a row of patches. */
async function drawn(pdf: Uint8Array, program: 'pdftoppm' | 'mutool' | 'gs'): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cff-'))
  try {
    const [path, out] = [join(folder, 'page.pdf'), join(folder, 'page.png')]
    writeFileSync(path, pdf)
    const args = {
      pdftoppm: ['-r', '72', '-gray', '-png', '-singlefile', path, join(folder, 'page')],
      mutool: ['draw', '-q', '-r', '72', '-c', 'gray', '-o', out, path],
      gs: ['-q', '-o', out, '-sDEVICE=pnggray', '-r72', '-dTextAlphaBits=4', path],
    }[program]
    execFileSync(program, args, { stdio: 'ignore' })
    const area = { left: 60, top: 130, width: 480, height: 50 }
    const { data } = await sharp(out).extract(area).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
    return Array.from({ length: 48 }, (_, i) => {
      let sum = 0
      for (let y = 0; y < 50; y++) for (let x = 0; x < 10; x++) sum += 255 - (data[y * 480 + i * 10 + x] ?? 255)
      return sum / 500
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe.skipIf(isMissing())('a CID-keyed font', () => {
  it.skipIf(lacks('pdffonts') || lacks('mutool'))('is embedded as what it is, and read back as text', async () => {
    const shelf = shelfOf(await openShelf(), new Uint8Array(readFileSync(NOTO)))
    const pdf = await bytesOf(shelf.subsetter, jobOf(shelf, pageIn(shelf)))
    expect(ask('pdffonts', pdf, ['FILE'])).toMatch(
      /[A-Z]{6}\+NotoSerifCJK\S*-Bold +CID Type 0C +Identity-H +yes yes yes/,
    )
    expect(ask('mutool', pdf, ['draw', '-F', 'txt', 'FILE'])).toContain(TEXT)
    expect(pdf.length).toBeLessThan(30_000)
  })
  it.skipIf(lacks('pdffonts') || lacks('mutool') || lacks('gs'))(
    'shows its glyphs in three programs, also where its CIDs are not its glyphs’ numbers',
    async () => {
      const shelf = await openShelf()
      const whole = shelfOf(shelf, new Uint8Array(readFileSync(NOTO)))
      // A font of a few glyphs keeps the CIDs of the whole one: glyph 5 may be CID 12,345.
      const glyphs = [0, ...new Set(pageIn(whole).frames[0]?.lines[0]?.runs[0]?.glyphs)].toSorted((a, b) => a - b)
      const subset = await openSubsetter(shelf.subsetter)
      const small = named(subset(whole.face(HEAVY).bytes, glyphs, false), whole.face(HEAVY).bytes)
      expect(isCidKeyed(tableOf(readSfnt({ bytes: small }), 'CFF '))).toBe(true)
      const set = pageIn(whole)
      const renumbered: SetPage = {
        ...set,
        frames: set.frames.map((each) => ({
          ...each,
          lines: each.lines.map((row) => ({
            ...row,
            runs: row.runs.map((run) => ({ ...run, glyphs: run.glyphs.map((glyph) => glyphs.indexOf(glyph)) })),
          })),
        })),
      }
      const few: Shelf = { ...whole, face: (id) => ({ id, bytes: small, sha256: '' }) }
      const wanted = await drawn(await bytesOf(shelf.subsetter, jobOf(whole, bare(set))), 'mutool')
      expect(wanted.filter((patch) => patch > 20).length).toBeGreaterThan(20)
      const pdf = await bytesOf(shelf.subsetter, jobOf(few, bare(renumbered)))
      for (const program of ['pdftoppm', 'mutool', 'gs'] as const) {
        const shown = await drawn(pdf, program)
        shown.forEach((patch, i) => expect(Math.abs(patch - (wanted[i] ?? 0))).toBeLessThan(30))
      }
    },
  )
})

describe('a charset of given numbers', () => {
  it('is refused where the table has none to replace', () => {
    expect(() => withCids(new DataView(new Uint8Array([1, 0, 4, 1, 0, 0, 0, 0]).buffer), [0])).toThrow(RangeError)
  })
})
