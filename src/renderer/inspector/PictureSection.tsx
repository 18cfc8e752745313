import { Trash2 } from 'lucide-react'
import type { Block, BlockPicture } from '#contract/dummy.ts'
import type { Crop } from '#contract/photo.ts'
import { Button } from '../shell/controls/Button.tsx'
import { NumberField, Pair, Row, Section } from '../shell/controls/Fields.tsx'
import { Tag } from '../shell/controls/Tag.tsx'
import { usePicture } from '../shell/usePicture.ts'
import { useSetView, useWatchedPage } from '../shell/usePageStandings.ts'
import { usePart, useSay, useSession } from '../shell/workspace.tsx'
import styles from './Inspector.module.css'
import type { ChangeBlock } from './blockChange.ts'

interface PictureSectionProps {
  readonly block: Block
  readonly index: number
  readonly onChange: ChangeBlock
}

/** A picture of the block: what of it is shown, and how sharp it prints. */
export function PictureSection({ block, index, onChange }: PictureSectionProps) {
  const say = useSay()
  const chosen = usePart(useSession().selection, (selection) => selection.picture)
  const picture = block.pictures[index]
  if (!picture) return null
  const put = (next: BlockPicture | null): void =>
    onChange({ pictures: block.pictures.flatMap((each, i) => (i === index ? (next ? [next] : []) : [each])) })
  return (
    <Section
      title={say('inspector.picture', { n: index + 1 })}
      isChosen={picture.photo === chosen}
      aside={
        <Button
          look="quiet"
          isIconOnly
          icon={Trash2}
          label={say('inspector.removePicture')}
          onPress={() => put(null)}
        />
      }
    >
      <CropPreview picture={picture} />
      <CropFields crop={picture.crop} onChange={(crop) => put({ ...picture, crop })} />
      <Resolution block={block} picture={picture} />
    </Section>
  )
}

/** The whole photo, with what is cut away veiled. */
function CropPreview({ picture }: { picture: BlockPicture }) {
  const url = usePicture(picture.photo, 480)
  const { left, top, right, bottom } = picture.crop
  const clipPath = `inset(${top / 10}% ${100 - right / 10}% ${100 - bottom / 10}% ${left / 10}%)`
  if (url === null) return null
  return (
    <div className={styles['crop']} aria-hidden>
      <img src={url} alt="" className={styles['cut']} />
      <img src={url} alt="" style={{ clipPath }} />
    </div>
  )
}

/** Edges in percent of the photo, from its top left corner. */
function CropFields({ crop, onChange }: { crop: Crop; onChange(crop: Crop): void }) {
  const say = useSay()
  const field = (edge: keyof Crop, label: string, least: number, most: number) => (
    <NumberField
      label={label}
      value={crop[edge]}
      least={least}
      most={most}
      scale={10}
      step={10}
      write={(value) => `${value / 10}%`}
      units={{ '%': 10 }}
      onChange={(value) => onChange({ ...crop, [edge]: value })}
    />
  )
  return (
    <>
      <Pair>
        {field('left', say('inspector.cropLeft'), 0, crop.right - 10)}
        {field('right', say('inspector.cropRight'), crop.left + 10, 1000)}
      </Pair>
      <Pair>
        {field('top', say('inspector.cropTop'), 0, crop.bottom - 10)}
        {field('bottom', say('inspector.cropBottom'), crop.top + 10, 1000)}
      </Pair>
    </>
  )
}

function Resolution({ block, picture }: { block: Block; picture: BlockPicture }) {
  const say = useSay()
  const { leastResolution } = usePart(useSession().issue, (state) => state.stylebook.press)
  const set = useSetView(useWatchedPage(block.page))?.set
  const found = set?.pictures.find((each) => each.record === block.id && each.photo === picture.photo)
  if (!found) return null
  const isLow = found.resolution < leastResolution
  return (
    <Row label={say('inspector.resolution')}>
      <Tag tone={isLow ? 'warning' : 'plain'}>{say('inspector.dpi', { n: Math.round(found.resolution) })}</Tag>
    </Row>
  )
}
