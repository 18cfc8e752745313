import { Unplug } from 'lucide-react'
import { useEffect, useState, type DragEvent } from 'react'
import { I18nProvider } from 'react-aria-components'
import { importFiles } from './acts.ts'
import { Header } from './Header.tsx'
import { listenToKeys } from './keys.ts'
import { KeyMapSheet } from './KeyMapSheet.tsx'
import { Palette } from './Palette.tsx'
import { StatusBar } from './StatusBar.tsx'
import { Toasts } from './Toasts.tsx'
import { Workbench, type Panes } from './Workbench.tsx'
import { WorkspaceProvider, usePart, useSay, useStore, useWorkspace, type Workspace } from './workspace.tsx'
import styles from './Window.module.css'

/** The whole window of one issue. */
export function Window({ workspace, panes }: { workspace: Workspace; panes: Panes }) {
  return (
    <WorkspaceProvider value={workspace}>
      <WindowFrame panes={panes} />
    </WorkspaceProvider>
  )
}

function WindowFrame({ panes }: { panes: Panes }) {
  const { session, settings, isConnected } = useWorkspace()
  const say = useSay()
  const language = usePart(settings, (state) => state.language)
  const isLive = useStore(isConnected)
  const dropping = useFileDrop()
  useEffect(() => listenToKeys(window, session.commands), [session])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
  }, [language])
  return (
    <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
      <div className={styles['window']} {...dropping.handlers}>
        <a className={styles['skip']} href="#centre">
          {say('window.skip')}
        </a>
        <Header />
        {!isLive && <ConnectionLost />}
        <Workbench panes={panes} />
        <StatusBar />
        <Toasts />
        <Palette />
        <KeyMapSheet />
        {dropping.isOver && <div className={styles['drop']}>{say('pool.drop')}</div>}
      </div>
    </I18nProvider>
  )
}

function ConnectionLost() {
  const say = useSay()
  const { session } = useWorkspace()
  const { unsaved } = useStore(session.issue.saving)
  return (
    <div className={styles['lost']} role="status">
      <Unplug aria-hidden />
      <p>
        <strong>{say('window.lost')}</strong> {say(unsaved === 0 ? 'window.lostSaved' : 'window.lostDetail')}
      </p>
    </div>
  )
}

/** Files from outside may be dropped anywhere in the window; a story or a photo on its way to the page may not. */
function useFileDrop() {
  const workspace = useWorkspace()
  const [isOver, setOver] = useState(false)
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent): void {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent): void {
        if (event.relatedTarget === null) setOver(false)
      },
      onDrop(event: DragEvent): void {
        setOver(false)
        // What the editor has taken is not filed as well.
        if (!hasFiles(event) || event.isDefaultPrevented()) return
        event.preventDefault()
        void importFiles(workspace, [...event.dataTransfer.files])
      },
    },
  }
}
