/** Commands of versions: status, keeping, comparing, restoring, and walking through differences. */
import type { Deed } from '#renderer/shell/commands.ts'
import { changeStatus, statusFrom } from '#renderer/shell/statuses.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { stepDifference } from './differences.ts'
import { comparisonOf } from './reading.ts'

export function versionDeeds(workspace: Workspace): Deed[] {
  return [...statusDeeds(workspace), ...keepDeeds(workspace), ...compareDeeds(workspace)]
}

const chosen = ({ session }: Workspace) => session.selection.get().story

function statusDeeds(workspace: Workspace): Deed[] {
  const send = (by: 1 | -1) => (): void => {
    const [story, status] = [chosen(workspace), statusFrom(workspace, chosen(workspace), by)]
    if (story !== null && status !== null) void changeStatus(workspace, story, status)
  }
  const may = (by: 1 | -1) => (): boolean => statusFrom(workspace, chosen(workspace), by) !== null
  return [
    {
      id: 'story.nextStatus',
      group: 'story',
      words: 'do.nextStatus',
      keys: ['$mod+Alt+Period'],
      isEnabled: may(1),
      run: send(1),
    },
    {
      id: 'story.previousStatus',
      group: 'story',
      words: 'do.previousStatus',
      keys: ['$mod+Alt+Comma'],
      isEnabled: may(-1),
      run: send(-1),
    },
  ]
}

function keepDeeds(workspace: Workspace): Deed[] {
  const { session, settings } = workspace
  const keep = (): void => {
    settings.change({ copySide: 'versions' })
    session.versions.beginKeeping(true)
  }
  return [
    {
      id: 'version.keep',
      group: 'story',
      words: 'do.keepVersion',
      keys: ['$mod+Alt+s'],
      isEnabled: () => chosen(workspace) !== null,
      run: keep,
    },
  ]
}

function compareDeeds(workspace: Workspace): Deed[] {
  const { versions } = workspace.session
  const compareWith = async (pick: (made: readonly number[]) => number): Promise<void> => {
    const story = chosen(workspace)
    if (story === null) return
    await versions.load(story)
    const made = versions.get().filter((version) => version.story === story && !version.isDropped)
    versions.read(comparisonOf(story, pick(made.map(({ version }) => version)), null))
  }
  const hasStory = (): boolean => chosen(workspace) !== null
  const isComparing = (): boolean => versions.reading.get()?.kind === 'comparison'
  const compare = { group: 'story', isEnabled: hasStory } as const
  const walk = { group: 'view', isEnabled: isComparing } as const
  return [
    {
      ...compare,
      id: 'version.compareLast',
      words: 'do.compareLast',
      keys: ['$mod+Alt+c'],
      run: () => compareWith((made) => Math.max(0, ...made)),
    },
    { ...compare, id: 'version.compareFiled', words: 'do.compareFiled', run: () => compareWith(() => 0) },
    { ...walk, id: 'version.nextDifference', words: 'do.nextDifference', keys: ['F4'], run: () => stepDifference(1) },
    {
      ...walk,
      id: 'version.previousDifference',
      words: 'do.previousDifference',
      keys: ['Shift+F4'],
      run: () => stepDifference(-1),
    },
  ]
}
