import { isPending } from '#contract/mark.ts'
import { useSession, useStore } from '../workspace.tsx'

/** How many marks on each page still ask for something; pages without any are left out. */
export function usePendingMarks(): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const mark of useStore(useSession().marks)) {
    const page = mark.pageNow ?? mark.page
    if (page !== null && isPending(mark)) counts.set(page, (counts.get(page) ?? 0) + 1)
  }
  return counts
}
