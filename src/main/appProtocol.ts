/** `banmian://desk/`: the renderer's files, and nothing else of the disk. */
import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { fileAt, HEADERS, typeOf } from '#office/pageFiles.ts'

const SCHEME = 'banmian'
const HOST = 'desk'
export const ORIGIN = `${SCHEME}://${HOST}`

/** Before `ready`: the scheme is secure and standard, so that workers, fetch and modules run in it. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** Answers `banmian://desk/...` from `folder`: 403 for what leads out of it or names another host, 404 for what is not there. */
export function serveRenderer(folder: string): void {
  protocol.handle(SCHEME, (request) => answer(folder, new URL(request.url)))
}

async function answer(folder: string, { host, pathname }: URL): Promise<Response> {
  const file = host === HOST ? fileAt(folder, pathname) : null
  if (file === null) return new Response(null, { status: 403, headers: HEADERS })
  try {
    const bytes = await readFile(file)
    return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'Content-Type': typeOf(file) } })
  } catch {
    return new Response(null, { status: 404, headers: HEADERS })
  }
}
