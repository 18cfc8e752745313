import type { Plugin } from 'prosemirror-state'
import type { OpenStory } from '../session.ts'
import type { Workspace } from '../shell/workspace.tsx'

/** Makes a plugin for one view of a story. */
export type ViewPlugin = (story: OpenStory, workspace: Workspace) => Plugin
