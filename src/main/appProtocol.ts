/** `banmian://desk/`: the renderer's files, and nothing else of the disk. */
import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

export const SCHEME = 'banmian'
export const ORIGIN = `${SCHEME}://desk`

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/** As the browser host's: no unsafe source but WebAssembly, which HarfBuzz needs. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self' data: blob:",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Before `ready`: the scheme is secure and standard, so that workers, fetch and modules run in it. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

export function serveRenderer(folder: string): void {
  protocol.handle(SCHEME, (request) => answer(folder, request.url))
}

async function answer(folder: string, url: string): Promise<Response> {
  const file = fileAt(folder, url)
  if (file === null) return new Response(null, { status: 403 })
  try {
    const bytes = await readFile(file)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': POLICY,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  } catch {
    return new Response(null, { status: 404 })
  }
}

/** The file below `folder` that a URL of ours names; null where it leads out of it or belongs to another host. */
export function fileAt(folder: string, url: string): string | null {
  const parsed = new URL(url)
  if (parsed.host !== 'desk') return null
  let path: string
  try {
    path = decodeURIComponent(parsed.pathname)
  } catch {
    return null
  }
  const file = normalize(join(folder, path === '/' ? 'index.html' : path))
  return file.startsWith(folder + sep) && !path.includes('\0') ? file : null
}
