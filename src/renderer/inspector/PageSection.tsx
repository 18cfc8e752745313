import { Grid3x3 } from 'lucide-react'
import type { PageCanvas } from '../shell/pageCanvas.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Row, Section } from '../shell/controls/Fields.tsx'
import { pageLabel } from '../shell/pageLabels.ts'
import { usePart, useLanguage, useSay, useSession, useStore, useWorkspace } from '../shell/workspace.tsx'
import { writeMm } from './units.ts'

/** The page: its grid, its size and what stands on it. */
export function PageSection({ page }: { page: number }) {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  const canvas = useStore(workspace.canvas)
  const stylebook = usePart(workspace.session.issue, (state) => state.stylebook)
  const { grid, trim } = stylebook
  return (
    <Section title={`${say('inspector.page')} ${pageLabel(page)}`} aside={canvas && <GridToggle canvas={canvas} />}>
      <Row label={say('inspector.stylebook')}>{stylebook.title[language]}</Row>
      <Row label={say('inspector.trim')}>
        {say('inspector.trimOf', { width: writeMm(trim.width), height: writeMm(trim.height) })}
      </Row>
      <Row label={say('inspector.type')}>{say('inspector.typeOf', { columns: grid.columns, lines: grid.lines })}</Row>
      <PageLoad page={page} />
    </Section>
  )
}

function GridToggle({ canvas }: { canvas: PageCanvas }) {
  const say = useSay()
  const isShown = useStore(canvas.isGridShown)
  return (
    <Button
      look="quiet"
      isIconOnly
      icon={Grid3x3}
      label={say('inspector.gridShown')}
      isPressed={isShown}
      onPress={() => canvas.showGrid(!isShown)}
    />
  )
}

function PageLoad({ page }: { page: number }) {
  const say = useSay()
  const { issue } = useSession()
  const stories = useStore(issue.stories).filter((story) => story.pages.includes(page))
  const characters = stories.reduce((sum, story) => sum + story.characters, 0)
  return <Row label={say('inspector.load')}>{say('inspector.loadOf', { stories: stories.length, characters })}</Row>
}
