/** The window's end of the composer's worker: starts it, asks it, and starts another where one dies. */
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { Answer, ComposerWorker, OrderBody } from './messages.ts'

export interface ComposerClient {
  /** Asks the worker; null where it died or was closed before it answered. */
  ask<K extends OrderBody['kind']>(order: OrderBody & { kind: K }): Promise<Answer | null>
  /** Resolves when the worker has its faces; a Fault where it cannot have them. */
  ready(): Promise<Fault | null>
  forget(order: { readonly pages: readonly number[]; readonly stories: readonly StoryId[] }): void
  close(): void
}

export interface ClientPorts {
  makeWorker(): ComposerWorker
  /** The faces for a new worker, whose bytes are handed over to it. */
  loadFaces(): Promise<Outcome<readonly LoadedFace[]>>
  paper(): { readonly stylebook: Stylebook; readonly issue: Issue }
  /** A new worker knows nothing: everything must be sent again. */
  restarted(): void
  now(): number
}

/** A worker that dies this often within a minute has a page that kills it: no other is started. */
const MOST_DEATHS = 4
const MINUTE_MS = 60_000

export function openClient(ports: ClientPorts): ComposerClient {
  const waiting = new Map<number, (answer: Answer | null) => void>()
  const deaths: number[] = []
  let last = 0
  let isClosed = false
  let worker: ComposerWorker | null = null
  let booting: Promise<Fault | null> | null = null

  const post = (made: ComposerWorker, body: OrderBody, transfer: Transferable[]): Promise<Answer | null> =>
    new Promise((resolve) => {
      const id = ++last
      waiting.set(id, resolve)
      made.postMessage({ ...body, id }, transfer)
    })
  const end = (): void => {
    worker?.terminate()
    worker = null
    booting = null
    for (const resolve of [...waiting.values()]) resolve(null)
    waiting.clear()
  }
  const die = (): void => {
    if (isClosed || !worker) return
    deaths.push(ports.now())
    end()
    ports.restarted()
  }
  const make = (): ComposerWorker => {
    const made = ports.makeWorker()
    made.onmessage = ({ data }) => {
      const resolve = waiting.get(data.id)
      waiting.delete(data.id)
      if (data.kind === 'failed') die()
      resolve?.(data.kind === 'failed' ? null : data)
    }
    made.onerror = die
    return made
  }
  const boot = async (): Promise<Fault | null> => {
    if (isClosed) return fault('cancelled', { reason: 'closed' })
    const recent = deaths.filter((at) => ports.now() - at < MINUTE_MS)
    if (recent.length >= MOST_DEATHS) return fault('internal', { problem: 'the composer died again and again' })
    const started = (worker = make())
    started.postMessage({ kind: 'prepare', lang: ports.paper().stylebook.lang }, [])
    const faces = await ports.loadFaces()
    if (isFault(faces)) {
      if (worker === started) worker = null
      started.terminate()
      return faces
    }
    // It may have died, or been closed, while the faces were on their way: whoever asks next boots another.
    if (worker !== started) return null
    const order = { kind: 'open', faces, ...ports.paper() } as const
    await post(started, order, [...new Set(faces.map((face) => face.bytes.buffer as ArrayBuffer))])
    return null
  }

  return {
    ready: () => (booting ??= boot()),
    ask: (order) => (worker ? post(worker, order, []) : Promise.resolve(null)),
    forget: ({ pages, stories }) => worker?.postMessage({ kind: 'forget', pages, stories }, []),
    close() {
      isClosed = true
      end()
    },
  }
}
