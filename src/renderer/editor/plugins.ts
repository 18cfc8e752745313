/** The plugins of the editor's view: what other features draw into the copy and hear of it. They hold no state of the copy. */
import type { Plugin } from 'prosemirror-state'
import type { OpenStory } from '../session.ts'
import type { Workspace } from '../shell/workspace.tsx'
import { carets } from './together/carets.ts'
import { foundMarks } from './find/foundMarks.ts'
import { partMarks } from './parts/partMarks.ts'
import { tableKeys } from './parts/tableKeys.ts'
import { pastePlugin } from './paste/pastePlugin.ts'

/** Makes a plugin for one view of a story. */
export type ViewPlugin = (story: OpenStory, workspace: Workspace) => Plugin

const PLUGINS: readonly ViewPlugin[] = [pastePlugin, tableKeys, partMarks, foundMarks, carets]

export const viewPlugins: (...view: Parameters<ViewPlugin>) => readonly Plugin[] = (story, workspace) =>
  PLUGINS.map((make) => make(story, workspace))
