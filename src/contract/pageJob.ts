/** What the composer takes to set one page. Its objects are compared by identity: unchanged input is the same object. */
import type { Copy } from './copy.ts'
import type { DummyRecord } from './dummy.ts'
import type { Issue } from './issue.ts'
import type { PhotoId, StoryId } from './ids.ts'
import type { Photo } from './photo.ts'
import type { Stylebook } from './stylebook.ts'

export interface PageJob {
  readonly page: number
  readonly issue: Issue
  readonly stylebook: Stylebook
  readonly records: readonly DummyRecord[]
  readonly copies: ReadonlyMap<StoryId, Copy>
  readonly photos: ReadonlyMap<PhotoId, Photo>
}
