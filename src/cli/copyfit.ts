/** Copyfit 凑版 as `galley --fit` prints it: over and short, what wins a line in each paragraph, and the ways to fit. */
import type { Copyfit, Fitting, FitWay } from '#contract/copyfit.ts'
import { toMm, type Emu } from '#contract/measure.ts'
import { sayCount } from '#words/counts.ts'
import type { SpokenLocale } from '#words/locale.ts'

/** Millimetres for scripts: to a tenth of a micron. */
export const millimetres = (length: Emu): number => Math.round(toMm(length) * 10_000) / 10_000

/** A copyfit with its depths in millimetres. */
export const copyfitJson = (copyfit: Copyfit) => ({
  ...copyfit,
  fit: { ...copyfit.fit, depth: millimetres(copyfit.fit.depth), overDepth: millimetres(copyfit.fit.overDepth) },
})

/** A copyfit in lines for a reader. */
export function copyfitText(copyfit: Copyfit, locale: SpokenLocale): readonly string[] {
  const rows = copyfit.paragraphs.map(({ part, paragraph, lines, cut, room }) => {
    const place = `  ${part} ${paragraph}`.padEnd(14)
    return place + sayCount('paragraph', locale, { lines, cut, room })
  })
  const ways = copyfit.ways.map((way) => `  ${wayText(way, locale)}`)
  return [verdict(copyfit, locale), ...rows, ...ways]
}

function verdict({ record, item, fit }: Copyfit, locale: SpokenLocale): string {
  const head = `${record}  ${item}  ${fit.lines}/${fit.capacity}`
  return `${head}  ${sayFit(fit, locale)}`
}

function sayFit(fit: Copyfit['fit'], locale: SpokenLocale): string {
  const { overLines, overCharacters, shortLines, shortCharacters } = fit
  if (overLines > 0) {
    const depth = millimetres(fit.overDepth).toFixed(1)
    return sayCount('over', locale, { lines: overLines, characters: overCharacters, depth })
  }
  if (shortLines > 0) return sayCount('short', locale, { lines: shortLines, characters: shortCharacters })
  return sayCount('fits', locale)
}

function wayText({ fitting, overLines, shortLines, cost }: FitWay, locale: SpokenLocale): string {
  const left = overLines > 0 ? `+${overLines}` : shortLines > 0 ? `-${shortLines}` : '0'
  return `${left.padStart(4)}  ${meansText(fitting, locale)}  (${cost})`
}

function meansText({ tracking, leading, air }: Fitting, locale: SpokenLocale): string {
  const means = [
    tracking === 0 ? [] : sayCount('tracking', locale, { value: tracking }),
    leading === 1000 ? [] : sayCount('leading', locale, { value: leading }),
    air === null ? [] : sayCount('air', locale, { value: air }),
  ].flat()
  return means.length > 0 ? means.join(', ') : sayCount('natural', locale)
}
