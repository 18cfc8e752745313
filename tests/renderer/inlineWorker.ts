/** The composer's worker without a worker. */
import { openPorts } from '#darkroom/openPorts.ts'
import type { Answer, ComposerWorker, Order } from '#renderer/composer/messages.ts'
import { openWorkbench } from '#renderer/composer/workbench.ts'

const ports = openPorts()

/** A composer's worker in this thread; every message is cloned as between threads. */
export function inlineWorker(orders: Order[] = []): ComposerWorker {
  let isEnded = false
  const worker: ComposerWorker = {
    onmessage: null,
    onerror: null,
    terminate: () => {
      isEnded = true
    },
    postMessage(order) {
      orders.push(order)
      receive(structuredClone(order))
    },
  }
  const answer = (message: Answer): void => {
    const data = structuredClone(message)
    setTimeout(() => isEnded || worker.onmessage?.({ data } as MessageEvent<Answer>), 1)
  }
  const receive = openWorkbench({ openWords: () => ports.words.open(), now: () => performance.now(), answer })
  return worker
}
