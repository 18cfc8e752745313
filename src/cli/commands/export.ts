/** `export`: one story as a Word document, plain text or HTML, told by the file's ending. */
import { isFault } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { ExportForm } from '#desk/exports.ts'
import { writeWhole } from '#darkroom/outlets.ts'
import { argument, required, UsageError, type Call, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'

export const exportStory: Command = (call) => {
  const out = required(call, 'out')
  const form = formOf(out, call)
  const id = storyIdSchema.safeParse(argument(call, 1, 'ID'))
  if (!id.success) throw new UsageError('ID?')
  return atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const bytes = await desk.exportStory(id.data, form)
    if (isFault(bytes)) return bytes
    const refused = await writeWhole(out, bytes)
    if (isFault(refused)) return refused
    return { json: { story: id.data, form, path: out, bytes: bytes.length }, text: out }
  })
}

function formOf(out: string, { options }: Call): ExportForm {
  if (/\.docx$/i.test(out)) return options['final'] === true ? 'final' : 'tracked'
  if (/\.txt$/i.test(out)) return 'text'
  if (/\.html?$/i.test(out)) return 'html'
  throw new UsageError('--out X.docx|X.txt|X.html')
}
