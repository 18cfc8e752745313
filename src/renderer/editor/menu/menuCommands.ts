/** Which commands the menu of the copy offers; each by its id in the registry. */

/** What rewords the selection. */
export const REWORDINGS: readonly string[] = [
  'copy.upperCase',
  'copy.lowerCase',
  'copy.titleCase',
  'copy.sentenceCase',
  'copy.halfWidthLetters',
  'copy.fullWidthLetters',
  'copy.fullWidthMarks',
  'copy.halfWidthMarks',
  'copy.hanNumbers',
  'copy.hanFigures',
  'copy.hanCapitals',
  'copy.arabicNumbers',
]

/** What else is done where the caret stands. */
export const CHANGES: readonly string[] = [
  'copy.strong',
  'copy.emphasis',
  'copy.leadIn',
  'copy.snippets',
  'changes.accept',
  'changes.reject',
  'note.new',
  'mark.selection',
]
