/** Measures from a keystroke's transaction to the set page, and to the painted one. */
import type { Harness } from './harness.ts'
import type { OpenStory } from '#renderer/session.ts'

export interface Keystrokes {
  /** Milliseconds inside the composer. */
  readonly set: number[]
  /** Milliseconds from the transaction to the end of painting, rasterised. */
  readonly paint: number[]
}

/** Types or erases one character at a random place of the story, `count` times, each after the page came to rest. */
export async function measureKeystrokes(
  harness: Harness,
  story: OpenStory,
  count: number,
  seed: number,
): Promise<Keystrokes> {
  const random = mulberry(seed)
  const result: Keystrokes = { set: [], paint: [] }
  const warm = 20
  for (let i = 0; i < count + warm; i++) {
    const { set, paint } = await measureOne(harness, story, random)
    if (i < warm) continue
    result.set.push(set)
    result.paint.push(paint)
  }
  return result
}

async function measureOne(
  { canvas, watched }: Harness,
  story: OpenStory,
  random: () => number,
): Promise<{ set: number; paint: number }> {
  await new Promise((rested) => setTimeout(rested, 12))
  const transaction = randomEdit(story, random)
  const started = performance.now()
  const painted = new Promise<void>((done) => {
    const stop = canvas.painted.subscribe(() => {
      stop()
      // Reading a pixel back waits until everything before it is on the bitmap.
      document.querySelector('canvas')!.getContext('2d')!.getImageData(0, 0, 1, 1)
      done()
    })
  })
  story.dispatch(transaction)
  await painted
  return { set: watched.get().took, paint: performance.now() - started }
}

function randomEdit(story: OpenStory, random: () => number) {
  const { doc, tr } = story.state
  const places: number[] = []
  doc.forEach((line, offset) => {
    if (line.type.name === 'paragraph' && line.content.size > 2)
      places.push(offset + 1 + Math.floor(random() * line.content.size))
  })
  const at = places[Math.floor(random() * places.length)]!
  return random() < 0.5 ? tr.insertText('新', at) : tr.delete(at, at + 1)
}

/** mulberry32: a small seeded generator. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
