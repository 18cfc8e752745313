import { expect, test } from 'vitest'
import type { Block } from '#contract/dummy.ts'
import type { Copy, CopyParagraph, Part } from '#contract/copy.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { dumpPage } from '#compose/composer.ts'
import { composerFor, readJob } from '../../../scripts/galleyJob.ts'
import { random, seedOf } from '../../grid/records.ts'

const WORDS =
  '水清岸绿，七座老桥连成一条步道。“晚饭后走一圈”——居民说，比2025年多了1,280株乌桕！ The old bridge 12.5% ？…（丙）'

/** Edits one paragraph, or makes or drops one; the other objects stay the same ones. */
function editCopy(copy: Copy, next: () => number): Copy {
  const parts: Part[] = ['body', 'body', 'body', 'body', 'headline', 'kicker', 'byline', 'cutline', 'jumpLine']
  const part = parts[Math.floor(next() * parts.length)] as Part
  const rows = [...copy.parts[part]]
  const at = Math.floor(next() * (rows.length + 1))
  const pick = next()
  const from = Math.floor(next() * WORDS.length)
  const bit = WORDS.slice(from, from + 1 + Math.floor(next() * 9))
  const row = rows[at]
  if (!row || pick < 0.06) rows.splice(at, 0, fresh(bit, pick))
  else if (pick < 0.12) rows.splice(at, 1)
  else {
    const cut = Math.floor(next() * (row.text.length + 1))
    const gone = pick < 0.4 ? Math.floor(next() * 6) : 0
    rows[at] = {
      ...row,
      text: row.text.slice(0, cut) + (pick < 0.3 ? '' : bit) + row.text.slice(cut + gone),
      spans: [],
    }
  }
  return { ...copy, version: copy.version + 1, parts: { ...copy.parts, [part]: rows } }
}

const fresh = (text: string, pick: number): CopyParagraph => ({
  kind: pick < 0.02 ? 'subhead' : 'text',
  text,
  spans: [],
})

function editRecord(record: Block, next: () => number): Block {
  const pick = next()
  const [area, ...rest] = record.areas
  if (!area) return record
  if (pick < 0.3)
    return { ...record, areas: [{ ...area, lines: Math.max(1, area.lines + Math.floor(next() * 7) - 3) }, ...rest] }
  if (pick < 0.5) return { ...record, areas: [{ ...area, columns: 1 + Math.floor(next() * 5) }, ...rest] }
  if (pick < 0.6)
    return {
      ...record,
      head: (['above', 'left', 'right', 'inside', 'none'] as const)[Math.floor(next() * 5)] ?? 'above',
    }
  if (pick < 0.7) return { ...record, orientation: next() < 0.5 ? 'vertical' : 'horizontal' }
  if (pick < 0.8) return { ...record, border: (['none', 'box', 'top'] as const)[Math.floor(next() * 3)] ?? 'none' }
  if (pick < 0.9)
    return { ...record, mode: (['auto', 'absolute', 'relative', 'free'] as const)[Math.floor(next() * 4)] ?? 'auto' }
  return { ...record, legs: record.legs.map(() => Math.floor(next() * 4)) }
}

function editJob(job: PageJob, next: () => number): PageJob {
  if (next() < 0.2) {
    const at = Math.floor(next() * job.records.length)
    return { ...job, records: job.records.map((record, i) => (i === at ? editRecord(record, next) : record)) }
  }
  const copies = [...job.copies.values()]
  const copy = copies[Math.floor(next() * copies.length)] as Copy
  return { ...job, copies: new Map(job.copies).set(copy.id, editCopy(copy, next)) }
}

test.each(['front', 'englishFront', 'unlikeWidths'])(
  '%s: a page set edit by edit is the page set from scratch',
  async (name) => {
    const seed = seedOf()
    const next = random(seed)
    let job = readJob(name)
    const warm = await composerFor(job.stylebook)
    const other = await composerFor(job.stylebook)
    warm.setPage(job)
    const edits = Number(process.env['EDITS'] ?? 80)
    for (let i = 0; i < edits; i++) {
      job = editJob(job, next)
      // Nothing is remembered for a job whose every object is new.
      const cold = dumpPage(other.setPage(structuredClone(job)), '')
      expect(dumpPage(warm.setPage(job), '') === cold, `seed ${seed} edit ${i}`).toBe(true)
    }
    const fresh = await composerFor(job.stylebook)
    expect(dumpPage(warm.setPage(job), '') === dumpPage(fresh.setPage(job), ''), `seed ${seed} at the end`).toBe(true)
    for (const composer of [warm, other, fresh]) composer.release()
  },
  120_000,
)
