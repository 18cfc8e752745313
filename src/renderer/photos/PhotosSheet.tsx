import { FileInput, ImageOff, Images, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Photo } from '#contract/photo.ts'
import { PHOTO_DRAG } from '../shell/pageCanvas.ts'
import { chooseAndImport } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { Empty } from '../shell/controls/Empty.tsx'
import { SearchField } from '../shell/controls/SearchField.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { VirtualList } from '../shell/controls/VirtualList.tsx'
import rows from '../shell/Rows.module.css'
import { usePhotos } from '../shell/useAds.ts'
import { usePicture } from '../shell/usePicture.ts'
import { useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './Photos.module.css'

export function PhotoCount(): number {
  return usePhotos().length
}

/** The photos of the issue as rows, to be found and dragged to the page. */
export function PhotosSheet() {
  const say = useSay()
  const workspace = useWorkspace()
  const photos = usePhotos()
  const [text, setText] = useState('')
  const shown = photos.filter((photo) => containsText(photo, text))
  return (
    <>
      <div className={rows['tools']}>
        <SearchField label={say('pool.search')} clearLabel={say('pool.clearSearch')} value={text} onChange={setText} />
        <Button
          look="quiet"
          isIconOnly
          icon={FileInput}
          label={say('do.import')}
          onPress={() => chooseAndImport(workspace)}
        />
      </div>
      {photos.length === 0 ? (
        <NoPhotos />
      ) : shown.length === 0 ? (
        <Empty icon={ImageOff} title={say('pool.nothingFound', { text })} detail={say('pool.nothingFoundDetail')} />
      ) : (
        <VirtualList
          label={say('pool.photos')}
          items={shown}
          rowHeight={64}
          keyOf={(photo) => photo.id}
          renderRow={(photo) => <PhotoRow photo={photo} />}
        />
      )}
    </>
  )
}

export function NoPhotos() {
  const say = useSay()
  const workspace = useWorkspace()
  return (
    <Empty icon={Images} title={say('photos.none')} detail={say('photos.noneDetail')}>
      <Button look="primary" label={say('do.import')} onPress={() => chooseAndImport(workspace)} />
    </Empty>
  )
}

function PhotoRow({ photo }: { photo: Photo }) {
  const url = usePicture(photo.id, 160)
  return (
    <div className={rows['row']}>
      <button type="button" className={rows['main']} data-row-focus {...dragOf(photo)}>
        <span className={styles['thumb']}>{url !== null && <img src={url} alt="" draggable={false} />}</span>
        <span className={rows['text']}>
          <span className={rows['title']}>{titleOf(photo)}</span>
          <PhotoFacts photo={photo} />
        </span>
      </button>
    </div>
  )
}

/** Size and colour; what is missing is said. */
export function PhotoFacts({ photo }: { photo: Photo }) {
  const say = useSay()
  return (
    <span className={rows['detail']}>
      <span>{say('photos.pixels', { width: String(photo.width), height: String(photo.height) })}</span>
      <span>{say(`colour.${photo.colour}`)}</span>
      {photo.caption === '' && (
        <Tag tone="warning" icon={TriangleAlert}>
          {say('photos.noCaption')}
        </Tag>
      )}
    </span>
  )
}

export const titleOf = (photo: Photo): string => photo.headline || photo.caption || photo.name

export const dragOf = (photo: Photo) => ({
  draggable: true,
  onDragStart: (event: React.DragEvent): void => {
    event.dataTransfer.setData(PHOTO_DRAG, photo.id)
    event.dataTransfer.effectAllowed = 'copy'
  },
})

export const containsText = (photo: Photo, text: string): boolean =>
  [photo.name, photo.caption, photo.headline, photo.credit, photo.byline, ...photo.keywords]
    .join(' ')
    .toLowerCase()
    .includes(text.trim().toLowerCase())
