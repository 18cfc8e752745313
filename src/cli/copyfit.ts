/** Copyfit 凑版 as `galley --fit` prints it: over and short, what wins a line in each paragraph, and the ways to fit. */
import type { Copyfit, Fitting, FitWay } from '#contract/copyfit.ts'
import { toMm, type Emu } from '#contract/measure.ts'
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
  const isEnglish = locale === 'en'
  const rows = copyfit.paragraphs.map(({ part, paragraph, lines, cut, room }) => {
    const place = `  ${part} ${paragraph}`.padEnd(14)
    if (isEnglish) {
      const wins = cut === null ? '' : `, cut ${cut} to save one`
      return `${place}${lines} lines${wins}, room for ${room}`
    }
    return `${place}${lines} 行${cut === null ? '' : `，删 ${cut} 字省一行`}，末行还容 ${room} 字`
  })
  const ways = copyfit.ways.map((way) => `  ${wayText(way, isEnglish)}`)
  return [verdict(copyfit, isEnglish), ...rows, ...ways]
}

function verdict({ record, item, fit }: Copyfit, isEnglish: boolean): string {
  const head = `${record}  ${item}  ${fit.lines}/${fit.capacity}`
  if (fit.overLines > 0) {
    const depth = millimetres(fit.overDepth).toFixed(1)
    return isEnglish
      ? `${head}  over by ${fit.overLines} lines, ${fit.overCharacters} characters, ${depth} mm`
      : `${head}  超 ${fit.overLines} 行、${fit.overCharacters} 字、${depth} 毫米`
  }
  if (fit.shortLines > 0) {
    return isEnglish
      ? `${head}  short by ${fit.shortLines} lines, ${fit.shortCharacters} characters`
      : `${head}  短 ${fit.shortLines} 行、${fit.shortCharacters} 字`
  }
  return isEnglish ? `${head}  fits` : `${head}  正好`
}

function wayText({ fitting, overLines, shortLines, cost }: FitWay, isEnglish: boolean): string {
  const left = overLines > 0 ? `+${overLines}` : shortLines > 0 ? `-${shortLines}` : '0'
  return `${left.padStart(4)}  ${meansText(fitting, isEnglish)}  (${cost})`
}

function meansText({ tracking, leading, air }: Fitting, isEnglish: boolean): string {
  const means = [
    tracking === 0 ? '' : `${isEnglish ? 'tracking' : '字距'} ${tracking} ‰`,
    leading === 1000 ? '' : `${isEnglish ? 'leading' : '行距'} ${leading} ‰`,
    air === null ? '' : `${isEnglish ? 'head air' : '题空'} ${air} ‰`,
  ].filter((word) => word !== '')
  return means.length > 0 ? means.join(', ') : isEnglish ? 'natural type' : '原样'
}
