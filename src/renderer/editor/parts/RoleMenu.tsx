import { useSyncExternalStore } from 'react'
import { putRole, rolesOf } from '#story/bylines.ts'
import { schema, storyAttrs, type Role } from '#story/schema.ts'
import type { OpenStory } from '#renderer/session.ts'
import { Select } from '#renderer/shell/controls/Select.tsx'
import { useSay } from '#renderer/shell/workspace.tsx'
import styles from './RoleMenu.module.css'

/** Roles of a byline: what the words at the caret are, and what they may become. */
export function RoleMenu({ story }: { story: OpenStory }) {
  const say = useSay()
  const role = useSyncExternalStore(story.subscribe, () => roleAt(story))
  const roles = rolesOf(storyAttrs(story.state.doc).lang)
  const shown = role !== null && !roles.includes(role) ? [role, ...roles] : roles
  return (
    <div className={styles['roles']}>
      <Select<Role>
        label={say('role.menu')}
        choices={shown.map((value) => ({ value, label: say(`role.${value}`) }))}
        value={role}
        placeholder={say('role.none')}
        onChange={(next) => void putRole(next)(story.state, (transaction) => story.dispatch(transaction))}
      />
    </div>
  )
}

function roleAt({ state }: OpenStory): Role | null {
  const marks = state.selection.empty ? state.selection.$head.marks() : (state.selection.$from.nodeAfter?.marks ?? [])
  return (schema.marks.role.isInSet(marks)?.attrs['is'] as Role | undefined) ?? null
}
