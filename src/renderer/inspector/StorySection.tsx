import { LANGS, type Lang } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { setLang, setSlug } from '#story/commands.ts'
import { storyAttrs } from '#story/schema.ts'
import { Row, Section, TextField } from '../shell/controls/Fields.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { heldOf, nameOf, sayPortions } from '../shell/people/people.ts'
import { pageLabel } from '../shell/pageLabels.ts'
import { sayCounts } from '../shell/sayCounts.ts'
import { StatusChoice } from '../shell/StatusChoice.tsx'
import { useStory } from '../shell/useStory.ts'
import { useSettled } from '../shell/useSettled.ts'
import { useSay, useSession, useStore } from '../shell/workspace.tsx'

/** Who has checked out what of the story. */
function HeldBy({ story }: { story: StoryId }) {
  const say = useSay()
  const { presence } = useSession()
  const held = heldOf(useStore(presence.claims), story).filter((each) => each.hold === 'checkedOut')
  if (held.length === 0) return null
  return (
    <Row label={say('claim.row')}>
      {held
        .map(({ person, portions }) =>
          say('claim.of', { person: nameOf(person, say), part: sayPortions(portions, say) }),
        )
        .join(say('together.and'))}
    </Row>
  )
}

/** The story: its slug, length and where it stands. */
export function StorySection({ story }: { story: StoryId }) {
  const say = useSay()
  const session = useSession()
  const summary = useSettled(session.issue.stories).find((each) => each.id === story) ?? null
  const open = useStory(story)
  if (!summary) return null
  const own = open ? storyAttrs(open.state.doc).slug : ''
  return (
    <Section title={say('inspector.story')}>
      <TextField
        label={say('inspector.slug')}
        value={own}
        placeholder={summary.slug === '' ? say('stories.untitled') : summary.slug}
        onCommit={(slug) => open && setSlug(slug.trim())(open.state, (transaction) => open.dispatch(transaction))}
      />
      {summary.kind !== 'ad' && (
        <Row label={say('status.ofStory')}>
          <StatusChoice story={story} />
        </Row>
      )}
      <Row label={say('inspector.kind')}>{say(`kind.${summary.kind}`)}</Row>
      {open && summary.kind !== 'ad' && (
        <Row label={say('lang.row')}>
          <Select<Lang>
            label={say('lang.row')}
            choices={LANGS.map((value) => ({ value, label: say(`lang.${value}`) }))}
            value={storyAttrs(open.state.doc).lang}
            onChange={(lang) => void setLang(lang)(open.state, (transaction) => open.dispatch(transaction))}
          />
        </Row>
      )}
      {summary.kind !== 'ad' && (
        <Row label={say('inspector.length')}>
          {open ? sayCounts(say, open.state.doc) : say('status.characters', { n: summary.characters })}
        </Row>
      )}
      <Row label={say('inspector.versions')}>{summary.version}</Row>
      <HeldBy story={story} />
      <Row label={say('inspector.stands')}>
        {summary.pages.length === 0
          ? say('inspector.nowhere')
          : summary.pages.map((page) => <Tag key={page}>{pageLabel(page)}</Tag>)}
      </Row>
    </Section>
  )
}
