import { isFault } from '#contract/faults.ts'
import { isPending, type KeptMark } from '#contract/mark.ts'
import { showCopy } from '../acts.ts'
import { tellFault } from '../speak.ts'
import type { Workspace } from '../workspace.tsx'

/** Who marks and answers; the name is the one that signs. */
export const personOf = ({ settings }: Workspace): string => settings.get().person.trim()

/** Chooses a mark and goes to where it stands: on its page, and in the copy. */
export function goToMark(workspace: Workspace, mark: KeptMark): void {
  const { session, poolTab } = workspace
  session.marks.choose(mark.id)
  poolTab.put('marks')
  if (mark.pageNow !== null) session.selection.showPage(mark.pageNow)
  if (mark.now?.on === 'block') session.selection.selectRecords([mark.now.record])
  if (mark.now?.on !== 'story') return
  session.selection.selectText(mark.now.story, mark.now.from, mark.now.to)
  if (workspace.settings.get().desk === 'copy') showCopy(workspace)
}

/** Carries a mark out in the story, and says where it cannot be. */
export async function carryOut(workspace: Workspace, mark: number): Promise<void> {
  const outcome = await workspace.session.marks.carryOut(mark, personOf(workspace))
  if (isFault(outcome)) tellFault(workspace, outcome)
}

/** In the order of their pages; what stands on no page comes last. */
export const byPage = (a: KeptMark, b: KeptMark): number => pageOrder(a) - pageOrder(b) || a.id - b.id
const pageOrder = ({ page, pageNow }: KeptMark): number => pageNow ?? page ?? Number.MAX_SAFE_INTEGER

/** Pending marks in the order of their pages. */
const inOrder = (marks: readonly KeptMark[]): KeptMark[] => marks.filter(isPending).toSorted(byPage)

/** Goes to the next pending mark, or the one before; round and round. */
export function stepToMark(workspace: Workspace, by: 1 | -1): void {
  const { marks } = workspace.session
  const pending = inOrder(marks.get())
  const at = pending.findIndex(({ id }) => id === marks.chosen.get())
  const next = at === -1 ? (by === 1 ? 0 : pending.length - 1) : (at + by + pending.length) % pending.length
  const mark = pending[next]
  if (mark) goToMark(workspace, mark)
}

/** Begins a mark on the words that are chosen in the copy. */
export async function markSelection(workspace: Workspace): Promise<void> {
  const { session, settings, poolTab } = workspace
  const { story, anchor, head, page, frame } = session.selection.get()
  if (story === null || !anchor || !head || anchor.part !== head.part) return
  const open = await session.stories.open(story)
  if (isFault(open)) return tellFault(workspace, open)
  await open.flush()
  const version = session.issue.maybeStory(story)?.version ?? 0
  const watched = session.pages.watch(page)
  const stamp = await watched.stamp()
  watched.close()
  const isForward =
    anchor.paragraph < head.paragraph || (anchor.paragraph === head.paragraph && anchor.offset <= head.offset)
  const [from, to] = isForward ? [anchor, head] : [head, anchor]
  const record = session.issue.page(page).records.find(({ item }) => item === story)?.id ?? null
  const words = open.copy.parts[from.part]
    .slice(from.paragraph, to.paragraph + 1)
    .map(({ text }, i, all) => text.slice(i === 0 ? from.offset : 0, i === all.length - 1 ? to.offset : text.length))
    .join('\n')
  session.marks.begin({
    page,
    stamp,
    spot: { on: 'story', story, version, from, to, record, frame },
    words,
    isOnProof: false,
  })
  settings.arrange({ isLeftShown: true })
  poolTab.put('marks')
}
