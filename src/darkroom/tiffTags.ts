/** TIFF (Adobe's 6.0): the tags of the first picture, which EXIF has too, and a plain TIFF round samples of our own. */

const SIZES: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 7: 1 }
/** Values of a tag beyond this are not asked for here. */
const MOST_VALUES = 1 << 20

/** Tag -> its whole numbers, of types BYTE, SHORT, LONG and UNDEFINED; null where this is no TIFF. What lies outside is left out. */
export function readTags(tiff: Uint8Array): Map<number, readonly number[]> | null {
  const order = String.fromCharCode(tiff[0] ?? 0, tiff[1] ?? 0)
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return null
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const isLittle = order === 'II'
  const start = view.getUint32(4, isLittle)
  if (view.getUint16(2, isLittle) !== 42 || start + 2 > tiff.length) return null
  const tags = new Map<number, readonly number[]>()
  const count = view.getUint16(start, isLittle)
  for (let i = 0, at = start + 2; i < count && at + 12 <= tiff.length; i++, at += 12) {
    const values = valuesAt(view, at, isLittle)
    if (values) tags.set(view.getUint16(at, isLittle), values)
  }
  return tags
}

function valuesAt(view: DataView, entry: number, isLittle: boolean): number[] | null {
  const size = SIZES[view.getUint16(entry + 2, isLittle)]
  const count = view.getUint32(entry + 4, isLittle)
  if (size === undefined || count > MOST_VALUES) return null
  const at = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle)
  if (at + size * count > view.byteLength) return null
  return Array.from({ length: count }, (_, i) => {
    if (size === 1) return view.getUint8(at + i)
    return size === 2 ? view.getUint16(at + 2 * i, isLittle) : view.getUint32(at + 4 * i, isLittle)
  })
}

/** EXIF's orientation. */
export const ORIENTATION = 274
const TAG = { PHOTOMETRIC: 262, SAMPLES: 277, EXTRA: 338, INK_SET: 332, PHOTOSHOP: 34377 } as const
const SEPARATED = 5
const NO_CMYK = 2
/** ExtraSamples: associated and unassociated alpha. */
const ALPHAS = [1, 2]

export interface ExtraChannels {
  /** Whether the first one beyond the colours is transparency. */
  readonly hasAlpha: boolean
  /** Plates beyond CMYK. */
  readonly inks: number
}

/**
 * Channels of a TIFF beyond its colours: transparency, masks that a picture program keeps (no ink), or spot inks. A
 * separated picture with channels that nobody explains has inks in them.
 */
export function extraChannels(tiff: Uint8Array): ExtraChannels {
  const tags = readTags(tiff)
  const first = (tag: number): number => tags?.get(tag)?.[0] ?? 0
  const samples = first(TAG.SAMPLES)
  const extra = tags?.get(TAG.EXTRA) ?? []
  const hasAlpha = ALPHAS.includes(extra[0] ?? 0)
  const kept = tags?.get(TAG.PHOTOSHOP)
  const spots = kept === undefined ? null : spotsOf(Uint8Array.from(kept))
  if (first(TAG.PHOTOMETRIC) !== SEPARATED) return { hasAlpha, inks: spots ?? 0 }
  if (first(TAG.INK_SET) === NO_CMYK) return { hasAlpha, inks: Math.max(0, samples - extra.length) }
  const unexplained = Math.max(0, samples - 4 - extra.filter((kind) => ALPHAS.includes(kind)).length)
  return { hasAlpha, inks: spots ?? unexplained }
}

const DISPLAY_INFO = 1007
const CHANNEL = 14
const IS_SPOT = 2

/** Spot channels by Photoshop's image resources (8BIM, DisplayInfo); null where they do not say. */
function spotsOf(resources: Uint8Array): number | null {
  const view = new DataView(resources.buffer, resources.byteOffset, resources.byteLength)
  for (let at = 0; at + 12 <= view.byteLength;) {
    const name = 1 + view.getUint8(at + 6)
    const size = at + 6 + name + (name % 2)
    if (size + 4 > view.byteLength) return null
    const length = view.getUint32(size)
    if (view.getUint16(at + 4) === DISPLAY_INFO) {
      const kinds = Array.from(
        { length: Math.floor(length / CHANNEL) },
        (_, i) => resources[size + 4 + CHANNEL * i + 12],
      )
      return kinds.filter((kind) => kind === IS_SPOT).length
    }
    at = size + 4 + length + (length % 2)
  }
  return null
}

/** An uncompressed TIFF of CMYK samples, 8 bits each: the one way to hand CMYK to libvips. `profile` is their ICC profile. */
export function cmykTiff(
  samples: Uint8Array,
  width: number,
  height: number,
  profile: Uint8Array | null,
  turn = 1,
): Uint8Array {
  const SHORT = 3
  const LONG = 4
  const UNDEFINED = 7
  const tags = profile ? 12 : 11
  const bits = 8 + 2 + tags * 12 + 4
  const icc = bits + 8
  const data = icc + (profile?.length ?? 0)
  const tiff = new Uint8Array(data + samples.length)
  const view = new DataView(tiff.buffer)
  tiff.set([0x49, 0x49, 42, 0, 8])
  view.setUint16(8, tags, true)
  let at = 10
  const tag = (number: number, type: number, count: number, value: number): void => {
    view.setUint16(at, number, true)
    view.setUint16(at + 2, type, true)
    view.setUint32(at + 4, count, true)
    view.setUint32(at + 8, value, true)
    at += 12
  }
  tag(256, LONG, 1, width)
  tag(257, LONG, 1, height)
  tag(258, SHORT, 4, bits)
  tag(259, SHORT, 1, 1)
  tag(TAG.PHOTOMETRIC, SHORT, 1, SEPARATED)
  tag(273, LONG, 1, data)
  tag(ORIENTATION, SHORT, 1, turn)
  tag(TAG.SAMPLES, SHORT, 1, 4)
  tag(278, LONG, 1, height)
  tag(279, LONG, 1, samples.length)
  tag(284, SHORT, 1, 1)
  if (profile) tag(34675, UNDEFINED, profile.length, icc)
  for (let i = 0; i < 4; i++) view.setUint16(bits + 2 * i, 8, true)
  if (profile) tiff.set(profile, icc)
  tiff.set(samples, data)
  return tiff
}
