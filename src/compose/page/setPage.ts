/**
 * The page: furniture and blocks. What is set is remembered by the identity of what it was set from, so that an edit
 * sets one block again and nothing else; the page's own list is then put together anew from the remembered parts.
 */
import type { Copy } from '#contract/copy.ts'
import type { Copyfit } from '#contract/copyfit.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import type { Finding } from '#contract/faults.ts'
import type { PhotoId, RecordId } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetFrame, SetPage, SetRule } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { areasOverlap, isOnGrid, recordsOverlap, templateOf } from '#grid/areas.ts'
import { openDevices } from '../flow/devices.ts'
import { ENGINE } from '../stamp.ts'
import { openStyleCase, openStyles } from '../styles.ts'
import type { Typesetter } from '../typesetter.ts'
import { copyfitOf } from '../fit/copyfit.ts'
import { setFitted } from '../fit/fitBlock.ts'
import { setAd } from './ad.ts'
import { openBlockMemory, type BlockMemory, type BlockSetting } from './block.ts'
import { setFurniture } from './furniture.ts'
import { makeFrames, type FrameMemory } from './lines.ts'
import { finding } from './remarks.ts'
import { blockRules } from './rules.ts'
import type { TitleTools } from './title.ts'

interface KeptBlock {
  readonly record: DummyRecord
  readonly copy: Copy
  readonly photos: readonly (Photo | undefined)[]
  readonly setting: BlockSetting
}

interface Surroundings {
  readonly records: readonly DummyRecord[]
  readonly rules: readonly SetRule[]
  readonly findings: readonly Finding[]
}

interface KeptFurniture {
  readonly issue: Issue
  readonly frames: readonly SetFrame[]
  readonly rules: readonly SetRule[]
  readonly memory: FrameMemory
}

/** What is remembered of one page under one stylebook. */
interface PageMemory {
  blocks: Map<RecordId, KeptBlock>
  furniture: KeptFurniture | null
  surroundings: Surroundings | null
  /** Frames and lines that the page had under another stylebook: what comes out alike stays the same objects. */
  readonly seeds: PageSeeds
}

interface PageSeeds {
  readonly blocks: ReadonlyMap<RecordId, BlockMemory>
  readonly furniture: FrameMemory
}

const NO_SEEDS: PageSeeds = { blocks: new Map(), furniture: new Map() }

const seedsOf = ({ blocks, furniture, seeds }: PageMemory): PageSeeds => ({
  blocks: new Map([...blocks].map(([id, { setting }]) => [id, setting.memory])),
  furniture: furniture?.memory ?? seeds.furniture,
})

/** Pages that stay remembered, those set last: more than the issue that a desk has open. */
const MOST_PAGES = 160

/** Sets pages with one typesetter and remembers what it set. */
export class PageSetter {
  readonly #typesetter: Typesetter
  readonly #same = openStyleCase()
  readonly #shelves = new WeakMap<Stylebook, { tools: TitleTools; pages: Map<number, PageMemory> }>()
  /** What was set last of each page, under whatever stylebook. */
  readonly #last = new Map<number, PageMemory>()

  constructor(typesetter: Typesetter) {
    this.#typesetter = typesetter
  }

  /** The typesetter with the styles of a stylebook. */
  tools(stylebook: Stylebook): TitleTools {
    return this.#shelf(stylebook).tools
  }

  setPage(job: PageJob): SetPage {
    const { stylebook, page } = job
    const memory = this.#memory(stylebook, page)
    this.#last.set(page, memory)
    const records = job.records.filter((record) => record.page === page).toSorted(byReading)
    const furniture = this.#furniture(memory, job)
    const around = surroundings(memory, stylebook, page, records)
    const kept = this.#blocks(memory, job, records)
    const settings = kept.map(({ setting }) => setting)
    return {
      page,
      trim: stylebook.trim,
      bleed: stylebook.bleed,
      slug: stylebook.slug,
      engine: ENGINE,
      blocks: settings.map(({ block }) => block),
      frames: [...furniture.frames, ...settings.flatMap(({ frames }) => frames)],
      pictures: settings.flatMap(({ pictures }) => pictures),
      rules: [...furniture.rules, ...around.rules, ...settings.flatMap(({ rules }) => rules)],
      fit: settings.map(({ fit }) => fit),
      findings: [...around.findings, ...missingCopies(job, records), ...settings.flatMap(({ findings }) => findings)],
    }
  }

  /** The copyfit of a block; null where the page has no such block, or no copy for it, as an ad has none. */
  copyfit({ stylebook, records, copies, photos }: PageJob, record: RecordId): Copyfit | null {
    const block = records.find(({ id }) => id === record)
    const copy = block && copies.get(block.item)
    return copy && copy.kind !== 'ad' ? copyfitOf(this.tools(stylebook), { block, copy, photos }) : null
  }

  #shelf(stylebook: Stylebook) {
    const known = this.#shelves.get(stylebook)
    if (known) return known
    const typesetter = this.#typesetter
    const styles = openStyles(stylebook, this.#same)
    const devices = openDevices(typesetter, styles, stylebook.grid.pitch)
    const tools: TitleTools = { typesetter, styles, stylebook, devices, titles: new WeakMap() }
    const made = { tools, pages: new Map<number, PageMemory>() }
    this.#shelves.set(stylebook, made)
    return made
  }

  /** Lets go of what is remembered of pages: the next time each is set from scratch. */
  forget(stylebook: Stylebook, pages: readonly number[]): void {
    for (const page of pages) {
      this.#shelves.get(stylebook)?.pages.delete(page)
      this.#last.delete(page)
    }
  }

  #memory(stylebook: Stylebook, page: number): PageMemory {
    const { pages } = this.#shelf(stylebook)
    const known = pages.get(page)
    if (known) {
      pages.delete(page)
      pages.set(page, known)
      return known
    }
    const [oldest] = pages.keys()
    if (oldest !== undefined && pages.size >= MOST_PAGES) this.forget(stylebook, [oldest])
    const last = this.#last.get(page)
    const seeds = last ? seedsOf(last) : NO_SEEDS
    const made: PageMemory = { blocks: new Map(), furniture: null, surroundings: null, seeds }
    pages.set(page, made)
    return made
  }

  #furniture(memory: PageMemory, { stylebook, issue, page }: PageJob): KeptFurniture {
    if (memory.furniture?.issue === issue) return memory.furniture
    const { frames, rules } = setFurniture(this.#typesetter, this.tools(stylebook).styles, stylebook, issue, page)
    const made = makeFrames(frames, memory.furniture?.memory ?? memory.seeds.furniture)
    memory.furniture = { issue, frames: made.frames, rules, memory: made.memory }
    return memory.furniture
  }

  #blocks(memory: PageMemory, job: PageJob, records: readonly DummyRecord[]): KeptBlock[] {
    const tools = this.tools(job.stylebook)
    const kept = records.flatMap((record) => {
      const copy = job.copies.get(record.item)
      return copy ? [keepBlock(tools, memory, record, copy, job.photos)] : []
    })
    memory.blocks = new Map(kept.map((each) => [each.record.id, each]))
    return kept
  }
}

function keepBlock(
  tools: TitleTools,
  memory: PageMemory,
  record: DummyRecord,
  copy: Copy,
  all: ReadonlyMap<PhotoId, Photo>,
): KeptBlock {
  const before = memory.blocks.get(record.id)
  const photos = record.pictures.map(({ photo }) => all.get(photo))
  const isSame =
    before?.record === record && before.copy === copy && photos.every((photo, i) => photo === before.photos[i])
  if (isSame) return before
  const left = before?.setting.memory ?? openBlockMemory(memory.seeds.blocks.get(record.id))
  const set = copy.kind === 'ad' ? setAd : setFitted
  const setting = set(tools, { block: record, copy, photos: all }, left)
  return { record, copy, photos, setting }
}

/** Blocks are set as they are read, from the top and the left: so do the PDF's text and the dump go, whatever the ids. */
function byReading(a: DummyRecord, b: DummyRecord): number {
  const [one, other] = [a.areas[0], b.areas[0]]
  if (!one || !other) throw new RangeError('byReading: a block without an area')
  return one.line - other.line || one.column - other.column || (a.id < b.id ? -1 : 1)
}

const missingCopies = (job: PageJob, records: readonly DummyRecord[]): Finding[] =>
  records
    .filter((record) => !job.copies.has(record.item))
    .map((record) => finding('copy.empty', 'error', { page: job.page, item: record.item }, { record: record.id }))

function surroundings(
  memory: PageMemory,
  stylebook: Stylebook,
  page: number,
  records: readonly DummyRecord[],
): Surroundings {
  const before = memory.surroundings
  if (before && before.records.length === records.length && records.every((each, i) => each === before.records[i])) {
    return before
  }
  const findings = [...outside(stylebook, page, records), ...overlapping(page, records)]
  memory.surroundings = { records, rules: blockRules(stylebook, records), findings }
  return memory.surroundings
}

function outside(stylebook: Stylebook, page: number, records: readonly DummyRecord[]): Finding[] {
  const reserved = templateOf(stylebook, page).reserved
  return records.flatMap((record) => {
    const where = { page, item: record.item }
    const found: Finding[] = []
    if (!record.areas.every((area) => isOnGrid(stylebook.grid, area))) {
      found.push(finding('frame.outside', 'error', where, { record: record.id }))
    }
    if (record.areas.some((area) => reserved.some((taken) => areasOverlap(taken, area)))) {
      found.push(finding('frame.overlap', 'error', where, { record: record.id, other: null }))
    }
    return found
  })
}

/** Blocks that one block is said to overlap; on a page where all lie on one heap, more would say nothing. */
const MOST_OVERLAPS = 8

/** Blocks that share a cell of the grid, and blocks whose own areas do. */
const overlapping = (page: number, records: readonly DummyRecord[]): Finding[] =>
  records.flatMap((record, i) =>
    records
      .slice(0, i + 1)
      .filter((other, n) => (n === i ? overlapsItself(record) : recordsOverlap(record, other)))
      .slice(0, MOST_OVERLAPS)
      .map((other) =>
        finding('frame.overlap', 'error', { page, item: record.item }, { record: record.id, other: other.id }),
      ),
  )

const overlapsItself = ({ areas }: DummyRecord): boolean =>
  areas.some((area, i) => areas.slice(0, i).some((other) => areasOverlap(area, other)))
