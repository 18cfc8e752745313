import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { StoryId } from '#contract/ids.ts'
import { sayStatus } from '#words/versions.ts'
import { Button } from './controls/Button.tsx'
import { Select } from './controls/Select.tsx'
import { isMac, keysOf } from './keys.ts'
import styles from './StatusChoice.module.css'
import { changeStatus, statusFrom, statusNames } from './statuses.ts'
import { useLanguage, usePart, useSay, useWorkspace } from './workspace.tsx'

/** The status of a story, to be changed: the one before, all of them, the next. */
export function StatusChoice({ story }: { story: StoryId }) {
  const say = useSay()
  const language = useLanguage()
  const workspace = useWorkspace()
  const status = usePart(workspace.session.issue.stories, (all) => all.find(({ id }) => id === story)?.status ?? '')
  return (
    <div className={styles['choice']}>
      <Step story={story} by={-1} />
      <div className={styles['all']}>
        <Select
          label={say('status.ofStory')}
          choices={statusNames(workspace).map((value) => ({ value, label: sayStatus(value, language) }))}
          value={status}
          onChange={(next) => void changeStatus(workspace, story, next)}
        />
      </div>
      <Step story={story} by={1} />
    </div>
  )
}

function Step({ story, by }: { story: StoryId; by: 1 | -1 }) {
  const say = useSay()
  const workspace = useWorkspace()
  const next = statusFrom(workspace, story, by)
  const id = by === 1 ? 'story.nextStatus' : 'story.previousStatus'
  const keys = keysOf(workspace.session.commands.maybeCommand(id), isMac())
  return (
    <Button
      look="quiet"
      isIconOnly
      icon={by === 1 ? ChevronRight : ChevronLeft}
      label={say(by === 1 ? 'do.nextStatus' : 'do.previousStatus')}
      isDisabled={next === null}
      onPress={() => {
        if (next !== null) void changeStatus(workspace, story, next)
      }}
      {...(keys === undefined ? {} : { keys })}
    />
  )
}
