import { ArrowRight, Undo2, WandSparkles } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { REPAIR_KINDS, type KeptRepair, type RepairKind } from '#contract/exchange.ts'
import { isFault, type Fault } from '#contract/faults.ts'
import { sayRepair } from '#words/repairs.ts'
import { showCopy } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import rows from '../shell/Rows.module.css'
import { tellFault } from '../shell/speak.ts'
import { useLanguage, usePart, useSay, useStore, useWorkspace, type Workspace } from '../shell/workspace.tsx'
import styles from './RepairsSheet.module.css'

type Scope = 'thisStory' | 'allStories'

/** Every decision of the issue's imports; read again when the pool changes. */
function useRepairs(): { repairs: readonly KeptRepair[] | Fault | null; reload(): void } {
  const { session } = useWorkspace()
  const count = useStore(session.issue.stories).length
  const [repairs, setRepairs] = useState<readonly KeptRepair[] | Fault | null>(null)
  const reload = useCallback(() => {
    void session.desk.call('listRepairs', { story: null }).then(setRepairs)
  }, [session])
  useEffect(reload, [reload, count])
  return { repairs, reload }
}

/** What an import decided: before, after and why, story by story; each can be taken back. */
export function RepairsSheet() {
  const say = useSay()
  const { session } = useWorkspace()
  const { repairs, reload } = useRepairs()
  const story = usePart(session.selection, (selection) => selection.story)
  const [kind, setKind] = useState<RepairKind | 'any'>('any')
  const [scope, setScope] = useState<Scope>('allStories')
  const shown = useMemo(() => {
    const all = repairs === null || isFault(repairs) ? [] : repairs
    return all.filter(
      (each) => (kind === 'any' || each.kind === kind) && (scope === 'allStories' || each.story === story),
    )
  }, [repairs, kind, scope, story])
  if (repairs !== null && isFault(repairs)) {
    return (
      <Empty icon={WandSparkles} title={say('repairs.unread')}>
        <Button label={say('copy.again')} onPress={reload} />
      </Empty>
    )
  }
  return (
    <>
      <div className={styles['tools']}>
        <Segmented<Scope>
          label={say('repairs.scope')}
          choices={[
            { value: 'allStories', label: say('repairs.allStories') },
            { value: 'thisStory', label: say('repairs.thisStory') },
          ]}
          value={scope}
          onChange={setScope}
        />
        <Select<RepairKind | 'any'>
          label={say('repairs.kind')}
          choices={[
            { value: 'any', label: say('repairs.anyKind') },
            ...REPAIR_KINDS.map((value) => ({ value, label: say(`repair.${value}`) })),
          ]}
          value={kind}
          onChange={setKind}
        />
      </div>
      <RepairList repairs={shown} onChange={reload} />
    </>
  )
}

function RepairList({ repairs, onChange }: { repairs: readonly KeptRepair[]; onChange(): void }) {
  const say = useSay()
  if (repairs.length === 0) {
    return <Empty icon={WandSparkles} title={say('repairs.none')} detail={say('repairs.noneDetail')} />
  }
  return (
    <>
      <p className={styles['count']}>{say('repairs.count', { n: repairs.length })}</p>
      <VirtualList
        label={say('pool.repairs')}
        items={repairs}
        rowHeight={74}
        keyOf={(repair) => String(repair.id)}
        renderRow={(repair) => <RepairRow repair={repair} onChange={onChange} />}
      />
    </>
  )
}

function RepairRow({ repair, onChange }: { repair: KeptRepair; onChange(): void }) {
  const say = useSay()
  const workspace = useWorkspace()
  const locale = useLanguage()
  const slug = repair.story === null ? '' : (workspace.session.issue.maybeStory(repair.story)?.slug ?? '')
  const takeBack = async (): Promise<void> => {
    const { desk, client } = workspace.session
    const outcome = await desk.call('takeBackRepair', { repair: repair.id, client })
    if (isFault(outcome)) tellFault(workspace, outcome)
    onChange()
  }
  return (
    <div className={rows['row']} data-taken-back={repair.isTakenBack || undefined}>
      <button type="button" className={rows['main']} data-row-focus onClick={() => showRepair(workspace, repair)}>
        <span className={rows['text']}>
          <span className={rows['detail']}>
            <Tag tone="accent">{say(`repair.${repair.kind}`)}</Tag>
            <span>{say('repairs.line', { line: repair.line })}</span>
            <span className={styles['slug']}>{slug}</span>
          </span>
          <BeforeAfter repair={repair} />
          <span className={rows['detail']}>{sayRepair(repair, locale)}</span>
        </span>
      </button>
      {repair.isTakenBack ? (
        <span className={styles['state']}>{say('repairs.takenBack')}</span>
      ) : (
        repair.at && (
          <span className={rows['act']}>
            <Button
              look="quiet"
              isIconOnly
              icon={Undo2}
              label={say('repairs.takeBack')}
              onPress={() => void takeBack()}
            />
          </span>
        )
      )}
    </div>
  )
}

function BeforeAfter({ repair }: { repair: KeptRepair }) {
  const say = useSay()
  const write = (text: string): string =>
    text === '' ? say('repairs.nothing') : text.replaceAll('\n', '↵').replaceAll(' ', '␣')
  if (repair.before === repair.after) return <span className={styles['same']}>{write(repair.after)}</span>
  return (
    <span className={styles['change']}>
      <del>{write(repair.before)}</del>
      <ArrowRight aria-hidden />
      <ins>{write(repair.after)}</ins>
    </span>
  )
}

function showRepair(workspace: Workspace, { story, at }: KeptRepair): void {
  if (story === null) return
  if (!at) return workspace.session.selection.selectStory(story)
  const place = (offset: number) => ({ part: at.part, paragraph: at.paragraph, offset })
  workspace.session.selection.selectText(story, place(at.from), place(at.to))
  showCopy(workspace)
}
