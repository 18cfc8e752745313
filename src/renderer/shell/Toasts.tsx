import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { Button } from './controls/Button.tsx'
import { useSay, useStore, useWorkspace } from './workspace.tsx'
import styles from './Toasts.module.css'

const ICONS = { plain: Info, good: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const

/** Jobs under way and short messages, at the window's foot; neither ever takes the focus. */
export function Toasts() {
  const say = useSay()
  const { toasts } = useWorkspace()
  const list = useStore(toasts)
  return (
    <div className={styles['toasts']} role="region" aria-label={say('toast.list')}>
      <JobList />
      <ul aria-live="polite">
        {list.map(({ id, tone, title, detail }) => {
          const Icon = ICONS[tone]
          return (
            <li key={id} className={styles['toast']} data-tone={tone}>
              <Icon aria-hidden />
              <div>
                <p>{title}</p>
                {detail !== '' && <p className={styles['detail']}>{detail}</p>}
              </div>
              <Button
                look="quiet"
                isIconOnly
                icon={X}
                label={say('toast.dismiss')}
                onPress={() => toasts.dismiss(id)}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function JobList() {
  const say = useSay()
  const { jobs } = useWorkspace()
  const list = useStore(jobs)
  if (list.length === 0) return null
  return (
    <ul aria-label={say('job.list')}>
      {list.map((job) => (
        <li key={job.id} className={styles['toast']}>
          <div>
            <p>{job.label}</p>
            <progress
              aria-label={job.label}
              {...(job.total > 0 ? { value: job.done, max: job.total } : {})}
              className={styles['progress']}
            />
            {job.total > 0 && (
              <p className={styles['detail']}>{say('job.progress', { done: job.done, total: job.total })}</p>
            )}
          </div>
          <Button
            look="quiet"
            label={say('job.cancel')}
            isDisabled={job.isCancelled}
            onPress={() => jobs.cancel(job.id)}
          />
        </li>
      ))}
    </ul>
  )
}
