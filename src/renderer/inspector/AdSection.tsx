import { Proportions } from 'lucide-react'
import type { Block } from '#contract/dummy.ts'
import { adLabel, adShape, adSize, labelLines, type AdPhoto } from '#grid/ads.ts'
import { AdFacts } from '../shell/AdFacts.tsx'
import { Button } from '../shell/controls/Button.tsx'
import { NumberField, Row, Section } from '../shell/controls/Fields.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { usePicture } from '../shell/usePicture.ts'
import { usePart, useSay, useSession } from '../shell/workspace.tsx'
import type { ChangeBlock } from './blockChange.ts'
import styles from './Inspector.module.css'

interface AdSectionProps {
  readonly block: Block
  readonly ad: AdPhoto
  readonly onChange: ChangeBlock
}

/** The ad of the block: what it is, how large it stands, and the word by which readers tell it from copy. */
export function AdSection({ block, ad, onChange }: AdSectionProps) {
  const say = useSay()
  const stylebook = usePart(useSession().issue, (state) => state.stylebook)
  const [picture] = block.pictures
  const label = adLabel(stylebook)
  const fit = (): void => {
    const [area] = block.areas
    if (!area || !picture) return
    const shape = adShape(stylebook.grid, adSize(ad, picture), labelLines(stylebook, block.head))
    // The foot stays where it is: ads rest on it.
    const line = Math.max(0, area.line + area.lines - shape.lines)
    const column = Math.min(area.column, stylebook.grid.columns - shape.columns)
    onChange({ areas: [{ ...shape, column, line }] })
  }
  return (
    <Section
      title={say('kind.ad')}
      aside={<Button look="quiet" isIconOnly icon={Proportions} label={say('ad.fitBlock')} onPress={fit} />}
    >
      <AdPicture ad={ad} />
      <AdFacts ad={ad.ad} />
      {picture && (
        <Row label={say('ad.scale')}>
          <NumberField
            label={say('ad.scale')}
            isLabelHidden
            value={picture.scale ?? 1000}
            least={100}
            most={4000}
            scale={10}
            step={10}
            units={{ '%': 10 }}
            write={(scale) => `${scale / 10}%`}
            onChange={(scale) => onChange({ pictures: [{ ...picture, scale }] })}
          />
        </Row>
      )}
      {label !== '' && (
        <Row label={say('ad.label')}>
          <Segmented
            label={say('ad.label')}
            choices={[
              { value: 'above', label },
              { value: 'none', label: say('ad.labelNone') },
            ]}
            value={block.head === 'none' ? 'none' : 'above'}
            onChange={(head: 'above' | 'none') => onChange({ head })}
          />
        </Row>
      )}
    </Section>
  )
}

function AdPicture({ ad }: { ad: AdPhoto }) {
  const url = usePicture(ad.id, 480)
  return (
    <div className={styles['ad']} style={{ aspectRatio: `${ad.width} / ${ad.height}` }}>
      {url !== null && <img src={url} alt={ad.name} />}
    </div>
  )
}
