/**
 * What runs in the page: the two ends of a context bridge (the page's world and the preload's isolated world) and the
 * `electron` module that a sandboxed preload gets. They are injected by their source text, so each function names
 * nothing outside itself.
 */
import { makeCodec, type Codec } from './codec.ts'

/** One end: values go over by structured clone; a function goes over as an id and is called back from the other end. */
interface Bridge {
  expose(name: string, api: unknown): void
}

interface Passed {
  readonly expose?: string
  readonly api?: unknown
  readonly call?: string
  readonly args?: readonly unknown[]
  readonly returned?: unknown
  readonly thrown?: string
}

function openBridge(channel: string, side: 'page' | 'preload', other: 'page' | 'preload'): Bridge {
  const functions = new Map<string, (...args: unknown[]) => unknown>()
  let last = 0
  let reply: Passed | null = null
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as null)
  const each = (value: Record<string, unknown>, act: (item: unknown) => unknown): Record<string, unknown> =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, act(item)]))
  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const id = `${side}${++last}`
      functions.set(id, value as () => unknown)
      return { $function: id }
    }
    if (Array.isArray(value)) return value.map(pack)
    return isPlain(value) ? each(value, pack) : value
  }
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack)
    if (!isPlain(value)) return value
    const id = value['$function']
    return typeof id === 'string' ? (...args: unknown[]) => callOther(id, args) : each(value, unpack)
  }
  const pass = (passed: Passed): void =>
    void document.dispatchEvent(new CustomEvent(channel + other, { detail: structuredClone(passed) }))
  // The other end answers before dispatchEvent returns.
  const callOther = (call: string, args: readonly unknown[]): unknown => {
    reply = null
    pass({ call, args: pack(args) as unknown[] })
    const { returned, thrown } = reply ?? ({} as Passed)
    if (thrown !== undefined) throw new Error(thrown)
    return unpack(returned)
  }
  const answer = ({ call = '', args = [] }: Passed): Passed => {
    try {
      return { returned: pack(functions.get(call)?.(...(unpack(args) as unknown[]))) }
    } catch (error) {
      return { thrown: error instanceof Error ? error.message : String(error) }
    }
  }
  document.addEventListener(channel + side, (event) => {
    const passed = (event as CustomEvent<Passed>).detail
    if (passed.expose !== undefined) {
      const value = Object.freeze(unpack(passed.api))
      Object.defineProperty(globalThis, passed.expose, { value, enumerable: true })
    } else if (passed.call === undefined) reply = passed
    else pass(answer(passed))
  })
  return { expose: (name, api) => pass({ expose: name, api: pack(api) }) }
}

interface PreloadGlobals {
  /** CDP's binding: text to the main process. */
  standinPost(text: string): void
  standinDeliver(text: string): void
}

/** `electron` as a sandboxed preload sees it: contextBridge and ipcRenderer, and no more of it than the product uses. */
function makeElectron(bridge: Bridge, codec: Codec): unknown {
  const globals = globalThis as unknown as PreloadGlobals
  const listeners = new Map<string, ((event: unknown, ...args: unknown[]) => void)[]>()
  globals.standinDeliver = (text) => {
    const { channel, args } = codec.decode(text) as { channel: string; args: unknown[] }
    for (const listener of listeners.get(channel) ?? []) listener({ ports: [] }, ...args)
  }
  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => globals.standinPost(codec.encode({ channel, args })),
    on(channel: string, listener: (event: unknown, ...args: unknown[]) => void) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel: string, listener: unknown) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      )
      return ipcRenderer
    },
  }
  return { ipcRenderer, contextBridge: { exposeInMainWorld: bridge.expose } }
}

/** The two scripts of a window, for its top frame only: the page's end of the bridge, and the preload behind the other. */
export function worldScripts(preload: string): { page: string; preload: string } {
  const channel = `standin-${crypto.randomUUID()}-`
  const inTopFrame = (body: string): string => `if (window === window.top) { ${body} }`
  const bridge = (side: string, other: string): string =>
    `(${openBridge})(${JSON.stringify(channel)}, '${side}', '${other}')`
  const electron = `(${makeElectron})(${bridge('preload', 'page')}, (${makeCodec})())`
  const require = `(name) => { if (name === 'electron') return electron; throw new Error('module not found: ' + name) }`
  return {
    page: inTopFrame(bridge('page', 'preload')),
    preload: inTopFrame(
      `const electron = ${electron}; (function (require, module, exports) { ${preload}\n})(${require}, { exports: {} }, {})`,
    ),
  }
}
