/**
 * The composer's own thread: a page is never set on the thread that takes keys. HarfBuzz starts with a top-level await,
 * during which messages would be delivered to nobody; so the ear is here first, and the engine is imported behind it.
 */
import type { Answer, Order } from './messages.ts'

/** The worker's global scope, as far as it is used here; the DOM library types `self` as a window. */
interface Scope {
  postMessage(message: Answer): void
  onmessage: ((event: MessageEvent<Order>) => void) | null
}
const scope = self as unknown as Scope

async function open(): Promise<(order: Order) => void> {
  const [{ openWorkbench }, { openWords }] = await Promise.all([import('./workbench.ts'), import('./words.ts')])
  return openWorkbench({ openWords, now: () => performance.now(), answer: (answer) => scope.postMessage(answer) })
}

const opening = open()
// An engine that does not load must be heard of: thrown out of the promise, it is the worker's own error.
opening.catch((error: unknown) => setTimeout(() => reportError(error)))
scope.onmessage = ({ data }) => void opening.then((receive) => receive(data))
