/** One random edit of anything that a page is set from, or a jump back to how it all was before. */
import type { Copy } from '#contract/copy.ts'
import { pick, weighed, type Next } from './chance.ts'
import { PAGES, type Desk } from './desks.ts'
import { editCopy } from './editCopy.ts'
import { editIssue, editPhotos, editStylebook } from './editPaper.ts'
import { editRecords } from './editRecord.ts'

/** How it was, so that edits can be undone: the first desk stays, and the last fifty after it. */
export type Past = readonly Desk[]

const FULLEST = 50

export const remembered = (past: Past, desk: Desk): Past =>
  past.length <= FULLEST ? [...past, desk] : [...past.slice(0, 1), ...past.slice(2), desk]

type Kind = 'copy' | 'records' | 'book' | 'issue' | 'photos' | 'lost' | 'shared' | 'undo' | 'again'
const KINDS: readonly (readonly [number, Kind])[] = [
  [66, 'copy'],
  [22, 'records'],
  [3, 'book'],
  [1, 'issue'],
  [3, 'photos'],
  [1, 'lost'],
  [1, 'shared'],
  [3.5, 'undo'],
  [0.5, 'again'],
]

/** The name of the edit and the desk after it; what it does not touch is the same objects. */
export function editDesk(past: Past, next: Next): readonly [string, Desk] {
  const [desk, first] = [past.at(-1), past[0]]
  if (!desk || !first) throw new RangeError('editDesk: no desk')
  switch (weighed(next, KINDS)) {
    case 'copy':
      return editStory(desk, next)
    case 'records': {
      const pool = {
        grid: desk.stylebook.grid,
        pages: PAGES,
        items: [...first.copies.keys()],
        photos: [...first.photos.keys()],
      }
      const [name, records] = editRecords(desk.records, next, pool)
      return [name, { ...desk, records }]
    }
    case 'book': {
      const [name, stylebook] = editStylebook(first.stylebook, desk.stylebook, next)
      return [name, { ...desk, stylebook }]
    }
    case 'issue':
      return ['issue', { ...desk, issue: editIssue(desk.issue, next) }]
    case 'photos':
      return [
        'photo',
        { ...desk, photos: new Map(editPhotos([...desk.photos.values()], next).map((each) => [each.id, each])) },
      ]
    case 'lost':
      return lose(desk, first, next)
    case 'shared':
      return share(desk, next)
    case 'undo':
      return ['undo', pick(next, past)]
    case 'again':
      return ['from the first', first]
  }
}

function editStory(desk: Desk, next: Next): readonly [string, Desk] {
  const copies = [...desk.copies.values()]
  if (copies.length === 0) return ['nothing', { ...desk }]
  const copy: Copy = pick(next, copies)
  const [name, edited] = editCopy(copy, next)
  return [name, { ...desk, copies: new Map(desk.copies).set(copy.id, edited) }]
}

/** A story made from another: the same lines stand in both. */
function share(desk: Desk, next: Next): readonly [string, Desk] {
  const copies = [...desk.copies.values()]
  if (copies.length === 0) return ['nothing', { ...desk }]
  const [copy, { id }] = [pick(next, copies), pick(next, copies)]
  return [`${copy.id} made into ${id}`, { ...desk, copies: new Map(desk.copies).set(id, { ...copy, id }) }]
}

/** A story or a photo is not there (yet), or comes. */
function lose(desk: Desk, first: Desk, next: Next): readonly [string, Desk] {
  if (next() < 0.6)
    return [
      'all there',
      {
        ...desk,
        copies: new Map([...first.copies, ...desk.copies]),
        photos: new Map([...first.photos, ...desk.photos]),
      },
    ]
  if (next() < 0.5) {
    const photos = new Map(desk.photos)
    photos.delete(pick(next, [...first.photos.keys()]))
    return ['photo lost', photos.size === 0 ? desk : { ...desk, photos }]
  }
  const copies = new Map(desk.copies)
  copies.delete(pick(next, [...first.copies.keys()]))
  return ['story lost', { ...desk, copies }]
}
