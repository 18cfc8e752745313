/** The speller's own thread: a dictionary takes a third of a second to open, and suggestions may take as long. */
import affUs from '../../../../node_modules/dictionary-en/index.aff?url'
import dicUs from '../../../../node_modules/dictionary-en/index.dic?url'
import affGb from '../../../../node_modules/dictionary-en-gb/index.aff?url'
import dicGb from '../../../../node_modules/dictionary-en-gb/index.dic?url'
import type { English } from '#contract/house.ts'
import type { SpellingAnswer, SpellingOrder } from './messages.ts'
import { openSpeller, type Speller } from './speller.ts'

/** The worker's global scope, as far as it is used here; the DOM library types `self` as a window. */
interface Scope {
  postMessage(message: SpellingAnswer): void
  onmessage: ((event: MessageEvent<SpellingOrder>) => void) | null
}
const scope = self as unknown as Scope

const FILES: Readonly<Record<English, readonly [string, string]>> = { us: [affUs, dicUs], gb: [affGb, dicGb] }

const read = async (url: string): Promise<string> => (await fetch(url)).text()

async function open(english: English): Promise<Speller> {
  const [aff, dic] = await Promise.all(FILES[english].map(read))
  return openSpeller(aff!, dic!)
}

let opened: { readonly english: English; readonly speller: Promise<Speller> } | null = null

async function take(order: SpellingOrder): Promise<void> {
  if (order.kind === 'open' && opened?.english !== order.english)
    opened = { english: order.english, speller: open(order.english) }
  const speller = await opened?.speller
  if (!speller) return
  if (order.kind === 'open') return speller.teach(order.words)
  if (order.kind === 'suggest')
    return scope.postMessage({ kind: 'suggested', id: order.id, words: speller.suggest(order.word) })
  const begun = performance.now()
  const unknown = order.texts.map((text) => speller.unknownIn(text))
  scope.postMessage({ kind: 'checked', id: order.id, unknown, took: performance.now() - begun })
}

/** One after the other, so that what was taught counts for what is asked after it. */
let turn: Promise<void> = Promise.resolve()
scope.onmessage = ({ data }) => {
  turn = turn.then(() => take(data)).catch(() => scope.postMessage({ kind: 'failed' }))
}
