/** Dialogs and the system's shell: nothing is shown; a test reads what would have been, and answers before it is asked. */
interface Shown {
  readonly kind: 'open' | 'error'
  readonly title: string
  readonly content: string
}

/** What main asked of the system, in order; tests reach it as `electron.shown` and `electron.opened`. */
export const shown: Shown[] = []
export const opened: string[] = []

export const dialog = {
  showOpenDialog: async (): Promise<{ canceled: boolean; filePaths: string[] }> => {
    shown.push({ kind: 'open', title: '', content: '' })
    return { canceled: true, filePaths: [] }
  },
  showErrorBox: (title: string, content: string): void => void shown.push({ kind: 'error', title, content }),
}

export const shell = {
  openExternal: async (url: string): Promise<void> => void opened.push(url),
}
