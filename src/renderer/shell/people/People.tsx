import { LocateFixed, UserRound } from 'lucide-react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { Present } from '#contract/presence.ts'
import { Button } from '../controls/Button.tsx'
import { TextField } from '../controls/Fields.tsx'
import { pageLabel } from '../pageLabels.ts'
import { usePart, useSay, useStore, useWorkspace, type Say, type Workspace } from '../workspace.tsx'
import { goToPerson } from './goToPerson.ts'
import { nameOf } from './people.ts'
import { PersonSign } from './PersonSign.tsx'
import styles from './People.module.css'

/** The most signs in the window's head. */
const MOST = 4

/** Who is at the issue: their signs in the window's head, and a list of where they are. */
export function People() {
  const say = useSay()
  const { session, isPeopleOpen } = useWorkspace()
  const people = useStore(session.presence.people)
  const isOpen = useStore(isPeopleOpen)
  const others = people.filter(({ client }) => client !== session.client)
  const label = others.length === 0 ? say('together.alone') : say('together.count', { n: people.length })
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={(next) => isPeopleOpen.put(next)}>
      <AriaButton className={styles['button']!} aria-label={`${say('together.people')}: ${label}`}>
        {others.length === 0 && <UserRound aria-hidden />}
        {others.slice(0, MOST).map((person) => (
          <PersonSign key={person.client} person={person} label={null} />
        ))}
        {others.length > MOST && <small>+{others.length - MOST}</small>}
      </AriaButton>
      <Popover className={styles['popover']!} offset={6} placement="bottom end">
        <Dialog className={styles['list']!} aria-label={say('together.people')}>
          <OwnName />
          {others.length === 0 ? (
            <p className={styles['alone']}>{label}</p>
          ) : (
            <ul>
              {others.map((person) => (
                <PersonRow key={person.client} person={person} />
              ))}
            </ul>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function OwnName() {
  const say = useSay()
  const { settings } = useWorkspace()
  const person = usePart(settings, (state) => state.person)
  return (
    <TextField
      label={say('together.yourName')}
      value={person}
      placeholder={say('together.unnamed')}
      onCommit={(name) => settings.change({ person: name.trim() })}
    />
  )
}

function PersonRow({ person }: { person: Present }) {
  const say = useSay()
  const workspace = useWorkspace()
  const name = nameOf(person.person, say)
  return (
    <li className={styles['row']}>
      <PersonSign person={person} label={null} />
      <span className={styles['text']}>
        <span>{name}</span>
        <small>{placeOf(person, workspace, say)}</small>
      </span>
      <Button
        look="quiet"
        isIconOnly
        icon={LocateFixed}
        label={say('together.goTo', { person: name })}
        onPress={() => goToPerson(workspace, person)}
      />
    </li>
  )
}

/** The story and the part in which somebody is, else the page. */
function placeOf({ story, portion, page }: Present, { session }: Workspace, say: Say): string {
  const summary = story === null ? null : session.issue.maybeStory(story)
  if (!summary) return say('together.isOnPage', { page: pageLabel(page) })
  const slug = summary.slug === '' ? say('stories.untitled') : summary.slug
  const place = portion === null ? slug : say('claim.of', { person: slug, part: say(`portion.${portion}`) })
  return say('together.isIn', { place })
}
