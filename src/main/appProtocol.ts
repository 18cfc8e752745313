/** `banmian://desk/`: the renderer's files and sheets that are printed, and nothing else of the disk. */
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

/** A file in memory, served by its path as long as it stands in the map. */
export interface ServedFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Answers `banmian://desk/...` from `folder`, and what `memory` holds by its path: 403 for what leads out of it or names another host, 404 for what is not there. */
export function serveRenderer(folder: string, memory: ReadonlyMap<string, ServedFile>): void {
  protocol.handle(SCHEME, (request) => answer(folder, memory, new URL(request.url)))
}

async function answer(
  folder: string,
  memory: ReadonlyMap<string, ServedFile>,
  { host, pathname }: URL,
): Promise<Response> {
  const held = host === HOST ? memory.get(pathname) : undefined
  if (held) return new Response(held.bytes, { headers: { ...HEADERS, 'Content-Type': held.type } })
  const file = host === HOST ? fileAt(folder, pathname) : null
  if (file === null) return new Response(null, { status: 403, headers: HEADERS })
  try {
    const bytes = await readFile(file)
    return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'Content-Type': typeOf(file) } })
  } catch {
    return new Response(null, { status: 404, headers: HEADERS })
  }
}
