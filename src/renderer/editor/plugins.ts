/** The plugins of the editor's view: what other features draw into the copy and hear of it. They hold no state of the copy. */
import type { Plugin } from 'prosemirror-state'
import type { OpenStory } from '../session.ts'
import { drawnChanges } from './changes/drawnChanges.ts'
import { foundMarks } from './find/foundMarks.ts'
import type { Workspace } from '../shell/workspace.tsx'

/** Makes a plugin for one view of a story. */
export type ViewPlugin = (story: OpenStory, workspace: Workspace) => Plugin

const PLUGINS: readonly ViewPlugin[] = [drawnChanges, foundMarks]

export const viewPlugins: (...view: Parameters<ViewPlugin>) => readonly Plugin[] = (story, workspace) =>
  PLUGINS.map((make) => make(story, workspace))
