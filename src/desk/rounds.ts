/** Rounds of a page: its stages in the paper's order, who signed each, and the one that a proof belongs to. */
import type { SignOff } from '#contract/issue.ts'
import type { SheetStage } from '#compose/composer.ts'

/** The stages of the paper with the last sign-off of each; valid where the stamp that was signed is the one of today. */
export const stagesOf = (
  stages: readonly string[],
  signOffs: readonly SignOff[],
  page: number,
  stamp: string,
): SheetStage[] =>
  stages.map((stage) => {
    const last = signOffs.findLast((each) => each.page === page && each.stage === stage)
    return { stage, person: last?.person ?? null, at: last?.at ?? null, isValid: last?.stamp === stamp }
  })

/**
 * The round that a proof pulled now is read at: the first stage that nobody has signed. A page that was changed after
 * 一校 goes on to 二校, which reads what was corrected; when all have signed, the last.
 */
export const roundOf = (stages: readonly SheetStage[]): string | null =>
  stages.find(({ person }) => person === null)?.stage ?? stages.at(-1)?.stage ?? null

/** When the page as it is now was last signed (ISO 8601); null where nobody has. */
export const signedAt = (stages: readonly SheetStage[]): string | null =>
  stages
    .flatMap(({ at, isValid }) => (isValid && at !== null ? [at] : []))
    .toSorted()
    .at(-1) ?? null
