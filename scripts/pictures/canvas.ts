/** What the sample pictures are drawn with: seeded chance, ridges and reeds as SVG paths, paper grain, and words in the file. */
import sharp from 'sharp'

/** Mulberry32: the same seed, the same picture, on every machine. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A ridge by midpoint displacement, from the left edge to the right, closed at the foot. */
export function ridge(random: () => number, box: { width: number; height: number }, y: number, rough: number): string {
  let points = [y, y + (random() - 0.5) * rough]
  for (let step = rough; points.length < 400; step *= 0.54) {
    points = points.flatMap((here, at) => {
      const next = points[at + 1]
      return next === undefined ? [here] : [here, (here + next) / 2 + (random() - 0.5) * step]
    })
  }
  const width = box.width / (points.length - 1)
  const line = points.map((height, at) => `${(at * width).toFixed(1)},${height.toFixed(1)}`)
  return `M0,${box.height} L${line.join(' L')} L${box.width},${box.height} Z`
}

/** A reed with its plume, bent by the wind. */
export function reed(random: () => number, x: number, foot: number, height: number, colour: string): string {
  const bend = (0.1 + random() * 0.22) * height
  const [tipX, tipY] = [x + bend, foot - height]
  const stem = `<path d="M${x},${foot} Q${x + bend * 0.12},${foot - height * 0.62} ${tipX},${tipY}" stroke="${colour}" stroke-width="${(height / 130).toFixed(1)}" fill="none"/>`
  const plume = Array.from({ length: 9 }, (_, at) => {
    const along = at / 9
    const [px, py] = [tipX - bend * 0.3 * along, tipY + height * 0.26 * along]
    const length = height * (0.07 + 0.05 * random())
    return `<path d="M${px.toFixed(1)},${py.toFixed(1)} q${(length * 0.7).toFixed(1)},${(-length * 0.2).toFixed(1)} ${length.toFixed(1)},${(length * 0.55).toFixed(1)}" stroke="${colour}" stroke-width="${(height / 90).toFixed(1)}" stroke-linecap="round" fill="none" opacity=".75"/>`
  })
  return stem + plume.join('')
}

/** A bird in flight, seen from afar: two strokes whose spread is the beat of its wings. */
export function bird(x: number, y: number, size: number, beat: number, colour: string): string {
  const lift = size * beat
  return `<path d="M${x - size},${y - lift} Q${x - size * 0.4},${y - lift * 0.9} ${x},${y} Q${x + size * 0.4},${y - lift * 0.9} ${x + size},${y - lift * 0.8} Q${x + size * 0.35},${y - lift * 0.35} ${x},${y + size * 0.16} Q${x - size * 0.35},${y - lift * 0.35} ${x - size},${y - lift}Z" fill="${colour}"/>`
}

export interface Words {
  readonly headline: string
  readonly caption: string
  readonly credit: string
  readonly date: string
}

/** Renders an SVG with paper grain to a JPEG that carries its caption and credit as XMP (IPTC Photo Metadata Standard). */
export async function print(svg: string, file: string, words: Words, grain: number, seed: number): Promise<void> {
  const drawn = sharp(Buffer.from(svg), { density: 72 }).removeAlpha()
  const { width, height } = await drawn.metadata()
  const random = chance(seed)
  const noise = Buffer.alloc(width * height)
  for (let at = 0; at < noise.length; at++) noise[at] = 128 + (random() + random() + random() - 1.5) * grain
  const paper = await sharp(noise, { raw: { width, height, channels: 1 } })
    .blur(0.6)
    .png()
    .toBuffer()
  await drawn
    .composite([{ input: paper, blend: 'soft-light' }])
    .jpeg({ quality: 84, chromaSubsampling: '4:4:4', mozjpeg: true })
    .withXmp(xmp(words))
    .toFile(file)
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const xmp = (words: Words): string => `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escape(words.caption)}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>${escape(words.credit)}</rdf:li></rdf:Seq></dc:creator>
<photoshop:Headline>${escape(words.headline)}</photoshop:Headline>
<photoshop:Credit>${escape(words.credit)}</photoshop:Credit>
<photoshop:DateCreated>${words.date}</photoshop:DateCreated>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
