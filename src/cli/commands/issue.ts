/** `new`: makes an issue file. */
import { fault, isFault, type Fault } from '#contract/faults.ts'
import { daySchema } from '#contract/issue.ts'
import { newIssue } from '#office/openDeskOn.ts'
import { argument, maybeNumber, optional, required, UsageError, type Command } from '../call.ts'

const MOST_PAGES = 512

export const makeIssue: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const stylebook = required(call, 'stylebook')
  const date = optional(call, 'date') ?? today()
  if (!daySchema.safeParse(date).success) throw new UsageError(`--date YYYY-MM-DD: ${date}`)
  const number = maybeNumber(call, 'number', 1, 1_000_000) ?? 1
  const pages = maybeNumber(call, 'pages', 1, MOST_PAGES) ?? 1
  const desk = await newIssue(file, { stylebook, date, number, edition: '', pages })
  if (isFault(desk)) return desk.code === 'stylebook.unknown' ? withKnown(desk) : desk
  await desk.close()
  return { json: { file, pages, stylebook }, text: file }
}

/** The person's own day: a paper is dated where it is made. */
function today(): string {
  const now = new Date()
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Names the stylebooks that there are. */
async function withKnown(unknown: Fault): Promise<Fault> {
  const { openPorts } = await import('#darkroom/openPorts.ts')
  const known = await openPorts().resources.listStylebooks()
  return fault('stylebook.unknown', { ...unknown.where, known: known.join(', ') })
}
