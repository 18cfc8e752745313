import { FileInput } from 'lucide-react'
import { useState } from 'react'
import type { Photo } from '#contract/photo.ts'
import { chooseAndImport } from '../shell/acts.ts'
import { Button } from '../shell/controls/Button.tsx'
import { SearchField } from '../shell/controls/SearchField.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { Pane } from '../shell/Pane.tsx'
import { usePhotos } from '../shell/useAds.ts'
import { usePicture } from '../shell/usePicture.ts'
import { useSay, useWorkspace } from '../shell/workspace.tsx'
import styles from './Photos.module.css'
import { NoPhotos, PhotoFacts, containsText, dragOf, titleOf } from './PhotosSheet.tsx'

/** The contact sheet: every picture at a size to judge it by, with its caption and credit. */
export function ContactSheet() {
  const say = useSay()
  const workspace = useWorkspace()
  const photos = usePhotos()
  const [text, setText] = useState('')
  const [edge, setEdge] = useState(220)
  return (
    <Pane
      label={say('photos.title')}
      acts={
        <>
          <SearchField
            label={say('pool.search')}
            clearLabel={say('pool.clearSearch')}
            value={text}
            onChange={setText}
          />
          <input
            type="range"
            className={styles['size']}
            aria-label={say('photos.size')}
            min={140}
            max={480}
            step={20}
            value={edge}
            onChange={(event) => setEdge(Number(event.currentTarget.value))}
          />
          <Button
            look="quiet"
            isIconOnly
            icon={FileInput}
            label={say('do.import')}
            onPress={() => chooseAndImport(workspace)}
          />
        </>
      }
    >
      {photos.length === 0 ? (
        <NoPhotos />
      ) : (
        <ul
          className={styles['sheet']}
          tabIndex={0}
          aria-label={say('photos.title')}
          style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${edge}px, 1fr))` }}
        >
          {photos
            .filter((photo) => containsText(photo, text))
            .map((photo) => (
              <Print key={photo.id} photo={photo} />
            ))}
        </ul>
      )}
    </Pane>
  )
}

function Print({ photo }: { photo: Photo }) {
  const say = useSay()
  const url = usePicture(photo.id, 640)
  const credit = photo.credit || photo.byline
  return (
    <li className={styles['print']} {...dragOf(photo)}>
      <figure>
        <div className={styles['frame']} style={{ aspectRatio: `${photo.width} / ${photo.height}` }}>
          {url === null ? (
            <span>{say('photos.loading')}</span>
          ) : (
            <img src={url} alt={photo.caption || photo.name} draggable={false} />
          )}
        </div>
        <figcaption>
          <strong>{titleOf(photo)}</strong>
          {photo.caption !== '' && photo.caption !== titleOf(photo) && <p>{photo.caption}</p>}
          <p className={styles['credit']}>
            {credit === '' ? <Tag tone="warning">{say('photos.noCredit')}</Tag> : credit}
          </p>
          <PhotoFacts photo={photo} />
        </figcaption>
      </figure>
    </li>
  )
}
