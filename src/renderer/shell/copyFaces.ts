/** The paper's own faces for the editor: the same files that the page is set with. */
import type { FaceRole } from '#contract/faces.ts'
import type { Stylebook, StyleName } from '#contract/stylebook.ts'
import { familyOf } from '../composer/faces.ts'

/** The CSS font families of a style: its Latin face first, as the composer takes it, then its Han face. */
export function familiesOf(stylebook: Stylebook, name: StyleName): string {
  const style = stylebook.styles[name]
  const facesOf = (role: FaceRole): readonly string[] => (stylebook.faces[role] ?? []).map(familyOf)
  const families = [...new Set([...facesOf(style.latin), ...facesOf(style.role)])]
  return [...families.map((family) => `'${family}'`), 'serif'].join(', ')
}
