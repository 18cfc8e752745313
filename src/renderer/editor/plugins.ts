/** The plugins of the editor's view: what other features draw into the copy and hear of it. They hold no state of the copy. */
import type { Plugin } from 'prosemirror-state'
import { drawnChanges } from './changes/drawnChanges.ts'
import { foundMarks } from './find/foundMarks.ts'
import { notesPlugin } from './notes/notesPlugin.ts'
import { partMarks } from './parts/partMarks.ts'
import { tableKeys } from './parts/tableKeys.ts'
import { pastePlugin } from './paste/pastePlugin.ts'
import { spellingMarks } from './spelling/spellingMarks.ts'
import { carets } from './together/carets.ts'
import { correcting } from './typed/correcting.ts'
import { snippetList } from './typed/snippetList.ts'
import type { ViewPlugin } from './viewPlugin.ts'

/** Asked in this order: what takes keys and words in comes before what only draws. */
const PLUGINS: readonly ViewPlugin[] = [
  snippetList,
  correcting,
  pastePlugin,
  tableKeys,
  partMarks,
  drawnChanges,
  foundMarks,
  notesPlugin,
  spellingMarks,
  carets,
]

export const viewPlugins: (...view: Parameters<ViewPlugin>) => readonly Plugin[] = (story, workspace) =>
  PLUGINS.map((make) => make(story, workspace))
