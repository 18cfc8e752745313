/**
 * An edit breaks what depends on it and no more: counted at the seam between page and typesetter. A paragraph is broken
 * when the typesetter gives lines that it never gave before.
 */
import { expect, test } from 'vitest'
import type { Copy, CopyParagraph } from '#contract/copy.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { facesOf } from '#compose/composer.ts'
import { openTypesetter } from '#compose/openTypesetter.ts'
import { PageSetter } from '#compose/page/setPage.ts'
import type { SetStyle, Typesetter } from '#compose/typesetter.ts'
import { readJob } from '../../scripts/galleyJob.ts'
import { cutterOf, loadFaces } from '../compose/faces.ts'
import { random, seedOf } from '../grid/records.ts'
import { pick, replaced } from './edits/chance.ts'
import { DESKS, PAGES, type Desk } from './edits/desks.ts'
import { editDesk, remembered, type Past } from './edits/editDesk.ts'

/** As many settings of one paragraph as are remembered at the least. */
const SETTINGS = 12

interface Broken {
  readonly paragraph: CopyParagraph
  /** It had been broken for just these widths in this style, by whom its lines are kept. */
  readonly isNeedless: boolean
}

interface Ask {
  readonly paragraph: CopyParagraph
  readonly style: SetStyle
  readonly widths: string
}

/** A typesetter that tells what it sets anew. Lines are kept with the paragraph or in the memory that comes with the call. */
function counting(typesetter: Typesetter) {
  const given = new WeakSet<object>()
  const asked = new WeakMap<object, Ask[]>()
  const broken: Broken[] = []
  let heads = 0
  const counted: Typesetter = {
    ...typesetter,
    breakParagraph(paragraph, style, measures, memory) {
      const lines = typesetter.breakParagraph(paragraph, style, measures, memory)
      const keeper = memory ?? paragraph
      const asks = asked.get(keeper) ?? []
      asked.set(keeper, asks)
      const widths = JSON.stringify(measures)
      const wasAsked = asks.some(
        (each) => each.paragraph === paragraph && each.style === style && each.widths === widths,
      )
      if (!given.has(lines)) broken.push({ paragraph, isNeedless: wasAsked && asks.length < SETTINGS })
      if (!wasAsked) asks.push({ paragraph, style, widths })
      given.add(lines)
      return lines
    },
    setHead(spec) {
      const head = typesetter.setHead(spec)
      if (!given.has(head)) heads++
      given.add(head)
      return head
    },
  }
  /** What was set anew since it was last asked. */
  const taken = () => {
    const told = { broken: broken.splice(0), heads }
    heads = 0
    return told
  }
  return { counted, taken }
}

async function opened(job: Pick<PageJob, 'stylebook'>) {
  const typesetter = await openTypesetter({ faces: loadFaces(...facesOf(job.stylebook)), breakWords: cutterOf() })
  const { counted, taken } = counting(typesetter)
  return { setter: new PageSetter(counted), taken, release: () => typesetter.release() }
}

function withKey(job: PageJob, copy: Copy, index: number, key: string): { job: PageJob; line: CopyParagraph } {
  const before = copy.parts.body[index] as CopyParagraph
  const cut = before.text.length >> 1
  const line = { ...before, text: before.text.slice(0, cut) + key + before.text.slice(cut), spans: [] }
  const edited = { ...copy, parts: { ...copy.parts, body: replaced(copy.parts.body, index, line) } }
  return { job: { ...job, copies: new Map(job.copies).set(copy.id, edited) }, line }
}

test.each(['broadsheet', 'front', 'tabloidFull', 'englishFront', 'unlikeWidths'])(
  '%s: a key in any paragraph breaks that paragraph; others only where their slots changed width; and no head',
  async (name) => {
    const first = readJob(name)
    const { setter, taken, release } = await opened(first)
    setter.setPage(first)
    taken()
    for (const copy of first.copies.values()) {
      for (const index of copy.parts.body.keys()) {
        const { job, line } = withKey(first, copy, index, copy.lang === 'en' ? 'e' : '一')
        setter.setPage(job)
        const { broken, heads } = taken()
        expect(heads, `${copy.id} ${index}`).toBe(0)
        expect(broken.filter(({ isNeedless }) => isNeedless).length, `${copy.id} ${index}`).toBe(0)
        if (name === 'broadsheet') expect(broken.map(({ paragraph }) => paragraph === line)).toEqual([true])
        setter.setPage(first)
        expect(taken().broken.filter(({ isNeedless }) => isNeedless).length, 'taking the key back').toBe(0)
      }
    }
    release()
  },
  120_000,
)

test.each(['storyWithPhoto', 'front', 'englishFront'])(
  '%s: another style of captions breaks captions alone, and all other frames stay the same objects',
  async (name) => {
    const first = readJob(name)
    const { setter, taken, release } = await opened(first)
    const before = setter.setPage(first)
    taken()
    const { styles } = first.stylebook
    const cutline = { ...styles.cutline, size: styles.cutline.size - 6350 }
    const after = setter.setPage({ ...first, stylebook: { ...first.stylebook, styles: { ...styles, cutline } } })
    const own = new Set<unknown>([...first.copies.values()].flatMap(({ parts }) => parts.cutline))
    const { broken, heads } = taken()
    expect(broken.filter(({ paragraph }) => !own.has(paragraph) && paragraph.text !== '').length).toBe(0)
    expect(heads).toBe(0)
    const isOther = ({ part }: (typeof before.frames)[number]): boolean => part !== 'cutline' && part !== 'credit'
    const known = new Map(before.frames.map((frame) => [frame.id, frame]))
    const moved = after.frames.filter(isOther).filter((frame) => known.get(frame.id) !== frame)
    expect(moved.map(({ id }) => id)).toEqual([])
    release()
  },
)

const EDITS = Math.ceil(Number(process.env['EDITS'] ?? 20_000) / 20)

test.each(Object.keys(DESKS))(
  `%s: in ${EDITS} random edits no paragraph is broken twice for the same widths`,
  async (name) => {
    const seed = seedOf()
    const next = random(seed)
    const desk: Desk = (DESKS[name] as () => Desk)()
    const { setter, taken, release } = await opened(desk)
    let past: Past = [desk]
    for (let edit = 0; edit < EDITS; edit++) {
      const [what, now] = editDesk(past, next)
      past = remembered(past, now)
      setter.setPage({ ...now, page: pick(next, PAGES) })
      const needless = taken().broken.filter(({ isNeedless }) => isNeedless)
      expect(
        needless.map(({ paragraph }) => paragraph.text),
        `SEED=${seed} edit ${edit}: ${what}`,
      ).toEqual([])
    }
    release()
  },
  120_000,
)
