import type { ComponentType, CSSProperties } from 'react'
import { FIRST_ARRANGEMENTS, LEAST_SIDE, LEAST_SPLIT, MOST_SIDE, clampSide, clampSplit } from './arrangements.ts'
import type { Arrangement, PaneName } from './arrangements.ts'
import { Splitter } from './controls/Splitter.tsx'
import { useRef } from 'react'
import { usePart, useSay, useWorkspace } from './workspace.tsx'
import styles from './Workbench.module.css'

export type Panes = Readonly<Record<PaneName, ComponentType>>

/** The panes of the chosen desk, and the borders between them. */
export function Workbench({ panes }: { panes: Panes }) {
  const say = useSay()
  const { settings } = useWorkspace()
  const desk = usePart(settings, (state) => state.desk)
  const arrangement = usePart(settings, (state) => state.arrangements[state.desk])
  const Left = panes[arrangement.leftPane]
  const Right = panes[arrangement.rightPane]
  return (
    <div className={styles['bench']}>
      {arrangement.isLeftShown && (
        <>
          <aside className={styles['side']} style={{ width: arrangement.left }} aria-label={say('window.left')}>
            <Left />
          </aside>
          <Splitter
            label={say('window.splitLeft')}
            axis="x"
            value={arrangement.left}
            least={LEAST_SIDE}
            most={MOST_SIDE}
            step={16}
            moved={(from, pixels) => clampSide(from + pixels)}
            onChange={(left) => settings.arrange({ left })}
            onReset={() => settings.arrange({ left: FIRST_ARRANGEMENTS[desk].left })}
          />
        </>
      )}
      <Centre arrangement={arrangement} panes={panes} />
      {arrangement.isRightShown && (
        <>
          <Splitter
            label={say('window.splitRight')}
            axis="x"
            value={arrangement.right}
            least={LEAST_SIDE}
            most={MOST_SIDE}
            step={16}
            moved={(from, pixels) => clampSide(from - pixels)}
            onChange={(right) => settings.arrange({ right })}
            onReset={() => settings.arrange({ right: FIRST_ARRANGEMENTS[desk].right })}
          />
          <aside className={styles['side']} style={{ width: arrangement.right }} aria-label={say('window.right')}>
            <Right />
          </aside>
        </>
      )}
    </div>
  )
}

function Centre({ arrangement, panes }: { arrangement: Arrangement; panes: Panes }) {
  const say = useSay()
  const { settings } = useWorkspace()
  const centre = useRef<HTMLElement>(null)
  const First = panes[arrangement.first]
  const Second = panes[arrangement.second]
  const isRow = arrangement.direction === 'row'
  const extent = (): number => (isRow ? centre.current?.clientWidth : centre.current?.clientHeight) || 1000
  const grow = (share: number): CSSProperties => ({ flex: `${share} 1 0` })
  return (
    <main
      ref={centre}
      id="centre"
      className={styles['centre']}
      data-direction={arrangement.direction}
      aria-label={say('window.main')}
    >
      <div className={styles['cell']} style={grow(arrangement.isSecondShown ? arrangement.split : 1)}>
        <First />
      </div>
      {arrangement.isSecondShown && (
        <>
          <Splitter
            label={say('window.splitCentre')}
            axis={isRow ? 'x' : 'y'}
            value={arrangement.split}
            least={LEAST_SPLIT}
            most={1000 - LEAST_SPLIT}
            step={16}
            moved={(from, pixels) => clampSplit(from + (pixels * 1000) / extent())}
            onChange={(split) => settings.arrange({ split })}
            onReset={() => settings.arrange({ split: FIRST_ARRANGEMENTS[settings.get().desk].split })}
          />
          <div className={styles['cell']} style={grow(1000 - arrangement.split)}>
            <Second />
          </div>
        </>
      )}
    </main>
  )
}
