import { TriangleAlert } from 'lucide-react'
import type { Ad } from '#contract/ad.ts'
import { sayAdColours, sayAdExtras, sayAdSize } from '#words/ads.ts'
import { Row } from './controls/Fields.tsx'
import { Tag } from './controls/Tag.tsx'
import { useLanguage, usePart, useSay, useSession } from './workspace.tsx'

/** What is known of an ad, row by row; what stands in the way of the press is marked. */
export function AdFacts({ ad }: { ad: Ad }) {
  const say = useSay()
  const language = useLanguage()
  const { leastResolution, totalInk } = usePart(useSession().issue, (state) => state.stylebook.press)
  const missing = ad.fonts.filter(({ isEmbedded }) => !isEmbedded).map(({ name }) => name)
  const extras = sayAdExtras(ad, language)
  return (
    <>
      <Row label={say('ad.size')}>{sayAdSize(ad, language)}</Row>
      <Row label={say('ad.colours')}>
        <Marked isBad={ad.colours.includes('rgb')}>{sayAdColours(ad, language) || '–'}</Marked>
      </Row>
      <Row label={say('ad.fonts')}>
        {missing.length > 0 ? (
          <Marked isBad>{say('ad.fontsMissing', { names: missing.join(', ') })}</Marked>
        ) : (
          say(ad.fonts.length === 0 ? 'ad.fontsNone' : 'ad.fontsWhole', { n: ad.fonts.length })
        )}
      </Row>
      {ad.resolution !== null && (
        <Row label={say('inspector.resolution')}>
          <Marked isBad={ad.resolution < leastResolution}>{say('inspector.dpi', { n: ad.resolution })}</Marked>
        </Row>
      )}
      {ad.mostInk !== null && (
        <Row label={say('ad.ink')}>
          <Marked isBad={ad.mostInk > totalInk}>{`${ad.mostInk}%`}</Marked>
        </Row>
      )}
      {ad.isTransparent && (
        <Row label={say('ad.transparency')}>
          <Marked isBad>{say('ad.onlyX4')}</Marked>
        </Row>
      )}
      {ad.isModern && (
        <Row label={say('ad.coding')}>
          <Marked isBad>{say('ad.onlyX4')}</Marked>
        </Row>
      )}
      <Row label={say('ad.standard')}>{ad.standard ?? say('ad.standardNone')}</Row>
      {extras !== '' && <Row label={say('ad.extras')}>{extras}</Row>}
    </>
  )
}

function Marked({ isBad, children }: { isBad: boolean; children: string }) {
  return isBad ? (
    <Tag tone="warning" icon={TriangleAlert}>
      {children}
    </Tag>
  ) : (
    children
  )
}
