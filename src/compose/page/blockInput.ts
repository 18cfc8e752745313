/** All that a block is set from, but for the stylebook. */
import type { Copy } from '#contract/copy.ts'
import type { Block } from '#contract/dummy.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'

export interface BlockInput {
  readonly block: Block
  readonly copy: Copy
  readonly photos: ReadonlyMap<PhotoId, Photo>
}
