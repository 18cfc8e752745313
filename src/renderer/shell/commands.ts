/** The window's own commands. Each stands once; keys, palette, tips and menus all read it from the registry. */
import { isPending } from '#contract/mark.ts'
import { interfaceWords, type InterfaceKey } from '#words/interface.ts'
import type { Command } from '../session.ts'
import { chooseAndImport, newStory, placePool, press } from './acts.ts'
import { DESKS, type DeskName } from './arrangements.ts'
import { stepFinding } from './goToFinding.ts'
import { carryOut, markSelection, stepToMark } from './marks/useMarking.ts'
import type { Workspace } from './workspace.tsx'

/** A command with the key of its title. */
export type Deed = Pick<Command, 'id' | 'group' | 'run'> & {
  readonly words: InterfaceKey
  readonly keys?: readonly string[]
  isEnabled?(): boolean
}

/** Registers every command of the window that the session has not; gives back their removal. */
export function registerCommands(workspace: Workspace): () => void {
  return registerDeeds(workspace, [
    ...fileDeeds(workspace),
    ...editDeeds(workspace),
    ...pageDeeds(workspace),
    ...viewDeeds(workspace),
    ...markDeeds(workspace),
    ...deskDeeds(workspace),
  ])
}

/** Registers those of the deeds that the session has not; gives back their removal. */
export function registerDeeds({ session: { commands } }: Workspace, deeds: readonly Deed[]): () => void {
  const removals = deeds
    .filter((deed) => commands.maybeCommand(deed.id) === null)
    .map(({ words, keys = [], isEnabled = () => true, ...deed }) =>
      commands.register({ ...deed, keys, isEnabled, title: interfaceWords[words] }),
    )
  return () => removals.forEach((remove) => remove())
}

function fileDeeds(workspace: Workspace): Deed[] {
  const { session } = workspace
  const shownPage = (): number[] => [session.selection.get().page]
  const allPages = (): number[] => session.issue.pages.get().map(({ page }) => page)
  return [
    { id: 'file.import', group: 'file', words: 'do.import', keys: ['$mod+i'], run: () => chooseAndImport(workspace) },
    {
      id: 'story.new',
      group: 'story',
      words: 'do.newStory',
      keys: ['$mod+Alt+n'],
      run: () => newStory(workspace, 'story'),
    },
    { id: 'story.newPicture', group: 'story', words: 'do.newPicture', run: () => newStory(workspace, 'picture') },
    { id: 'story.newRefer', group: 'story', words: 'do.newRefer', run: () => newStory(workspace, 'refer') },
    {
      id: 'press.page',
      group: 'press',
      words: 'press.page',
      keys: ['$mod+e'],
      run: () => press(workspace, shownPage(), 'x1a'),
    },
    {
      id: 'press.issue',
      group: 'press',
      words: 'press.issue',
      keys: ['$mod+Shift+e'],
      run: () => press(workspace, allPages(), 'x1a'),
    },
  ]
}

function editDeeds({ session }: Workspace): Deed[] {
  return [
    {
      id: 'edit.undo',
      group: 'edit',
      words: 'do.undo',
      keys: ['$mod+z'],
      isEnabled: () => session.history.get().mayUndo,
      run: () => void session.history.undo(),
    },
    {
      id: 'edit.redo',
      group: 'edit',
      words: 'do.redo',
      keys: ['$mod+Shift+z', '$mod+y'],
      isEnabled: () => session.history.get().mayRedo,
      run: () => void session.history.redo(),
    },
  ]
}

function pageDeeds(workspace: Workspace): Deed[] {
  const { session } = workspace
  const turn = (by: number): void => session.selection.showPage(session.selection.get().page + by)
  return [
    { id: 'page.place', group: 'page', words: 'do.placePool', keys: ['$mod+Shift+l'], run: () => placePool(workspace) },
    { id: 'findings.next', group: 'page', words: 'do.nextFinding', keys: ['F8'], run: () => stepFinding(workspace, 1) },
    {
      id: 'findings.previous',
      group: 'page',
      words: 'do.previousFinding',
      keys: ['Shift+F8'],
      run: () => stepFinding(workspace, -1),
    },
    {
      id: 'page.next',
      group: 'page',
      words: 'do.nextPage',
      keys: ['$mod+PageDown'],
      isEnabled: () => session.selection.get().page < session.issue.pages.get().length,
      run: () => turn(1),
    },
    {
      id: 'page.previous',
      group: 'page',
      words: 'do.previousPage',
      keys: ['$mod+PageUp'],
      isEnabled: () => session.selection.get().page > 1,
      run: () => turn(-1),
    },
  ]
}

function viewDeeds(workspace: Workspace): Deed[] {
  const { canvas, settings, isPaletteOpen, isKeyMapOpen } = workspace
  const hasCanvas = (): boolean => canvas.get() !== null
  const shown = (): ReturnType<typeof settings.get>['arrangements'][DeskName] =>
    settings.get().arrangements[settings.get().desk]
  const zoomBy = (factor: number): void => {
    const page = canvas.get()
    page?.zoomTo(page.zoom.get() * factor)
  }
  const turnTheme = (): void => {
    const isDark = document.documentElement.dataset['theme'] === 'dark'
    settings.change({ theme: isDark ? 'light' : 'dark' })
  }
  const deed = (id: string, words: InterfaceKey, keys: readonly string[], run: () => void): Deed => ({
    id,
    group: 'view',
    words,
    keys,
    run,
  })
  const canvasDeed = (...parts: Parameters<typeof deed>): Deed => ({ ...deed(...parts), isEnabled: hasCanvas })
  return [
    deed('view.palette', 'do.palette', ['$mod+k', '$mod+Shift+p'], () => isPaletteOpen.put(!isPaletteOpen.get())),
    deed('view.keys', 'do.keys', ['F1'], () => isKeyMapOpen.put(!isKeyMapOpen.get())),
    canvasDeed('view.grid', 'do.grid', ["$mod+'"], () => canvas.get()?.showGrid(!canvas.get()?.isGridShown.get())),
    canvasDeed('view.fitPage', 'do.fitPage', ['$mod+0'], () => canvas.get()?.fit('page')),
    canvasDeed('view.fitWidth', 'do.fitWidth', ['$mod+9'], () => canvas.get()?.fit('width')),
    canvasDeed('view.actualSize', 'do.actualSize', ['$mod+1'], () => canvas.get()?.zoomTo(1)),
    canvasDeed('view.zoomIn', 'status.zoomIn', ['$mod+Equal'], () => zoomBy(1.25)),
    canvasDeed('view.zoomOut', 'status.zoomOut', ['$mod+Minus'], () => zoomBy(0.8)),
    deed('view.left', 'do.left', ['$mod+Shift+b'], () => settings.arrange({ isLeftShown: !shown().isLeftShown })),
    deed('view.right', 'do.right', ['$mod+Alt+b'], () => settings.arrange({ isRightShown: !shown().isRightShown })),
    deed('view.second', 'do.second', ['$mod+j'], () => settings.arrange({ isSecondShown: !shown().isSecondShown })),
    deed('view.galley', 'do.galley', ['$mod+g'], () => settings.change({ isGalleyView: !settings.get().isGalleyView })),
    deed('view.theme', 'do.theme', [], turnTheme),
    deed('view.language', 'do.language', [], () =>
      settings.change({ language: settings.get().language === 'zh' ? 'en' : 'zh' }),
    ),
  ]
}

function markDeeds(workspace: Workspace): Deed[] {
  const { marks, selection } = workspace.session
  const hasPending = (): boolean => marks.get().some(isPending)
  return [
    {
      id: 'mark.next',
      group: 'page',
      words: 'do.nextMark',
      keys: ['F7'],
      isEnabled: hasPending,
      run: () => stepToMark(workspace, 1),
    },
    {
      id: 'mark.previous',
      group: 'page',
      words: 'do.previousMark',
      keys: ['Shift+F7'],
      isEnabled: hasPending,
      run: () => stepToMark(workspace, -1),
    },
    {
      id: 'mark.selection',
      group: 'page',
      words: 'do.markSelection',
      keys: ['$mod+Alt+Shift+m'],
      isEnabled: () => selection.get().anchor !== null,
      run: () => markSelection(workspace),
    },
    {
      id: 'mark.carryOut',
      group: 'page',
      words: 'do.applyMark',
      keys: ['$mod+Alt+Enter'],
      isEnabled: () => marks.get().some((mark) => mark.id === marks.chosen.get() && isPending(mark)),
      run: () => {
        const chosen = marks.chosen.get()
        if (chosen !== null) return carryOut(workspace, chosen)
      },
    },
  ]
}

const DESK_WORDS = {
  copy: 'do.deskCopy',
  page: 'do.deskPage',
  photo: 'do.deskPhoto',
  night: 'do.deskNight',
  proof: 'do.deskProof',
} as const satisfies Record<DeskName, InterfaceKey>

function deskDeeds({ settings }: Workspace): Deed[] {
  return DESKS.map((desk, index) => ({
    id: `desk.${desk}`,
    group: 'desk',
    words: DESK_WORDS[desk],
    keys: [`Alt+${index + 1}`],
    run: () => settings.change({ desk }),
  }))
}
