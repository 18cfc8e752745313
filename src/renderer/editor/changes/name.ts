/** The name of the sheet that lists changes, as settings keep it. */
export const CHANGES_SIDE = 'changes'
