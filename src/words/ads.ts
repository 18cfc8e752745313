/** What is known of an ad, in words: its size and colour, what it lacks, what was left out of it. */
import type { Ad, AdColour, AdExtra } from '#contract/ad.ts'
import { toMm, type Emu } from '#contract/measure.ts'
import type { SpokenLocale } from './locale.ts'

type Spoken = Readonly<{ zh: string; en: string }>

const EXTRAS: Readonly<Record<AdExtra, Spoken>> = {
  script: { zh: '脚本', en: 'scripts' },
  form: { zh: '表单', en: 'a form' },
  annotation: { zh: '批注', en: 'annotations' },
  attachment: { zh: '附件', en: 'attachments' },
  layer: { zh: '图层', en: 'layers' },
  preview: { zh: '缩略图', en: 'a thumbnail' },
}

const COLOURS: Readonly<Record<AdColour, Spoken>> = {
  grey: { zh: '黑', en: 'black' },
  cmyk: { zh: '四色', en: 'CMYK' },
  rgb: { zh: 'RGB', en: 'RGB' },
  spot: { zh: '专色', en: 'spot' },
}

const pick = (spoken: Spoken, locale: SpokenLocale): string => (locale === 'en' ? spoken.en : spoken.zh)
const listed = (words: readonly string[], locale: SpokenLocale): string => words.join(locale === 'en' ? ', ' : '、')

/** 120 × 80 mm; a tenth only where it is not 0. */
export function sayAdSize({ trim }: Pick<Ad, 'trim'>, locale: SpokenLocale): string {
  const side = (length: Emu): string => String(Math.round(toMm(length) * 10) / 10)
  return `${side(trim.width)} × ${side(trim.height)} ${pick({ zh: '毫米', en: 'mm' }, locale)}`
}

/** 四色、专色（PANTONE 485 C）. */
export function sayAdColours({ colours, spots }: Pick<Ad, 'colours' | 'spots'>, locale: SpokenLocale): string {
  const said = colours.map((colour) => {
    const word = pick(COLOURS[colour], locale)
    if (colour !== 'spot') return word
    return locale === 'en' ? `${word} (${listed(spots, locale)})` : `${word}（${listed(spots, locale)}）`
  })
  return listed(said, locale)
}

/** What was left out of the file, as a list; '' where nothing was. */
export const sayAdExtras = ({ extras }: Pick<Ad, 'extras'>, locale: SpokenLocale): string =>
  listed(
    extras.map((extra) => pick(EXTRAS[extra], locale)),
    locale,
  )

/** An ad in one line. */
export function sayAd(ad: Ad, locale: SpokenLocale): string {
  const extras = sayAdExtras(ad, locale)
  const missing = ad.fonts.filter(({ isEmbedded }) => !isEmbedded).map(({ name }) => name)
  const said = [
    sayAdSize(ad, locale),
    sayAdColours(ad, locale),
    ad.standard ?? '',
    ...(missing.length > 0
      ? [pick({ zh: '未嵌入字体：', en: 'fonts not embedded: ' }, locale) + listed(missing, locale)]
      : []),
    ...(extras === '' ? [] : [pick({ zh: '已略去：', en: 'left out: ' }, locale) + extras]),
  ]
  return said.filter((part) => part !== '').join(locale === 'en' ? '; ' : '；')
}
