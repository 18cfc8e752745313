/** Imports: the source text as it came, the stories it became, and each repair with the line it was made in. */
import { keptRepairSchema, repairSchema, type KeptRepair, type Repair } from '#contract/exchange.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { BlobWrites } from './blobs.ts'
import { Damage } from './refusals.ts'
import { seal, sha256, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'
import type { NewStory, Stories, StoryWrites } from './stories.ts'

interface Row extends Sealed {
  id: number
  story: StoryId | null
  is_taken_back: number
}

const ROW = 'SELECT id, story, json, sum, is_taken_back FROM repair'

export interface Repairs {
  /** In the order they were made; `null` lists those of the whole issue. */
  list(story: StoryId | null): readonly KeptRepair[]
  one(repair: number): KeptRepair | null
}

export function openRepairs(db: Readable): Repairs {
  const all = db.query<[], Row>(`${ROW} ORDER BY id`)
  const ofStory = db.query<[StoryId], Row>(`${ROW} WHERE story = ? ORDER BY id`)
  const one = db.query<[number], Row>(`${ROW} WHERE id = ?`)
  return {
    list: (story) => (story === null ? all.all() : ofStory.all(story)).map(repairOf),
    one(repair) {
      const row = one.get(repair)
      return row ? repairOf(row) : null
    },
  }
}

export interface Load {
  readonly stories: readonly NewStory[]
  readonly repairs: readonly { story: StoryId | null; repair: Repair }[]
  readonly source: { readonly name: string; readonly bytes: Uint8Array }
}

export interface ImportWrites {
  /** All of an import, or nothing. story.missing for a repair of a story that neither stands nor comes with it. */
  file(load: Load, now: string): Outcome<readonly KeptRepair[]>
  /** repair.missing. */
  mark(repair: number, isTakenBack: boolean): Outcome<KeptRepair>
}

interface Parts {
  readonly stories: Stories
  readonly storyWrites: StoryWrites
  readonly blobWrites: BlobWrites
  readonly repairs: Repairs
}

export function openImportWrites(db: Writable, { stories, storyWrites, blobWrites, repairs }: Parts): ImportWrites {
  const keepSource = db.change<[string, string, string]>('INSERT INTO source (name, sha256, at) VALUES (?, ?, ?)')
  const keepRepair = db.change<[number, StoryId | null, string, number]>(
    'INSERT INTO repair (source, story, json, sum) VALUES (?, ?, ?, ?)',
  )
  const mark = db.change<[number, number]>('UPDATE repair SET is_taken_back = ? WHERE id = ?')

  function firstStranger({ stories: coming, repairs: made }: Load): StoryId | null {
    const known = new Set<StoryId | null>([null, ...coming.map((story) => story.id)])
    const stranger = made.find(({ story }) => story !== null && !known.has(story) && isFault(stories.row(story)))
    return stranger?.story ?? null
  }

  return {
    file(load, now) {
      const stranger = firstStranger(load)
      if (stranger !== null) return fault('story.missing', { story: stranger })
      for (const story of load.stories) storyWrites.create(story, now)
      const hash = sha256(load.source.bytes)
      blobWrites.put(hash, load.source.bytes)
      const { key } = keepSource.run(load.source.name, hash, now)
      return load.repairs.map(({ story, repair }) => {
        const { json, sum } = seal(repair)
        return { ...repair, id: keepRepair.run(key, story, json, sum).key, story, isTakenBack: false }
      })
    },
    mark(repair, isTakenBack) {
      mark.run(isTakenBack ? 1 : 0, repair)
      return repairs.one(repair) ?? fault('repair.missing', { repair })
    },
  }
}

function repairOf({ id, story, is_taken_back, json, sum }: Row): KeptRepair {
  const place = `repair ${id}`
  const repair = unseal({ json, sum }, repairSchema, place)
  const kept = keptRepairSchema.safeParse({ ...repair, id, story, isTakenBack: is_taken_back === 1 })
  if (!kept.success) throw new Damage(place)
  return kept.data
}
