/** Output profiles that a plant sends: the fit one is taken by its name, all else is refused in words. */
import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { openResources } from '#darkroom/resources.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { readOutputProfile } from '#press/icc.ts'
import { sayFault } from '#words/faults.ts'

let shipped: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  shipped = new Uint8Array(await openResources({ folder: resourcesFolder() }).readProfile())
})

const changed = (change: (view: DataView) => void): Uint8Array => {
  const bytes = shipped.slice()
  change(new DataView(bytes.buffer))
  return bytes
}
const ascii = (view: DataView, at: number, text: string): void =>
  [...text].forEach((each, i) => view.setUint8(at + i, each.charCodeAt(0)))
const codeOf = (bytes: Uint8Array): string => {
  const read = readOutputProfile(bytes)
  return isFault(read) ? read.code : 'taken'
}

/** A profile of version 4 with the tags given, each of its own bytes. */
function profileOf(tags: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(tags)
  const start = 132 + 12 * entries.length
  const bytes = new Uint8Array(start + entries.reduce((sum, [, tag]) => sum + tag.length, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bytes.length)
  view.setUint8(8, 4)
  ascii(view, 12, 'prtrCMYK')
  ascii(view, 36, 'acsp')
  view.setUint32(128, entries.length)
  let at = start
  entries.forEach(([name, tag], i) => {
    ascii(view, 132 + 12 * i, name)
    view.setUint32(136 + 12 * i, at)
    view.setUint32(140 + 12 * i, tag.length)
    bytes.set(tag, at)
    at += tag.length
  })
  return bytes
}

/** A description in several languages (multiLocalizedUnicodeType). */
function localized(texts: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(texts)
  const view = new DataView(new ArrayBuffer(16 + 12 * entries.length + 2 * Object.values(texts).join('').length))
  ascii(view, 0, 'mluc')
  view.setUint32(8, entries.length)
  view.setUint32(12, 12)
  let at = 16 + 12 * entries.length
  entries.forEach(([lang, text], i) => {
    ascii(view, 16 + 12 * i, lang)
    view.setUint32(20 + 12 * i, 2 * text.length)
    view.setUint32(24 + 12 * i, at)
    ;[...text].forEach((each, n) => view.setUint16(at + 2 * n, each.charCodeAt(0)))
    at += 2 * text.length
  })
  return new Uint8Array(view.buffer)
}

describe('an output profile', () => {
  it('is taken with the name that it gives itself', () => {
    const read = readOutputProfile(shipped)
    expect(isFault(read) ? read : read.name).toMatch(/\S{3}/)
  })
  it('of version 4 is named in English where it can be, else in the first of its languages', () => {
    const read = (texts: Readonly<Record<string, string>>) =>
      readOutputProfile(profileOf({ desc: localized(texts), B2A0: new Uint8Array(4) }))
    expect(read({ zhCN: '云塘印厂', enUS: 'Yuntang plant' })).toMatchObject({ name: 'Yuntang plant' })
    expect(read({ zhCN: '云塘印厂' })).toMatchObject({ name: '云塘印厂' })
  })
  it('is refused where it is cut short, or is none', () => {
    for (const length of [0, 3, 131, 200, shipped.length - 1]) {
      expect(codeOf(shipped.slice(0, length))).toBe('profile.unreadable')
    }
    expect(codeOf(changed((view) => ascii(view, 36, 'xxxx')))).toBe('profile.unreadable')
    expect(codeOf(profileOf({ B2A0: new Uint8Array(4) }))).toBe('profile.unreadable')
  })
  it('is refused where a tag lies outside the file, however large it says it is', () => {
    expect(codeOf(changed((view) => view.setUint32(136, 0xfffffff0)))).toBe('profile.unreadable')
    expect(codeOf(changed((view) => view.setUint32(128, 0xffffffff)))).toBe('profile.unreadable')
  })
  it('is refused where it is of a screen, in RGB, too new, or cannot separate', () => {
    expect(codeOf(changed((view) => ascii(view, 12, 'mntr')))).toBe('profile.unfit')
    expect(codeOf(changed((view) => ascii(view, 16, 'RGB ')))).toBe('profile.unfit')
    expect(codeOf(changed((view) => view.setUint8(8, 5)))).toBe('profile.unfit')
    expect(codeOf(profileOf({ desc: localized({ enUS: 'No tables' }) }))).toBe('profile.unfit')
  })
  it('that is refused is told by its name and kind, in both languages', () => {
    const refused = readOutputProfile(changed((view) => ascii(view, 12, 'mntr')))
    if (!isFault(refused)) return expect.fail('taken')
    expect(sayFault(refused, 'en').message).toContain('class mntr, colour space CMYK')
    expect(sayFault(refused, 'zh-CN').message).toContain('类别 mntr')
  })
  it('of this machine’s sRGB is refused', () => {
    const path = '/usr/share/color/icc/ghostscript/srgb.icc'
    if (!existsSync(path)) return console.log('ghostscript’s srgb.icc: not on this machine; its check is skipped')
    expect(codeOf(new Uint8Array(readFileSync(path)))).toBe('profile.unfit')
  })
  it('never hangs or throws, however its bytes are changed', () => {
    let seed = 20261124
    const next = (most: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % most
    for (let round = 0; round < 3000; round++) {
      const bytes = shipped.slice(0, 4000)
      new DataView(bytes.buffer).setUint32(0, bytes.length)
      for (let i = 0; i < 6; i++) bytes[next(600)] = next(256)
      expect(['taken', 'profile.unreadable', 'profile.unfit']).toContain(codeOf(bytes))
    }
  })
})
