/** The name of the sheet that lists matches, as settings keep it. */
export const FIND_SIDE = 'find'
