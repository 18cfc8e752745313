import type { AdPhoto } from '#grid/ads.ts'
import { AdFacts } from '../shell/AdFacts.tsx'
import { Pane } from '../shell/Pane.tsx'
import { usePicture } from '../shell/usePicture.ts'
import { useSay } from '../shell/workspace.tsx'
import styles from './AdPane.module.css'

/** An ad has no copy: in its place stands what it shows, and what is known of it. */
export function AdPane({ ad }: { ad: AdPhoto }) {
  const say = useSay()
  const url = usePicture(ad.id, 1024)
  return (
    <Pane label={say('copy.title')}>
      <div className={styles['sheet']} tabIndex={0} role="group" aria-label={ad.name}>
        <div className={styles['picture']} style={{ aspectRatio: `${ad.width} / ${ad.height}` }}>
          {url === null ? <span>{say('photos.loading')}</span> : <img src={url} alt={ad.name} />}
        </div>
        <div className={styles['facts']}>
          <AdFacts ad={ad.ad} />
        </div>
        <p className={styles['note']}>{say('ad.noCopy')}</p>
      </div>
    </Pane>
  )
}
