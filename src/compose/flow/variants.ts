/** Variants of a style that a device asks for: the same object whenever the same is asked of the same style. */
import type { TextStyle } from '#contract/stylebook.ts'
import type { StyleCase, StyleShelf } from '../styles.ts'
import type { SetStyle, Typesetter } from '../typesetter.ts'

export type Variant = Partial<Pick<TextStyle, 'indent' | 'align' | 'size'>>
export type VariantOf = (style: SetStyle, variant: Variant) => SetStyle

/** What a device sets with. */
export interface DeviceTools {
  readonly typesetter: Typesetter
  readonly variant: VariantOf
  readonly measures: StyleShelf['measures']
}

/** `same`: the case that all stylebooks share. */
export function openVariants(same: StyleCase): VariantOf {
  const known = new WeakMap<SetStyle, SetStyle[]>()
  return (base, variant) => {
    const made: TextStyle = { ...base.style, ...variant }
    let own = known.get(base)
    if (!own) known.set(base, (own = []))
    const found = own.find(
      ({ style }) => style.indent === made.indent && style.align === made.align && style.size === made.size,
    )
    if (found) return found
    const set: SetStyle = same({ ...base, style: made })
    own.push(set)
    return set
  }
}
