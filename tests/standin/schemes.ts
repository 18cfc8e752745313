/**
 * The product's own schemes. Chromium knows none of them, so `banmian://desk/x` is shown to it as
 * `https://desk.banmian.standin/x` and answered by the handler that main registered; every other address is refused:
 * tests are offline.
 */
import type { Route } from 'playwright-core'

type Answerer = (request: Request) => Response | Promise<Response>

const answerers = new Map<string, Answerer>()
const standard = new Set<string>()

/** As the browser is told it. */
export function toWeb(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][\w+.-]*):\/\/([^/]*)(.*)$/i.exec(url) ?? []
  return standard.has(scheme) ? `https://${host}.${scheme}.standin${rest || '/'}` : url
}

/** As the product knows it. */
export function toApp(url: string): string {
  const [, host, scheme, rest] = /^https:\/\/([^/]*)\.([\w+-]+)\.standin(.*)$/.exec(url) ?? []
  return scheme === undefined ? url : `${scheme}://${host}${rest}`
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges?: { standard?: boolean } }[]): void {
    for (const { scheme, privileges } of schemes) if (privileges?.standard) standard.add(scheme)
  },
  handle(scheme: string, answerer: Answerer): void {
    if (answerers.has(scheme)) throw new Error(`The scheme ${scheme} is already registered`)
    answerers.set(scheme, answerer)
  },
}

/** Asks a handler as a page would; rejects where the scheme has none. */
export async function fetchInApp(url: string): Promise<Response> {
  const answerer = answerers.get(new URL(url).protocol.slice(0, -1))
  if (!answerer) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME ${url}`)
  return answerer(new Request(url))
}

/** Answers what a page asks for. */
export async function answerRoute(route: Route): Promise<void> {
  const url = toApp(route.request().url())
  const { protocol: scheme } = new URL(url)
  if (scheme === 'data:' || scheme === 'blob:') return route.continue()
  if (!answerers.has(scheme.slice(0, -1))) return route.abort('internetdisconnected')
  const response = await fetchInApp(url)
  const body = Buffer.from(await response.arrayBuffer())
  return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
}
