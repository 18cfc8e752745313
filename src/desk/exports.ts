/** Stories that go out as files of their own: Word, plain text, HTML, each with its notes and, in Word, its changes. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { slugOf } from '#story/documents.ts'
import { notesToManuscript } from '#story/manuscriptNotes.ts'
import { manuscriptOf } from '#story/manuscripts.ts'
import type { Marks } from './marks.ts'
import type { Stories } from './stories.ts'

/** tracked and final: Word documents with the changes, or with what stands when they are taken. */
export type ExportForm = 'tracked' | 'final' | 'text' | 'html'

/** A story as a file's bytes. Faults: story.missing. */
export async function exportStory(
  { stories, marks }: { readonly stories: Stories; readonly marks: Marks },
  story: StoryId,
  form: ExportForm,
): Promise<Outcome<Uint8Array>> {
  const held = await stories.hold(story)
  if (isFault(held)) return held
  const kept = await marks.list({ page: null, story })
  if (isFault(kept)) return kept
  const manuscript = manuscriptOf(held.doc, notesToManuscript(held.doc, kept))
  if (form === 'tracked' || form === 'final') {
    const { writeDocx } = await import('#exchange/docx/writeDocx.ts')
    return writeDocx(manuscript, form)
  }
  const { writeHtml, writePlain } = await import('#exchange/manuscripts/write.ts')
  return new TextEncoder().encode(form === 'text' ? writePlain(manuscript) : writeHtml(manuscript, slugOf(held.doc)))
}
