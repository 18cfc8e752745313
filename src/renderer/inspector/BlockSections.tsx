import { MoveHorizontal, MoveVertical, Trash2 } from 'lucide-react'
import { columnModeSchema, headPlaceSchema, type Block, type GridArea } from '#contract/dummy.ts'
import { MM, PT } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { Button } from '../shell/controls/Button.tsx'
import { NumberField, Pair, Row, Section } from '../shell/controls/Fields.tsx'
import { Segmented } from '../shell/controls/Segmented.tsx'
import { Select } from '../shell/controls/Select.tsx'
import { usePart, useSay, useSession } from '../shell/workspace.tsx'
import type { ChangeBlock } from './blockChange.ts'
import { columnUnits, lineUnits, sizeUnits } from './units.ts'

const BORDERS = ['none', 'box', 'top'] as const

interface BlockSectionProps {
  readonly block: Block
  readonly onChange: ChangeBlock
}

/** Where the block stands on the page grid, how it is divided, and what stands round it; an ad's has no legs. */
export function BlockSection({ block, isAd, onChange }: BlockSectionProps & { readonly isAd: boolean }) {
  const say = useSay()
  return (
    <Section
      title={say('inspector.block')}
      aside={
        <Button look="quiet" isIconOnly icon={Trash2} label={say('inspector.take')} onPress={() => onChange(null)} />
      }
    >
      {block.areas.map((area, index) => (
        <AreaFields
          key={index}
          area={area}
          onChange={(next) => onChange({ areas: block.areas.map((each, i) => (i === index ? next : each)) })}
        />
      ))}
      {!isAd && <Legs block={block} onChange={onChange} />}
      <Row label={say('inspector.border')}>
        <Select
          label={say('inspector.border')}
          choices={BORDERS.map((value) => ({ value, label: say(`border.${value}`) }))}
          value={block.border}
          onChange={(border) => onChange({ border })}
        />
      </Row>
    </Section>
  )
}

/** How many legs the first area has, and how they share its width. */
function Legs({ block, onChange }: BlockSectionProps) {
  const say = useSay()
  return (
    <>
      <Row label={say('inspector.legs')}>
        <NumberField
          label={say('inspector.legs')}
          isLabelHidden
          value={block.legs[0] ?? 0}
          least={0}
          most={block.areas[0]?.columns ? block.areas[0].columns * 2 : 1}
          write={(legs) => (legs === 0 ? say('inspector.legsAuto') : String(legs))}
          onChange={(legs) => onChange({ legs: block.areas.map((_, i) => (i === 0 ? legs : (block.legs[i] ?? 0))) })}
        />
      </Row>
      <Row label={say('inspector.mode')}>
        <Select
          label={say('inspector.mode')}
          choices={columnModeSchema.options.map((value) => ({ value, label: say(`mode.${value}`) }))}
          value={block.mode}
          onChange={(mode) => onChange({ mode })}
        />
      </Row>
    </>
  )
}

/** One area of the grid; columns and lines from 1, as people count. Lengths in mm or pt are rounded to the grid. */
function AreaFields({ area, onChange }: { area: GridArea; onChange(area: GridArea): void }) {
  const say = useSay()
  const { grid } = usePart(useSession().issue, (state) => state.stylebook)
  const columns = columnUnits(grid)
  const lines = lineUnits(grid)
  return (
    <>
      <Pair>
        <NumberField
          label={say('inspector.column')}
          value={area.column + 1}
          least={1}
          most={grid.columns - area.columns + 1}
          onChange={(column) => onChange({ ...area, column: column - 1 })}
        />
        <NumberField
          label={say('inspector.columns')}
          value={area.columns}
          least={1}
          most={grid.columns - area.column}
          units={columns}
          onChange={(next) => onChange({ ...area, columns: next })}
        />
      </Pair>
      <Pair>
        <NumberField
          label={say('inspector.line')}
          value={area.line + 1}
          least={1}
          most={grid.lines - area.lines + 1}
          units={lines}
          onChange={(line) => onChange({ ...area, line: line - 1 })}
        />
        <NumberField
          label={say('inspector.lines')}
          value={area.lines}
          least={1}
          most={grid.lines - area.line}
          units={lines}
          onChange={(next) => onChange({ ...area, lines: next })}
        />
      </Pair>
    </>
  )
}

/** The title block: where it stands, its direction and its size. */
export function HeadSection({ block, onChange }: BlockSectionProps) {
  const say = useSay()
  const { issue } = useSession()
  const stylebook = usePart(issue, (state) => state.stylebook)
  const ownDirection = issue.maybeStory(block.item)?.orientation ?? 'horizontal'
  return (
    <Section title={say('inspector.head')}>
      <Row label={say('inspector.place')}>
        <Select
          label={say('inspector.place')}
          choices={headPlaceSchema.options.map((value) => ({ value, label: say(`head.${value}`) }))}
          value={block.head}
          onChange={(head) => onChange({ head })}
        />
      </Row>
      <Row label={say('inspector.direction')}>
        <Segmented
          label={say('inspector.direction')}
          choices={[
            { value: 'horizontal', label: say('direction.horizontal'), icon: MoveHorizontal },
            { value: 'vertical', label: say('direction.vertical'), icon: MoveVertical },
          ]}
          value={block.orientation ?? ownDirection}
          isIconOnly
          onChange={(orientation) => onChange({ orientation: orientation === ownDirection ? null : orientation })}
        />
      </Row>
      <Row label={say('inspector.size')}>
        <HeadSize block={block} stylebook={stylebook} onChange={onChange} />
      </Row>
    </Section>
  )
}

/** 0 stands for the paper's own list of sizes. */
function HeadSize({ block, stylebook, onChange }: BlockSectionProps & { stylebook: Stylebook }) {
  const say = useSay()
  return (
    <NumberField
      label={say('inspector.size')}
      isLabelHidden
      value={block.headSize ?? 0}
      least={0}
      most={Math.max(...stylebook.heads.sizes) * 2}
      units={sizeUnits(stylebook)}
      scale={PT}
      step={PT}
      write={(size) => (size === 0 ? say('inspector.sizeAuto') : `${Math.round((size * 10) / PT) / 10} pt`)}
      onChange={(size) => onChange({ headSize: size < MM ? null : size })}
    />
  )
}
