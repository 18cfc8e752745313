/**
 * The format of characters: their marks but for tracked changes. A `reformatted` mark names the format that stood in words:
 * `strong link=https://example.invalid role=reporter`.
 */
import type { Mark, MarkType, NodeType } from 'prosemirror-model'
import { isSafeLink, ROLES, schema, type Hand } from '../schema.ts'

export const isChangeMark = (mark: Mark): boolean => mark.type.spec.group === 'change'

/** The marks that are no tracked changes. */
export const formatOf = (marks: readonly Mark[]): readonly Mark[] => marks.filter((mark) => !isChangeMark(mark))

/** The one attribute of a mark that has any, and which values it takes. */
const VALUE: Readonly<Record<string, { readonly name: string; isGood(value: string): boolean }>> = {
  link: { name: 'href', isGood: isSafeLink },
  role: { name: 'is', isGood: (value) => (ROLES as readonly string[]).includes(value) },
}

/** A format in words; marks come in the order of the schema. */
export const writeFormat = (marks: readonly Mark[]): string =>
  formatOf(marks)
    .map(({ type, attrs }) => {
      const value = VALUE[type.name]
      return value === undefined ? type.name : `${type.name}=${String(attrs[value.name])}`
    })
    .join(' ')

/** The marks that a format in words names, as far as `line` allows them; words that name none are passed over. */
export function readFormat(words: string, line: NodeType): Mark[] {
  return words.split(' ').flatMap((word) => {
    const type = markNamed(word)
    if (!type || !line.allowsMarkType(type)) return []
    const value = VALUE[type.name]
    const text = word.slice(type.name.length + 1)
    if (value?.isGood(text) === false) return []
    return [type.create(value ? { [value.name]: text } : null)]
  })
}

function markNamed(word: string): MarkType | undefined {
  const [name] = word.split('=')
  return Object.values(schema.marks).find((type) => type.name === name && type.spec.group !== 'change')
}

/** Marks that make a format. */
export const FORMATS = ['dateline', 'role', 'leadIn', 'strong', 'emphasis', 'link'] as const
export type Format = (typeof FORMATS)[number]

/** The marks of a format, by name; of one in words or of a text's marks. */
export function formatNames(format: string | readonly Mark[]): Format[] {
  const words = (typeof format === 'string' ? format : writeFormat(format)).split(' ')
  return FORMATS.filter((name) => words.some((word) => word.split('=')[0] === name))
}

export type ChangeMark = 'inserted' | 'deleted' | 'reformatted'

/** A tracked change of one kind among marks. */
export const changeMark = (marks: readonly Mark[], kind: ChangeMark): Mark | undefined =>
  schema.marks[kind].isInSet(marks)

export const isInsertedBy = (marks: readonly Mark[], { by }: Pick<Hand, 'by'>): boolean =>
  changeMark(marks, 'inserted')?.attrs['by'] === by

/**
 * Marks as they are when a hand gives characters another format: what an own insertion is like is nobody's change; a format
 * that comes back to what it was settles itself.
 */
export function reformat(marks: readonly Mark[], format: readonly Mark[], hand: Hand): readonly Mark[] {
  const known = changeMark(marks, 'reformatted')
  const changes = marks.filter((mark) => isChangeMark(mark) && mark.type !== schema.marks.reformatted)
  const next = format.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), changes)
  if (isInsertedBy(marks, hand)) return next
  const was = known ? String(known.attrs['was']) : writeFormat(marks)
  if (was === writeFormat(format)) return next
  return schema.mark('reformatted', { by: hand.by, at: hand.at, was }).addToSet(next)
}

/** Whether a line's type is why characters lost a mark: such a change of format is part of the change of type. */
export const isLostToType = (marks: readonly Mark[], type: NodeType): boolean =>
  wordsOf(changeMark(marks, 'reformatted')).some((word) => {
    const mark = markNamed(word)
    return mark !== undefined && !type.allowsMarkType(mark)
  })

const wordsOf = (reformatted: Mark | undefined): string[] =>
  reformatted ? String(reformatted.attrs['was']).split(' ') : []
