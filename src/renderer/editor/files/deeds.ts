/** Commands that hand the chosen story out as a file. */
import type { InterfaceKey } from '#words/interface.ts'
import { sayInterface } from '#words/interface.ts'
import { slugOf } from '#story/documents.ts'
import { notesToManuscript } from '#story/manuscriptNotes.ts'
import { manuscriptOf } from '#story/manuscripts.ts'
import { saveFile } from '#renderer/shell/acts.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory } from '../chosenStory.ts'

type FileForm = 'tracked' | 'final' | 'text' | 'html'

export function fileDeeds(workspace: Workspace): Deed[] {
  const deed = (id: string, words: InterfaceKey, form: FileForm): Deed => ({
    id,
    group: 'story',
    words,
    isEnabled: () => chosenStory(workspace) !== null,
    run: () => exportStory(workspace, form),
  })
  return [
    deed('story.exportDocx', 'file.exportDocx', 'tracked'),
    deed('story.exportFinal', 'file.exportFinal', 'final'),
    deed('story.exportText', 'file.exportText', 'text'),
    deed('story.exportHtml', 'file.exportHtml', 'html'),
  ]
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Writes the story as it stands and gives it to the user, named by its slug. */
async function exportStory(workspace: Workspace, form: FileForm): Promise<void> {
  const story = chosenStory(workspace)
  if (!story) return
  const { doc } = story.state
  const slug = slugOf(doc)
  const marks = workspace.session.marks.get().filter(({ spot }) => spot.on === 'story' && spot.story === story.id)
  const manuscript = manuscriptOf(doc, notesToManuscript(doc, marks))
  const stem = slug.replaceAll(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ').trim() || story.id
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  let name: string
  if (form === 'text' || form === 'html') {
    const { writeHtml, writePlain } = await import('#exchange/manuscripts/write.ts')
    name =
      form === 'text'
        ? saveFile(`${stem}.txt`, 'text/plain;charset=utf-8', encode(writePlain(manuscript)))
        : saveFile(`${stem}.html`, 'text/html;charset=utf-8', encode(writeHtml(manuscript, slug)))
  } else {
    const { writeDocx } = await import('#exchange/docx/writeDocx.ts')
    name = saveFile(`${stem}.docx`, DOCX, writeDocx(manuscript, form))
  }
  const { language } = workspace.settings.get()
  workspace.toasts.show('good', sayInterface('file.exported', language, { name }))
}
