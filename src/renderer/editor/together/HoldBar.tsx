import { LockKeyhole, LockKeyholeOpen, PencilLine } from 'lucide-react'
import { isFault } from '#contract/faults.ts'
import { portionOf, type Portion } from '#contract/presence.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Button } from '#renderer/shell/controls/Button.tsx'
import { heldOf, nameOf, sayPortions, type Held } from '#renderer/shell/people/people.ts'
import { PersonSign } from '#renderer/shell/people/PersonSign.tsx'
import { tellFault } from '#renderer/shell/speak.ts'
import { usePart, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import { maybePerson } from './carets.ts'
import styles from './HoldBar.module.css'

/**
 * At the foot of the copy, where its coming and going moves nothing: who else is in this story and what they hold, with the
 * act that goes with it. A screen reader hears it when it changes.
 */
export function HoldBar({ story }: { story: OpenStory }) {
  const say = useSay()
  const { session } = useWorkspace()
  const { presence } = session
  const people = useStore(presence.people)
  const held = heldOf(useStore(presence.claims), story.id)
  const isKeptOut = useStore(presence.collision)
  const isOwn = (each: Held): boolean => presence.isMine({ ...each, portion: 'body' })
  const shown = held.filter((each) => each.hold === 'checkedOut' || !isOwn(each))
  const named = new Set(shown.map(({ client }) => client))
  const others = people.filter(
    (each) => each.story === story.id && each.client !== session.client && !named.has(each.client),
  )
  const isEmpty = shown.length + others.length === 0
  return (
    <div role="status" className={styles['bar']} data-empty={isEmpty || undefined}>
      {shown.map((each) => (
        <HeldRow
          key={`${each.hold} ${each.client}`}
          held={each}
          isOwn={isOwn(each)}
          isAlert={isKeptOut?.claim.client === each.client && isKeptOut.kind === 'keptOut'}
        />
      ))}
      {others.length > 0 && (
        <p className={styles['entry']}>
          {others.map((person) => (
            <PersonSign key={person.client} person={person} label={null} />
          ))}
          <span>
            {say('together.here', {
              people: others.map(({ person }) => nameOf(person, say)).join(say('together.and')),
            })}
          </span>
        </p>
      )}
      {!isEmpty && !shown.some((each) => each.hold === 'checkedOut') && <CheckOut story={story} />}
    </div>
  )
}

function HeldRow({ held, isOwn, isAlert }: { held: Held; isOwn: boolean; isAlert: boolean }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { presence } = workspace.session
  const person = maybePerson(useStore(presence.people), held.client)
  const values = { person: nameOf(held.person, say), part: sayPortions(held.portions, say) }
  const act = async (isHeld: boolean): Promise<void> => {
    for (const portion of held.portions) {
      const refused = await presence.claim(held.story, portion, isHeld, isHeld)
      if (isFault(refused)) return tellFault(workspace, refused)
    }
  }
  if (held.hold === 'typing') {
    return (
      <p className={styles['entry']}>
        {person ? <PersonSign person={person} label={null} /> : <PencilLine aria-hidden />}
        <span>{say('claim.typing', values)}</span>
      </p>
    )
  }
  return (
    <p className={styles['entry']} data-held={isOwn ? 'here' : 'elsewhere'} data-alert={isAlert || undefined}>
      {person && !isOwn ? <PersonSign person={person} label={null} isHolding /> : <LockKeyhole aria-hidden />}
      <span>{say(isOwn ? 'claim.mine' : 'claim.theirs', values)}</span>
      {isOwn ? (
        <Button look="quiet" icon={LockKeyholeOpen} label={say('claim.giveBack')} onPress={() => void act(false)} />
      ) : (
        <Button label={say('claim.takeOver')} onPress={() => void act(true)} />
      )}
    </p>
  )
}

/** Offers the part of the caret where others are in the story too. */
function CheckOut({ story }: { story: OpenStory }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { presence, selection } = workspace.session
  const portion = usePart(selection, ({ head }): Portion | null => head && portionOf(head.part))
  const label =
    portion === null ? say('claim.checkOut') : say('claim.checkOutPart', { part: say(`portion.${portion}`) })
  const checkOut = async (): Promise<void> => {
    const refused = await presence.claim(story.id, portion, true)
    if (isFault(refused)) tellFault(workspace, refused)
  }
  return <Button look="quiet" icon={LockKeyhole} label={label} onPress={() => void checkOut()} />
}
