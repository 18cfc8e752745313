import { Grid3x3 } from 'lucide-react'
import { isPending } from '#contract/mark.ts'
import type { PageCanvas } from '../shell/pageCanvas.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Row, Section } from '../shell/controls/Fields.tsx'
import { pageLabel } from '../shell/pageLabels.ts'
import { useSettled } from '../shell/useSettled.ts'
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
      <PageMarks page={page} />
    </Section>
  )
}

/** Marks on the page: how many wait, and the way to their list. */
function PageMarks({ page }: { page: number }) {
  const say = useSay()
  const { session, poolTab, settings } = useWorkspace()
  const all = useStore(session.marks).filter((mark) => (mark.pageNow ?? mark.page) === page)
  const list = (): void => {
    poolTab.put('marks')
    settings.arrange({ isLeftShown: true })
  }
  return (
    <Row label={say('marks.onPage')}>
      {all.length === 0 ? (
        say('marks.noneOnPage')
      ) : (
        <Button
          look="quiet"
          label={say('marks.onPageOf', { pending: all.filter(isPending).length, all: all.length })}
          onPress={list}
        />
      )}
    </Row>
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
  const stories = useSettled(issue.stories).filter((story) => story.pages.includes(page))
  const characters = stories.reduce((sum, story) => sum + story.characters, 0)
  return <Row label={say('inspector.load')}>{say('inspector.loadOf', { stories: stories.length, characters })}</Row>
}
