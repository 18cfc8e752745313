/** `value` brought between two bounds; the least where it is no number. */
export const within = (value: number, least: number, most: number): number =>
  value >= least ? Math.min(value, most) : least
