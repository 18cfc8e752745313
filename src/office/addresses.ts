/**
 * Where an issue's browser host is found: its port and its secret, kept in the user's own folder for the user's eyes only.
 * A host that is started again takes them up, so that windows which lost it find it where it was, and what they keep for
 * its address is still theirs; a second host on the same file joins the first by them. An entry says where to ask, and
 * nothing about whether anybody answers there.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

const addressSchema = z.object({
  file: z.string(),
  port: z.int().min(1).max(65_535),
  token: z.string().regex(/^[\w-]{32}$/),
})
/** `file` is the whole path. */
export type HostAddress = z.infer<typeof addressSchema>

/** The address that a host of this issue had last; null where there was none, or it does not read. */
export async function maybeAddress(file: string): Promise<HostAddress | null> {
  return read(placeOf(await wholePath(file)))
}

/** Keeps a host's address. A folder that cannot be written to costs no more than the memory. */
export async function keepAddress(file: string, address: Omit<HostAddress, 'file'>): Promise<void> {
  const whole = await wholePath(file)
  const place = placeOf(whole)
  try {
    await mkdir(folder(), { recursive: true, mode: 0o700 })
    const beside = `${place}.${process.pid}`
    await writeFile(beside, JSON.stringify({ file: whole, ...address }), { mode: 0o600 })
    await rename(beside, place)
    await sweep()
  } catch {
    return
  }
}

/** Entries of issues that are no more go. */
async function sweep(): Promise<void> {
  for (const name of await readdir(folder())) {
    const place = join(folder(), name)
    const address = await read(place)
    if (!address || !existsSync(address.file)) await rm(place, { force: true })
  }
}

async function read(place: string): Promise<HostAddress | null> {
  try {
    const address = addressSchema.safeParse(JSON.parse(await readFile(place, 'utf8')))
    return address.success ? address.data : null
  } catch {
    return null
  }
}

const wholePath = (file: string): Promise<string> => realpath(file).catch(() => file)

const placeOf = (whole: string): string =>
  join(folder(), `${createHash('sha256').update(whole).digest('hex').slice(0, 32)}.json`)

/** Each system's place for what a program remembers of a user. */
function folder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env
  const base =
    XDG_STATE_HOME ||
    (process.platform === 'win32'
      ? LOCALAPPDATA || join(homedir(), 'AppData/Local')
      : process.platform === 'darwin'
        ? join(homedir(), 'Library/Application Support')
        : join(homedir(), '.local/state'))
  return join(base, 'banmian/hosts')
}
