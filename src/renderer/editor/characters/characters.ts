/** Special characters of the trade, by kind, each with its name in both languages. A list of data. */

export interface Character {
  readonly character: string
  readonly zh: string
  readonly en: string
}

export const CHARACTER_KINDS = [
  'punctuation',
  'currency',
  'units',
  'arrows',
  'numbering',
  'roman',
  'greek',
  'fractions',
  'signs',
  'letters',
  'spaces',
] as const
export type CharacterKind = (typeof CHARACTER_KINDS)[number]

/** `— 破折号 em dash`, one a line: the character, its Chinese name, its English one. */
const listOf = (lines: string): readonly Character[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [character = '', zh = '', ...en] = line.trim().split(' ')
      return { character, zh, en: en.join(' ') }
    })

/** A row of characters that follow one another under names that count them. */
const rowOf = (characters: string, zh: string, en: string, first = 1): readonly Character[] =>
  [...characters].map((character, i) => ({ character, zh: `${zh}${first + i}`, en: `${en} ${first + i}` }))

const named = (code: number, zh: string, en: string): Character => ({ character: String.fromCodePoint(code), zh, en })

export const CHARACTERS: Readonly<Record<CharacterKind, readonly Character[]>> = {
  punctuation: listOf(`
    — 长破折号 em dash
    – 短破折号 en dash
    … 省略号 ellipsis
    · 间隔号 middle dot
    • 项目符号 bullet
    「 左直角引号 left corner bracket
    」 右直角引号 right corner bracket
    『 左双直角引号 left double corner bracket
    』 右双直角引号 right double corner bracket
    “ 左双引号 left double quotation mark
    ” 右双引号 right double quotation mark
    ‘ 左单引号 left single quotation mark
    ’ 右单引号 right single quotation mark
    《 左书名号 left title mark
    》 右书名号 right title mark
    〈 左单书名号 left single title mark
    〉 右单书名号 right single title mark
    【 左方头括号 left lenticular bracket
    】 右方头括号 right lenticular bracket
    〔 左六角括号 left tortoise-shell bracket
    〕 右六角括号 right tortoise-shell bracket
    ～ 浪纹连接号 wave dash
    ／ 分隔号 full-width solidus
    ¶ 段落号 pilcrow
    § 分节号 section sign
    † 剑号 dagger
    ‡ 双剑号 double dagger
    ※ 参考号 reference mark
    ¡ 倒叹号 inverted exclamation mark
    ¿ 倒问号 inverted question mark`),
  currency: listOf(`
    ¥ 元 yuan, yen
    ￥ 全角元 full-width yuan
    $ 美元 dollar
    € 欧元 euro
    £ 英镑 pound
    ¢ 分 cent
    ₩ 韩元 won
    ₹ 卢比 rupee
    ₽ 卢布 ruble
    ₫ 越南盾 dong
    ฿ 泰铢 baht`),
  units: listOf(`
    ℃ 摄氏度 degree Celsius
    ℉ 华氏度 degree Fahrenheit
    ° 度 degree
    ′ 分 prime
    ″ 秒 double prime
    ㎡ 平方米 square metre
    ㎥ 立方米 cubic metre
    ㎞ 千米 kilometre
    ㎜ 毫米 millimetre
    ㎝ 厘米 centimetre
    ㎏ 千克 kilogram
    ㎎ 毫克 milligram
    ㏄ 毫升 cubic centimetre
    µ 微 micro
    Ω 欧姆 ohm
    ‰ 千分号 per mille
    ％ 全角百分号 full-width percent
    № 编号 numero`),
  arrows: listOf(`
    ← 左箭头 left arrow
    → 右箭头 right arrow
    ↑ 上箭头 up arrow
    ↓ 下箭头 down arrow
    ↔ 左右箭头 left right arrow
    ↕ 上下箭头 up down arrow
    ↗ 右上箭头 up right arrow
    ↘ 右下箭头 down right arrow
    ⇒ 双线右箭头 double right arrow
    ► 右三角 right pointer
    ▲ 上三角 up triangle
    ▼ 下三角 down triangle`),
  numbering: [
    ...rowOf('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳', '带圈数字', 'circled'),
    ...rowOf('⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽', '括号数字', 'parenthesised'),
    ...rowOf('⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑', '带点数字', 'with full stop'),
    ...rowOf('㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩', '括号汉字', 'parenthesised ideograph'),
  ],
  roman: [
    ...rowOf('ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ', '罗马数字', 'Roman numeral'),
    ...rowOf('ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ', '小写罗马数字', 'small Roman numeral'),
  ],
  greek:
    'α alpha|β beta|γ gamma|δ delta|ε epsilon|ζ zeta|η eta|θ theta|ι iota|κ kappa|λ lambda|μ mu|ν nu|ξ xi|ο omicron|π pi|ρ rho|σ sigma|τ tau|υ upsilon|φ phi|χ chi|ψ psi|ω omega|Γ Gamma|Δ Delta|Θ Theta|Λ Lambda|Ξ Xi|Π Pi|Σ Sigma|Φ Phi|Ψ Psi|Ω Omega'
      .split('|')
      .map((pair) => pair.split(' '))
      .map(([character = '', name = '']) => ({ character, zh: `希腊字母 ${name}`, en: `Greek ${name}` })),
  fractions: listOf(`
    ½ 二分之一 one half
    ⅓ 三分之一 one third
    ⅔ 三分之二 two thirds
    ¼ 四分之一 one quarter
    ¾ 四分之三 three quarters
    ⅕ 五分之一 one fifth
    ⅛ 八分之一 one eighth
    ⅜ 八分之三 three eighths
    ⅝ 八分之五 five eighths
    ⅞ 八分之七 seven eighths
    × 乘号 multiplication sign
    ÷ 除号 division sign
    ± 正负号 plus-minus
    − 减号 minus sign
    ≈ 约等于 almost equal
    ≠ 不等于 not equal
    ≤ 小于等于 less than or equal
    ≥ 大于等于 greater than or equal
    ∶ 比号 ratio
    √ 根号 square root
    ∞ 无穷 infinity
    ² 平方 superscript two
    ³ 立方 superscript three`),
  signs: listOf(`
    ■ 实心方块 black square
    □ 空心方块 white square
    ● 实心圆 black circle
    ○ 空心圆 white circle
    ◆ 实心菱形 black diamond
    ◇ 空心菱形 white diamond
    ★ 实心星 black star
    ☆ 空心星 white star
    △ 空心三角 white triangle
    ◎ 双圈 bullseye
    ☎ 电话 telephone
    ✓ 对号 check mark
    ✗ 错号 ballot cross
    ♀ 女性 female sign
    ♂ 男性 male sign
    © 版权 copyright
    ® 注册商标 registered
    ™ 商标 trade mark
    〇 汉字零 ideographic zero`),
  letters: [...'āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüçñöäåøßéèêëæœ'].map((character) => ({
    character,
    zh: `字母${character}`,
    en: `letter ${character}`,
  })),
  spaces: [
    named(0x3000, '全角空格', 'ideographic space'),
    named(0x2003, '全身空格', 'em space'),
    named(0x2002, '半身空格', 'en space'),
    named(0x2009, '窄空格', 'thin space'),
    named(0x00a0, '不换行空格', 'no-break space'),
    named(0x202f, '窄不换行空格', 'narrow no-break space'),
    named(0x2060, '不断字', 'word joiner'),
    named(0x00ad, '可断连字符', 'soft hyphen'),
  ],
}

/** What a space shows in the sheet: it has no ink of its own. */
export const SHOWN_SPACE = '␣'

export const isSpace = ({ character }: Character): boolean =>
  CHARACTERS.spaces.some((each) => each.character === character)

/** Characters whose name in either language, or which themselves, hold every typed word. */
export function findCharacters(text: string): readonly Character[] {
  const words = text.toLowerCase().split(/\s+/)
  const seen = new Set<string>()
  return CHARACTER_KINDS.flatMap((kind) => CHARACTERS[kind]).filter((each) => {
    const hay = `${each.character} ${each.zh} ${each.en}`.toLowerCase()
    const isNew = !seen.has(each.character) && words.every((word) => hay.includes(word))
    if (isNew) seen.add(each.character)
    return isNew
  })
}

export const maybeCharacter = (character: string): Character | null =>
  CHARACTER_KINDS.flatMap((kind) => CHARACTERS[kind]).find((each) => each.character === character) ?? null
