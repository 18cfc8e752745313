import { ArrowRight, ChevronDown, ChevronRight, Undo2, WandSparkles } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { REPAIR_KINDS, type KeptRepair, type RepairKind } from '#contract/exchange.ts'
import { isFault, type Fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { sayRepair } from '#words/repairs.ts'
import { showCopy } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { ListHeading } from '../shell/controls/ListHeading.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import rows from '../shell/Rows.module.css'
import { useStory } from '../shell/useStory.ts'
import { useLanguage, usePart, useSay, useWorkspace, type Workspace } from '../shell/workspace.tsx'
import { contextOf } from './context.ts'
import { by, groupRepairs, revocable, type RepairItem } from './groups.ts'
import styles from './RepairsSheet.module.css'
import { takeBack } from './takeBack.ts'

type Scope = 'thisStory' | 'allStories'

/** Every decision of the issue's imports; read again when the pool changes. */
function useRepairs(): { repairs: readonly KeptRepair[] | Fault | null; reload(): void } {
  const { session } = useWorkspace()
  const count = usePart(session.issue.stories, (stories) => stories.length)
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
  const inScope = useMemo(() => {
    const all = repairs === null || isFault(repairs) ? [] : repairs
    return scope === 'allStories' ? all : all.filter((each) => each.story === story)
  }, [repairs, scope, story])
  const ofKind = useMemo(() => inScope.filter((each) => kind === 'any' || each.kind === kind), [inScope, kind])
  const countOf = (value: RepairKind): number => inScope.filter((each) => each.kind === value).length
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
            ...REPAIR_KINDS.map((value) => ({
              value,
              label: say('repairs.kindCount', { kind: say(`repair.${value}`), n: countOf(value) }),
            })),
          ]}
          value={kind}
          onChange={setKind}
        />
      </div>
      <RepairList repairs={ofKind} onChange={reload} />
    </>
  )
}

function RepairList({ repairs, onChange }: { repairs: readonly KeptRepair[]; onChange(): void }) {
  const say = useSay()
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo(() => groupRepairs(repairs, turned), [repairs, turned])
  const turn = (key: string): void =>
    setTurned((last) => (last.has(key) ? new Set([...last].filter((each) => each !== key)) : new Set([...last, key])))
  if (repairs.length === 0) {
    return <Empty icon={WandSparkles} title={say('repairs.none')} detail={say('repairs.noneDetail')} />
  }
  return (
    <>
      <p className={styles['count']}>{say('repairs.count', { n: repairs.length })}</p>
      <VirtualList
        label={say('pool.repairs')}
        items={items}
        rowHeight={34}
        keyOf={(item) => item.key}
        renderRow={(item) => {
          if (item.kind === 'story') return <StoryHead story={item.story} count={item.count} />
          if (item.kind === 'group') return <GroupHead group={item} onTurn={turn} onChange={onChange} />
          return <RepairRow repair={item.repair} onChange={onChange} />
        }}
      />
    </>
  )
}

function StoryHead({ story, count }: { story: StoryId | null; count: number }) {
  const say = useSay()
  const { session } = useWorkspace()
  const slug = story === null ? null : session.issue.maybeStory(story)?.slug
  return (
    <ListHeading label={slug ?? say('repairs.noStory')}>
      <span className={styles['figure']}>{count}</span>
    </ListHeading>
  )
}

interface GroupHeadProps {
  readonly group: RepairItem & { kind: 'group' }
  onTurn(key: string): void
  onChange(): void
}

function GroupHead({ group, onTurn, onChange }: GroupHeadProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const open = revocable(group.repairs)
  const Chevron = group.isOpen ? ChevronDown : ChevronRight
  return (
    <div className={styles['group']}>
      <button
        type="button"
        className={styles['turn']}
        data-row-focus
        aria-expanded={group.isOpen}
        onClick={() => onTurn(group.key)}
      >
        <Chevron aria-hidden />
        <Tag tone="accent">{say(`repair.${group.of}`)}</Tag>
        <span className={styles['figure']}>{group.repairs.length}</span>
        <span className={styles['sample']}>{samplesOf(group.repairs)}</span>
      </button>
      {open.length > 1 && (
        <Button
          look="quiet"
          isIconOnly
          icon={Undo2}
          label={say('repairs.takeBackAll', { n: open.length })}
          onPress={() => void takeBack(workspace, open).then(onChange)}
        />
      )}
    </div>
  )
}

/** The commonest changes of a group of marks: `,→，  .→。`; nothing where whole words changed. */
function samplesOf(repairs: readonly KeptRepair[]): string {
  const short = repairs.filter(({ before, after }) => before !== after && before.length + after.length <= 4)
  const changes = by(short, ({ before, after }) => `${shown(before)}→${shown(after)}`)
  const common = [...changes].toSorted(([, a], [, b]) => b.length - a.length).slice(0, 4)
  return common.map(([change]) => change).join('　')
}

const shown = (text: string): string => text.replaceAll('\n', '↵').replaceAll(' ', '␣').replaceAll('\u3000', '□')

function RepairRow({ repair, onChange }: { repair: KeptRepair; onChange(): void }) {
  const say = useSay()
  const workspace = useWorkspace()
  const locale = useLanguage()
  const isRevocable = revocable([repair]).length > 0
  return (
    <div className={rows['row']} data-taken-back={repair.isTakenBack || undefined}>
      <button
        type="button"
        className={rows['main']}
        data-row-focus
        title={`${say('repairs.line', { line: repair.line })} · ${sayRepair(repair, locale)}`}
        onClick={() => showRepair(workspace, repair)}
      >
        <span className={rows['text']}>
          <BeforeAfter repair={repair} />
          <span className={rows['detail']}>
            <span className={styles['line']}>{say('repairs.line', { line: repair.line })}</span>
            <span className={styles['slug']}>{sayRepair(repair, locale)}</span>
          </span>
        </span>
      </button>
      {repair.isTakenBack && <span className={styles['state']}>{say('repairs.takenBack')}</span>}
      {isRevocable && (
        <span className={rows['act']}>
          <Button
            look="quiet"
            isIconOnly
            icon={Undo2}
            label={say('repairs.takeBack')}
            onPress={() => void takeBack(workspace, [repair]).then(onChange)}
          />
        </span>
      )}
    </div>
  )
}

/** Before and after, amid the words that stand round them. */
function BeforeAfter({ repair }: { repair: KeptRepair }) {
  const say = useSay()
  const copy = useStory(repair.story)?.copy ?? null
  const context = useMemo(() => (copy ? contextOf(copy, repair) : null), [copy, repair])
  const nothing = repair.kind === 'break' ? '↵' : say('repairs.nothing')
  const write = (text: string): string => (text === '' ? nothing : shown(text))
  if (repair.before === repair.after) return <span className={styles['same']}>{shown(repair.after)}</span>
  return (
    <span className={styles['change']}>
      {context && <span className={styles['before']}>{context.before}</span>}
      <del>{write(repair.before)}</del>
      <ArrowRight aria-hidden />
      <ins>{write(repair.after)}</ins>
      {context && <span className={styles['after']}>{context.after}</span>}
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
