/** Prints the typesetter's figures: cold and warm shaping and breaking of a page of body, one keystroke, a monstrous paragraph. */
import { openTypesetter } from '#compose/openTypesetter.ts'
import { chinese, column, cutterOf, EM, english, loadFaces, paragraph } from '../../compose/faces.ts'
import { EN, ZH } from '../../compose/samples.ts'

const faces = loadFaces('notoSerifSc.400', 'sourceSerifSmText.400')
const time = (work: () => void): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}
const median = (runs: number, work: (n: number) => void): string => {
  const times = Array.from({ length: runs }, (_, n) => time(() => work(n))).sort((a, b) => a - b)
  return `p50 ${(times[runs >> 1] ?? 0).toFixed(3)} ms, p95 ${(times[Math.floor(runs * 0.95)] ?? 0).toFixed(3)} ms`
}

const setter = await openTypesetter({ faces, breakWords: cutterOf() })
const page = Array.from({ length: 8 }, () => ZH).flat()
console.log(`page of ${page.join('').length} characters, 13 em`)
console.log(
  'cold',
  time(() => page.forEach((text) => setter.breakParagraph(paragraph(text), chinese(), column(13 * EM)))).toFixed(1),
  'ms',
)
const style = chinese()
const warm = (rules: Parameters<typeof chinese>[0]) => {
  const own = chinese(rules)
  return median(60, () => page.forEach((text) => setter.breakParagraph(paragraph(text), own, column(13 * EM))))
}
console.log('warm, total fit', warm({}))
console.log('warm, single line', warm({ rules: { composing: 'singleLine' } }))
const longest = ZH.toSorted((a, b) => b.length - a.length)[0] ?? ''
console.log(
  'keystroke in',
  longest.length,
  'characters',
  median(300, (n) =>
    setter.breakParagraph(
      paragraph(longest.slice(0, 60) + '好'.repeat(n % 3) + longest.slice(60)),
      style,
      column(13 * EM),
    ),
  ),
)
const latin = english()
console.log(
  'English paragraph',
  EN[0]?.length,
  'characters',
  median(300, () => setter.breakParagraph(paragraph(EN[0] ?? ''), latin, column(133 * 12_700))),
)
const huge = ZH.join('').repeat(300).slice(0, 100_000)
console.log(
  '100,000 characters, 13 em',
  median(3, () => setter.breakParagraph(paragraph(huge), style, column(13 * EM))),
)
console.log(
  '100,000 characters, 111 em',
  median(3, () => setter.breakParagraph(paragraph(huge), style, column(111 * EM))),
)
const words = EN.join(' ').repeat(200).slice(0, 100_000)
console.log(
  '100,000 English characters',
  median(3, () => setter.breakParagraph(paragraph(words), latin, column(133 * 12_700))),
)
console.log(
  '100,000 letters without a space',
  median(3, () => setter.breakParagraph(paragraph('x'.repeat(100_000)), latin, column(133 * 12_700))),
)
console.log(
  'narrower than a character',
  median(3, () => setter.breakParagraph(paragraph(huge.slice(0, 10_000)), style, column(EM / 2))),
)
