/** The composer's own thread: a page is never set on the thread that takes keys. */
import type { Answer, Order } from './messages.ts'
import { openWorkbench } from './workbench.ts'
import { openWords } from './words.ts'

/** The worker's global scope, as far as it is used here; the DOM library types `self` as a window. */
interface Scope {
  postMessage(message: Answer): void
  onmessage: ((event: MessageEvent<Order>) => void) | null
}
const scope = self as unknown as Scope

const receive = openWorkbench({
  openWords,
  now: () => performance.now(),
  answer: (answer) => scope.postMessage(answer),
})
scope.onmessage = (event) => receive(event.data)
