/** The plugins of the editor's view: what other features draw into the copy and hear of it. They hold no state of the copy. */
import type { Plugin } from 'prosemirror-state'
import { foundMarks } from './find/foundMarks.ts'
import { partMarks } from './parts/partMarks.ts'
import { tableKeys } from './parts/tableKeys.ts'
import { notesPlugin } from './notes/notesPlugin.ts'
import { pastePlugin } from './paste/pastePlugin.ts'
import { carets } from './together/carets.ts'
import type { ViewPlugin } from './viewPlugin.ts'

const PLUGINS: readonly ViewPlugin[] = [pastePlugin, tableKeys, partMarks, foundMarks, notesPlugin, carets]

export const viewPlugins: (...view: Parameters<ViewPlugin>) => readonly Plugin[] = (story, workspace) =>
  PLUGINS.map((make) => make(story, workspace))
