/**
 * Versions of stories: moments of the step log that have a name; and who sat at which window. A version says no more than
 * where it stands in the log.
 */
import { z } from 'zod'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { ClientId, StoryId } from '#contract/ids.ts'
import { unfiledVersionSchema, type KeptVersion, type UnfiledVersion } from '#contract/version.ts'
import { seal, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'
import type { Stories } from './stories.ts'

interface Row extends Sealed {
  id: number
}

const storedSchema = unfiledVersionSchema.extend({ at: z.string() })

export interface Versions {
  /** In the order they were made. */
  list(): readonly KeptVersion[]
  /** version.missing. */
  one(id: number): Outcome<KeptVersion>
  clients(): ReadonlyMap<ClientId, string>
}

export function openVersions(db: Readable): Versions {
  const rows = db.query<[], Row>('SELECT id, json, sum FROM version ORDER BY id')
  const row = db.query<[number], Row>('SELECT id, json, sum FROM version WHERE id = ?')
  const clients = db.query<[], { id: ClientId; person: string }>('SELECT id, person FROM client')
  const read = (found: Row): KeptVersion => ({ ...unseal(found, storedSchema, `version ${found.id}`), id: found.id })
  return {
    list: () => rows.all().map(read),
    one(id) {
      const found = row.get(id)
      return found ? read(found) : fault('version.missing', { version: id })
    },
    clients: () => new Map(clients.all().map(({ id, person }) => [id, person])),
  }
}

export interface VersionWrites {
  /** All or none. story.missing; version.missing where the story's log does not reach so far. */
  file(versions: readonly UnfiledVersion[], now: string): Outcome<readonly KeptVersion[]>
  /** version.missing. */
  change(id: number, change: Pick<KeptVersion, 'name' | 'note' | 'isDropped'>): Outcome<KeptVersion>
  nameClient(client: ClientId, person: string, now: string): Outcome<null>
}

export function openVersionWrites(
  db: Writable,
  { stories, versions }: { readonly stories: Stories; readonly versions: Versions },
): VersionWrites {
  const insert = db.change<[StoryId, string, number]>('INSERT INTO version (story, json, sum) VALUES (?, ?, ?)')
  const update = db.change<[string, number, number]>('UPDATE version SET json = ?, sum = ? WHERE id = ?')
  const name = db.change<[ClientId, string, string]>('INSERT OR REPLACE INTO client (id, person, at) VALUES (?, ?, ?)')
  const refuse = ({ story, version }: UnfiledVersion): Outcome<null> => {
    const row = stories.row(story)
    if (isFault(row)) return row
    return version > row.version ? fault('version.missing', { story, version }) : null
  }
  return {
    file(unfiled, now) {
      for (const version of unfiled) {
        const refused = refuse(version)
        if (isFault(refused)) return refused
      }
      return unfiled.map((version) => {
        const made = { ...version, at: now }
        const { json, sum } = seal(made)
        return { ...made, id: insert.run(version.story, json, sum).key }
      })
    },
    change(id, change) {
      const known = versions.one(id)
      if (isFault(known)) return known
      const { id: _, ...stored } = { ...known, ...change }
      const { json, sum } = seal(stored)
      update.run(json, sum, id)
      return { ...stored, id }
    },
    nameClient(client, person, now) {
      name.run(client, person, now)
      return null
    },
  }
}
