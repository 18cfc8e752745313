/** Sign-offs 签样: who signed which stamp of a page at which round; and whether a page is still what was signed. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { SignOff } from '#contract/issue.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter } from './ports.ts'
import type { Setting } from './setting.ts'

/** unsigned 未签; signed: the stamp of today was signed; changed: an earlier one was. */
export type Signature = 'unsigned' | 'signed' | 'changed'

export interface SignOffs {
  all(): readonly SignOff[]
  /** Signs the page as it is now. stage.unknown where the paper has no such round. */
  sign(page: number, stage: string, person: string): Promise<Outcome<SignOff>>
  /** The last one of a page, whatever has changed since. */
  lastOf(page: number): SignOff | null
  signatureOf(page: number, stamp: string): Signature
}

interface SignOffsInput {
  readonly issue: IssueWriter
  readonly setting: Setting
  readonly notices: NoticeBoard
  /** Hears of every signature with the copy that was signed. */
  readonly onSigned: (signOff: SignOff, copies: PageJob['copies']) => Promise<unknown>
}

export async function openSignOffs({ issue, setting, notices, onSigned }: SignOffsInput): Promise<SignOffs> {
  let signOffs = await issue.listSignOffs()
  const lastOf = (page: number): SignOff | null => signOffs.findLast((signOff) => signOff.page === page) ?? null
  return {
    all: () => signOffs,
    lastOf,
    sign: async (page, stage, person) => {
      const { stages } = setting.stylebook
      if (!stages.includes(stage)) return fault('stage.unknown', { stage, stages: stages.join(', ') })
      const set = await setting.set(page)
      if (isFault(set)) return set
      const signed = await issue.signOff({ page, stage, person, stamp: set.stamp })
      if (isFault(signed)) return signed
      signOffs = [...signOffs, signed]
      notices.post('signOffsChanged', { signOffs })
      await onSigned(signed, set.job.copies)
      return signed
    },
    signatureOf: (page, stamp) => {
      const last = lastOf(page)
      if (!last) return 'unsigned'
      return last.stamp === stamp ? 'signed' : 'changed'
    },
  }
}
