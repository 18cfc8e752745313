import type { StoryId } from '#contract/ids.ts'
import { useSay, useStore, useWorkspace } from '../workspace.tsx'
import { heldOf, nameOf, sayPortions } from './people.ts'
import { PersonSign } from './PersonSign.tsx'
import styles from './StoryPeople.module.css'

/** The most signs of a row. */
const MOST = 3

/** Who else is in a story, and who holds what of it: a row of signs, of this window's own only what it has checked out. */
export function StoryPeople({ story }: { story: StoryId }) {
  const say = useSay()
  const { session } = useWorkspace()
  const { presence, client } = session
  const people = useStore(presence.people)
  const held = heldOf(useStore(presence.claims), story)
  const shown = people.flatMap((person) => {
    const own = held.filter((each) => each.client === person.client)
    const out = own.find((each) => each.hold === 'checkedOut')
    if (person.client === client ? !out : person.story !== story && own.length === 0) return []
    const portions = (out ?? own[0])?.portions
    const name = person.client === client ? say('together.you') : nameOf(person.person, say)
    const label = portions ? say('claim.of', { person: name, part: sayPortions(portions, say) }) : name
    return [{ person, label, isHolding: out !== undefined }]
  })
  if (shown.length === 0) return null
  return (
    <span className={styles['people']}>
      {shown.slice(0, MOST).map(({ person, label, isHolding }) => (
        <PersonSign key={person.client} person={person} label={label} isHolding={isHolding} />
      ))}
      {shown.length > MOST && <small>+{shown.length - MOST}</small>}
    </span>
  )
}
