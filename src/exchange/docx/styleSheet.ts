/** The styles of a DOCX: what part a paragraph style stands for, and what marks a character style gives. */
import { ROLES, type Role, type RunMark } from '#contract/manuscript.ts'
import type { LineShape } from '../manuscripts/sheets.ts'
import { shapeOfStyle } from '../manuscripts/styles.ts'
import { readXml } from './xml.ts'

interface Style {
  name: string
  basedOn: string
  /** Rank in the outline, 0 the highest; null none. */
  outline: number | null
  isStrong: boolean | null
  isSlanted: boolean | null
}

export interface StyleSheet {
  /** The part of a paragraph style; null for running text. */
  shapeOf(id: string): LineShape | null
  marksOf(id: string): readonly RunMark[]
}

/** Styles that are based on one another in a ring end here. */
const DEEPEST = 16

/** Reads styles.xml; without it ids are names. */
export function readStyles(part: Uint8Array | undefined): StyleSheet {
  const styles = new Map<string, Style>()
  let open: Style | null = null
  if (part)
    readXml(part, {
      open(name, attributes) {
        const value = attributes['w:val'] ?? ''
        if (name === 'w:style') {
          open = { name: '', basedOn: '', outline: null, isStrong: null, isSlanted: null }
          styles.set(attributes['w:styleId'] ?? '', open)
        } else if (!open) return
        else if (name === 'w:name') open.name = value
        else if (name === 'w:basedOn') open.basedOn = value
        else if (name === 'w:outlineLvl') open.outline = Number(value)
        else if (name === 'w:b') open.isStrong = isOn(attributes)
        else if (name === 'w:i') open.isSlanted = isOn(attributes)
      },
      close(name) {
        if (name === 'w:style') open = null
      },
    })
  return { shapeOf: (id) => shapeIn(styles, id), marksOf: (id) => marksIn(styles.get(id)?.name ?? id, styles.get(id)) }
}

/** A switch of Word: there, unless it says that it is off. */
export const isOn = (attributes: Readonly<Record<string, string>>): boolean =>
  !['0', 'false', 'off', 'none'].includes(attributes['w:val'] ?? '')

function shapeIn(styles: ReadonlyMap<string, Style>, first: string): LineShape | null {
  let id = first
  for (let depth = 0; id !== '' && depth < DEEPEST; depth++) {
    const style = styles.get(id)
    const shape = shapeOfStyle(style?.name || id)
    if (shape) return shape
    if (style?.outline !== null && style?.outline !== undefined && style.outline >= 0 && style.outline < 6)
      return { type: 'subhead', level: style.outline + 1 }
    id = style?.basedOn ?? ''
  }
  return null
}

function marksIn(name: string, style: Style | undefined): readonly RunMark[] {
  const bare = name.toLowerCase().replaceAll(/[ _-]/g, '')
  if (bare === 'leadin') return [{ type: 'leadIn' }]
  if (bare === 'dateline') return [{ type: 'dateline' }]
  const role = ROLES.find((each) => bare === `role${each.toLowerCase()}`)
  if (role) return [{ type: 'role', attrs: { is: role satisfies Role } }]
  return [
    ...(style?.isStrong ? [{ type: 'strong' } as const] : []),
    ...(style?.isSlanted ? [{ type: 'emphasis' } as const] : []),
  ]
}
