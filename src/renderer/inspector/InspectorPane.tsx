import { useAd } from '../shell/useAds.ts'
import { Pane } from '../shell/Pane.tsx'
import { usePart, useSay, useWorkspace } from '../shell/workspace.tsx'
import { AdSection } from './AdSection.tsx'
import { useBlockChange } from './blockChange.ts'
import { BlockSection, HeadSection } from './BlockSections.tsx'
import styles from './Inspector.module.css'
import { PageSection } from './PageSection.tsx'
import { PictureSection } from './PictureSection.tsx'
import { SignSection } from './SignSection.tsx'
import { StorySection } from './StorySection.tsx'

/** What is selected, and its figures: story, block, pictures; then the page and its signatures. */
export function InspectorPane() {
  const say = useSay()
  const { session } = useWorkspace()
  const page = usePart(session.selection, (selection) => selection.page)
  const records = usePart(session.selection, (selection) => selection.records)
  const story = usePart(session.selection, (selection) => selection.story)
  const block = usePart(session.issue.pages, (pages) => {
    const found = pages.find((each) => each.page === page)?.records.find((record) => record.id === records[0])
    return found ?? null
  })
  const change = useBlockChange(block)
  const ad = useAd(block?.item ?? null)
  return (
    <Pane label={say('inspector.title')}>
      <div className={styles['scroll']}>
        {story !== null && <StorySection key={story} story={story} />}
        {block && ad && <AdSection block={block} ad={ad} onChange={change} />}
        {block && <BlockSection block={block} isAd={ad !== null} onChange={change} />}
        {block && !ad && <HeadSection block={block} onChange={change} />}
        {!ad &&
          block?.pictures.map((picture, index) => (
            <PictureSection key={`${picture.photo}.${index}`} block={block} index={index} onChange={change} />
          ))}
        <PageSection page={page} />
        <SignSection page={page} />
      </div>
    </Pane>
  )
}
