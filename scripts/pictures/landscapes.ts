/** Landscapes: the marsh at first light, and the fish market in fog. Layers from far to near, each darker and clearer. */
import { bird, chance, reed, ridge } from './canvas.ts'

interface Light {
  readonly seed: number
  readonly sky: readonly [string, string, string]
  readonly sun: string
  readonly far: readonly string[]
  readonly water: readonly [string, string]
  readonly reeds: string
  readonly birds: number
}

/** 湿地清晨: ridges, mist, a low sun with its path on the water, reeds in front, a skein of birds. */
export function marsh(light: Light, width = 2000, height = 1240): string {
  const random = chance(light.seed)
  const horizon = height * 0.52
  const box = { width, height: horizon + 30 }
  const sunX = width * 0.64
  const ridges = light.far.map(
    (colour, at) => `<path d="${ridge(random, box, horizon - 190 + at * 62, 190 - at * 40)}" fill="${colour}"/>`,
  )
  const mist = Array.from(
    { length: 4 },
    (_, at) =>
      `<rect x="0" y="${horizon - 96 + at * 34}" width="${width}" height="46" fill="${light.sky[2]}" opacity=".28" filter="url(#mist)"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${defs(light)}
<rect width="${width}" height="${height}" fill="url(#sky)"/>
<circle cx="${sunX}" cy="${horizon - 118}" r="330" fill="url(#glow)"/><circle cx="${sunX}" cy="${horizon - 118}" r="62" fill="${light.sun}"/>
${ridges.join('')}${mist.join('')}
<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#water)"/>
${glitter(random, sunX, horizon, height, light.sun)}${islands(random, width, horizon, height, light.reeds)}
${flock(random, light.birds, width, horizon, light.reeds)}${bank(random, width, height, light.reeds)}</svg>`
}

const defs = (light: Light): string => `<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light.sky[0]}"/><stop offset=".3" stop-color="${light.sky[1]}"/><stop offset=".52" stop-color="${light.sky[2]}"/></linearGradient>
<linearGradient id="water" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light.water[0]}"/><stop offset="1" stop-color="${light.water[1]}"/></linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="${light.sun}" stop-opacity=".85"/><stop offset="1" stop-color="${light.sun}" stop-opacity="0"/></radialGradient>
<filter id="mist" x="-10%" y="-100%" width="120%" height="300%"><feGaussianBlur stdDeviation="26 16"/></filter>
<filter id="soft"><feGaussianBlur stdDeviation="5"/></filter></defs>`

function glitter(random: () => number, x: number, horizon: number, height: number, colour: string): string {
  return Array.from({ length: 150 }, () => {
    const depth = random() ** 1.7
    const y = horizon + 6 + depth * (height - horizon - 180)
    const spread = 34 + depth * 190
    const length = 12 + depth * 90 * random()
    return `<rect x="${(x + (random() - 0.5) * 2 * spread - length / 2).toFixed(0)}" y="${y.toFixed(0)}" width="${length.toFixed(0)}" height="${(1.5 + depth * 4).toFixed(1)}" rx="2" fill="${colour}" opacity="${(0.25 + random() * 0.5).toFixed(2)}"/>`
  }).join('')
}

function islands(random: () => number, width: number, horizon: number, height: number, colour: string): string {
  return Array.from({ length: 7 }, (_, at) => {
    const y = horizon + 26 + at * at * ((height - horizon) / 90)
    const x = random() * width
    const length = 130 + at * 70
    const tufts = Array.from({ length: 16 + at * 4 }, () =>
      reed(random, x + random() * length, y + 3, 26 + at * 13 + random() * 22, colour),
    )
    return `<g opacity="${(0.35 + at * 0.08).toFixed(2)}"><ellipse cx="${x + length / 2}" cy="${y + 4}" rx="${length / 1.7}" ry="${5 + at}" fill="${colour}"/>${tufts.join('')}</g>`
  }).join('')
}

function flock(random: () => number, count: number, width: number, horizon: number, colour: string): string {
  return Array.from({ length: count }, (_, at) => {
    const near = (at / count) ** 2.4
    const x = width * (0.1 + 0.62 * random()) + near * width * 0.1
    const y = horizon - 390 + random() * 300 - near * 60
    return bird(x, y, 7 + near * 40, 0.2 + random() * 0.5, colour)
  }).join('')
}

function bank(random: () => number, width: number, height: number, colour: string): string {
  const back = Array.from({ length: 110 }, () =>
    reed(random, random() * width * 1.1 - 100, height + 20, 150 + random() * 190, colour),
  )
  const front = Array.from({ length: 44 }, () =>
    reed(random, random() * width * 1.1 - 120, height + 40, 330 + random() * 260, colour),
  )
  return `<g opacity=".62" filter="url(#soft)">${back.join('')}</g>${front.join('')}`
}

/** 雾里的早市: lamps, boats, stalls and people as shapes that the fog takes away with distance. */
export function foggyMarket(width = 2000, height = 1240): string {
  const random = chance(404)
  const tones = ['#c9ccca', '#b0b6b6', '#8f9799', '#677073', '#3c4448', '#1d2327']
  const layers = tones.map((tone, at) => {
    const y = height * (0.42 + at * 0.1)
    const scale = 0.32 + at * 0.2
    return `<g fill="${tone}" stroke="${tone}">${row(random, width, y, scale, at)}</g><rect y="${y - 150 * scale}" width="${width}" height="${250 * scale}" fill="#d9dcd9" opacity=".3" filter="url(#fog)"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
<linearGradient id="air" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#aeb7bb"/><stop offset=".5" stop-color="#dcdfdc"/><stop offset="1" stop-color="#7c8487"/></linearGradient>
<radialGradient id="lamp"><stop offset="0" stop-color="#ffe9ad"/><stop offset=".18" stop-color="#ffd98a" stop-opacity=".8"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient>
<filter id="fog" x="-10%" y="-100%" width="120%" height="300%"><feGaussianBlur stdDeviation="50 28"/></filter></defs>
<rect width="${width}" height="${height}" fill="url(#air)"/>${layers.join('')}</svg>`
}

function row(random: () => number, width: number, y: number, scale: number, at: number): string {
  const parts: string[] = []
  for (let x = -60 + random() * 200; x < width; x += (210 + random() * 240) * scale) {
    parts.push(
      at < 2 ? boat(random, x, y, scale * 2.1) : random() < 0.4 ? stall(x, y, scale) : person(random, x, y, scale),
    )
    if (at >= 1 && random() < 0.34)
      parts.push(`<circle cx="${x}" cy="${y - 190 * scale}" r="${150 * scale}" fill="url(#lamp)" stroke="none"/>`)
  }
  return parts.join('')
}

const boat = (random: () => number, x: number, y: number, s: number): string =>
  `<path stroke="none" d="M${x},${y} q${20 * s},${24 * s} ${60 * s},${24 * s} h${50 * s} q${34 * s},0 ${52 * s},${-30 * s} Z"/><path fill="none" stroke-width="${3 * s}" d="M${x + 70 * s},${y} v${-(90 + random() * 60) * s} m0,${20 * s} l${50 * s},${60 * s} M${x + 70 * s},${y - 70 * s} l${-46 * s},${60 * s}"/>`

const stall = (x: number, y: number, s: number): string =>
  `<path stroke="none" d="M${x - 90 * s},${y - 150 * s} l${30 * s},${-40 * s} h${120 * s} l${30 * s},${40 * s} Z M${x - 84 * s},${y} v${-150 * s} h${7 * s} v${150 * s}Z M${x + 78 * s},${y} v${-150 * s} h${7 * s} v${150 * s}Z M${x - 90 * s},${y - 62 * s} h${180 * s} v${40 * s} h${-180 * s}Z"/>`

function person(random: () => number, x: number, y: number, s: number): string {
  const lean = (random() - 0.5) * 24 * s
  const basket =
    random() < 0.5
      ? `<path stroke="none" d="M${x + 24 * s},${y - 66 * s} h${46 * s} l${-8 * s},${38 * s} h${-30 * s}Z"/>`
      : ''
  return `<circle stroke="none" cx="${x + lean}" cy="${y - 158 * s}" r="${17 * s}"/><path stroke="none" d="M${x + lean - 25 * s},${y - 132 * s} q${25 * s},${-16 * s} ${50 * s},0 l${6 * s},${72 * s} l${-14 * s},${60 * s} h${-14 * s} l${-4 * s},${-52 * s} l${-6 * s},${52 * s} h${-14 * s} l${-10 * s},${-62 * s} Z"/>${basket}`
}
