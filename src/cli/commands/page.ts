/** `place` and `galley`: what stands on a page, and how it is set. */
import type { Copyfit } from '#contract/copyfit.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { planSchema, type Plan } from '#contract/dummy.ts'
import type { SetFrame } from '#contract/setPage.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import type { DeskPage } from '#desk/setting.ts'
import { argument, optional, requiredPage, type Command } from '../call.ts'
import { copyfitJson, copyfitText, millimetres } from '../copyfit.ts'
import { atDesk } from '../desks.ts'
import { readPlanFile } from '../files.ts'
import { findingJson } from '../findings.ts'
import { statsText } from '../stats.ts'

export const placeStories: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const page = requiredPage(call)
  const path = optional(call, 'plan')
  const plan = path === null ? null : await readPlan(path)
  if (isFault(plan)) return plan
  return atDesk(file, async (desk) => {
    const placed = await desk.handlers.placeStories({ page, plan })
    if (isFault(placed)) return placed
    const blocks = placed.blocks.map(({ x, y, width, height, ...block }) => ({
      ...block,
      x: millimetres(x),
      y: millimetres(y),
      width: millimetres(width),
      height: millimetres(height),
    }))
    const findings = placed.findings.map((finding) => findingJson(finding, call.locale))
    const lines = placed.fit.map((fit) => `${fit.item}  +${fit.overLines}  -${fit.shortLines}  ${fit.overCharacters}`)
    return {
      json: { page, stamp: placed.stamp, blocks, fit: placed.fit, findings },
      text: [placed.stamp, ...lines].join('\n'),
    }
  })
}

async function readPlan(path: string): Promise<Outcome<Plan>> {
  const json = await readPlanFile(path)
  if (isFault(json)) return json
  const plan = planSchema.safeParse(json)
  if (plan.success) return plan.data
  const first = plan.error.issues[0]
  return fault('plan.invalid', { problem: first ? `${first.path.join('.')}: ${first.message}` : '' })
}

export const showGalley: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const page = requiredPage(call)
  return atDesk(file, async (desk) => {
    const set = await desk.setWhole(page)
    if (isFault(set)) return set
    const findings = set.findings.map((finding) => findingJson(finding, call.locale))
    const stats = call.options['stats'] === true ? set.stats() : null
    if (stats) for (const row of statsText(stats, call.locale)) call.say(row)
    const copyfit = call.options['fit'] === true ? await fetchCopyfits(desk, set) : null
    if (isFault(copyfit)) return copyfit
    for (const each of copyfit ?? []) for (const row of copyfitText(each, call.locale)) call.say(row)
    return {
      json: {
        page,
        stamp: set.stamp,
        frames: set.set.frames.map(frameJson),
        findings,
        ...(stats ? { stats } : {}),
        ...(copyfit ? { copyfit: copyfit.map(copyfitJson) } : {}),
      },
      text: set.dump(),
    }
  })
}

/** The copyfit of every block that the page has set; ads have none. */
async function fetchCopyfits(desk: OpenDesk, { job, set }: DeskPage): Promise<Outcome<readonly Copyfit[]>> {
  const made: Copyfit[] = []
  for (const { record, item } of set.blocks) {
    if (job.copies.get(item)?.kind === 'ad') continue
    const copyfit = await desk.handlers.fetchCopyfit({ page: job.page, record })
    if (isFault(copyfit)) return copyfit
    made.push(copyfit)
  }
  return made
}

const frameJson = ({ id, item, part, lines }: SetFrame) => ({
  id,
  item,
  part,
  lines: lines.map(({ x, y, width, text, vertical }) => ({
    x: millimetres(x),
    y: millimetres(y),
    width: millimetres(width),
    text,
    vertical,
  })),
})
