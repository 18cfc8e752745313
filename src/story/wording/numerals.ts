/** Numbers in Arabic figures and in Han: 1024 -> 一千零二十四, digit by digit 二〇二六, and the capitals 大写 of sums of money. */
import { editsOf, type Rewording } from './edits.ts'

interface Script {
  readonly digits: string
  readonly units: readonly [string, string, string, string]
  /** 十二, not 一十二. */
  readonly dropsOne: boolean
}

const PLAIN: Script = { digits: '零一二三四五六七八九', units: ['', '十', '百', '千'], dropsOne: true }
const CAPITALS: Script = { digits: '零壹贰叁肆伍陆柒捌玖', units: ['', '拾', '佰', '仟'], dropsOne: false }
const GROUPS = ['', '万', '亿', '万亿'] as const
/** Sixteen figures: 千万亿. */
const MOST_FIGURES = 16

const ARABIC = /[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?/g

/** 1024 -> 一千零二十四; 3.5 -> 三点五. A number of more than sixteen figures stays. */
export const hanNumbers: Rewording = (text) => editsOf(text, ARABIC, (number) => writeHan(number, PLAIN))

/** 1024 -> 壹仟零贰拾肆. */
export const hanCapitals: Rewording = (text) => editsOf(text, ARABIC, (number) => writeHan(number, CAPITALS))

/** 2026 -> 二〇二六: years, and numbers that are read figure by figure. */
export const hanFigures: Rewording = (text) =>
  editsOf(text, /[0-9]+/g, (number) => [...number].map((figure) => '〇一二三四五六七八九'[Number(figure)]).join(''))

function writeHan(number: string, script: Script): string {
  const [whole = '', part = ''] = number.replaceAll(',', '').split('.')
  const figures = whole.replace(/^0+(?=\d)/, '')
  if (figures.length > MOST_FIGURES) return number
  const decimals = [...part].map((figure) => script.digits[Number(figure)]).join('')
  return writeWhole(figures, script) + (decimals === '' ? '' : `点${decimals}`)
}

function writeWhole(figures: string, script: Script): string {
  if (/^0*$/.test(figures)) return script.digits[0]!
  let written = ''
  const groups = groupsOf(figures)
  groups.forEach((group, i) => {
    const unit = GROUPS[groups.length - 1 - i]!
    const value = Number(group)
    // 万亿 and 亿 share their 亿: 一万亿, but 一万二千亿.
    const name = unit === '万亿' && Number(groups[i + 1]) > 0 ? '万' : unit
    if (value === 0) return
    const gap = written !== '' && (value < 1000 || isZero(groups[i - 1]))
    written += (gap ? script.digits.charAt(0) : '') + writeGroup(value, script) + name
  })
  return script.dropsOne && written.startsWith('一十') ? written.slice(1) : written
}

const isZero = (group: string | undefined): boolean => group !== undefined && Number(group) === 0

function groupsOf(figures: string): string[] {
  const groups: string[] = []
  for (let end = figures.length; end > 0; end -= 4) groups.unshift(figures.slice(Math.max(0, end - 4), end))
  return groups
}

/** 1 to 9999. */
function writeGroup(value: number, { digits, units }: Script): string {
  let written = ''
  let isGap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      isGap = written !== ''
      continue
    }
    written += (isGap ? digits.charAt(0) : '') + digits.charAt(digit) + units[place]!
    isGap = false
  }
  return written
}

const VALUE: ReadonlyMap<string, number> = new Map(
  ['零一二三四五六七八九', '〇壹贰叁肆伍陆柒捌玖'].flatMap((row) => [...row].map((digit, i) => [digit, i] as const)),
).set('两', 2)
const UNIT: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
])
const HAN_NUMBER = /[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]+(?:点[零〇一二三四五六七八九]+)?/g

/** 一千零二十四 and 二〇二六 -> 1024 and 2026. What does not read as a number (万一) stays. */
export const arabicNumbers: Rewording = (text) =>
  editsOf(text, HAN_NUMBER, (written) => {
    const [whole = '', part] = written.split('点')
    const value = readWhole(whole)
    if (value === null) return written
    return part === undefined ? value : `${value}.${[...part].map((digit) => VALUE.get(digit)).join('')}`
  })

function readWhole(written: string): string | null {
  if ([...written].every((digit) => VALUE.has(digit))) return [...written].map((digit) => VALUE.get(digit)).join('')
  const value = readUpTo(written, ['亿', '万'])
  return value === null || value > Number.MAX_SAFE_INTEGER ? null : String(value)
}

/** The value of what stands before a large unit times it, and of what follows. */
function readUpTo(written: string, [unit, ...smaller]: readonly string[]): number | null {
  if (unit === undefined) return readGroup(written)
  const at = written.lastIndexOf(unit)
  if (at === -1) return readUpTo(written, smaller)
  const before = readUpTo(written.slice(0, at), smaller)
  const after = at + 1 < written.length ? readUpTo(written.slice(at + 1), smaller) : 0
  return before === null || after === null || before === 0 ? null : before * (unit === '亿' ? 1e8 : 1e4) + after
}

/** 一千零二十四 of units that fall; null where it is not written so. */
function readGroup(written: string): number | null {
  let [value, digit, last] = [0, -1, 10_000]
  for (const character of written) {
    const [read, unit] = [VALUE.get(character), UNIT.get(character)]
    if (read !== undefined) {
      if (digit > 0) return null
      digit = read
    } else if (unit !== undefined && unit < last) {
      if (digit === -1 && (unit !== 10 || value > 0)) return null
      value += (digit === -1 || digit === 0 ? 1 : digit) * unit
      ;[digit, last] = [-1, unit]
    } else return null
  }
  return written === '' ? null : value + Math.max(digit, 0)
}
