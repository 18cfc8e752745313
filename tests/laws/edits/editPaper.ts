/** Random edits of what stands round the stories: the stylebook, the issue's data, the photos of the pool. */
import type { Issue } from '#contract/issue.ts'
import type { Photo } from '#contract/photo.ts'
import type { StyleName, Stylebook, TextStyle } from '#contract/stylebook.ts'
import { pick, replaced, weighed, whole, type Next } from './chance.ts'
import { bit } from './words.ts'

const STYLES: readonly StyleName[] = [
  'text',
  'text',
  'leadIn',
  'subhead',
  'pullQuote',
  'note',
  'kicker',
  'headline',
  'deck',
  'byline',
  'cutline',
  'credit',
  'jumpLine',
  'folio',
]

/** A new value, or back to the paper's own: so the book never wanders far from one that a paper would have. */
function editStyle(own: TextStyle, now: TextStyle, next: Next): TextStyle {
  const { dropCap: _, tracking: __, ...bare } = now
  return weighed<TextStyle>(next, [
    [4, { ...own }],
    [2, { ...now, size: own.size + whole(next, -3, 6) * 6350 }],
    [2, { ...now, leading: next() < 0.5 ? null : Math.floor((now.size * whole(next, 110, 150)) / 100) }],
    [2, { ...now, indent: whole(next, 0, 2) * 1000 }],
    [2, { ...now, align: pick(next, ['justify', 'left', 'center', 'right'] as const) }],
    [2, { ...now, tracking: whole(next, -20, 80) }],
    [2, { ...now, dropCap: whole(next, 2, 4) }],
    [1, bare],
    [1, { ...now, tint: whole(next, 40, 100) }],
    [2, { ...now, before: whole(next, 0, 4) * 500, after: whole(next, 0, 3) * 500 }],
  ])
}

function editRules(own: Stylebook['rules'], now: Stylebook['rules'], next: Next): Stylebook['rules'] {
  return weighed(next, [
    [4, { ...own }],
    [1, { ...now, kinsoku: pick(next, ['none', 'basic', 'gb', 'strict'] as const) }],
    [1, { ...now, adjacent: pick(next, [1000, 1500] as const) }],
    [1, { ...now, trimLineEnd: next() < 0.5, trimLineStart: next() < 0.5 }],
    [1, { ...now, cjkLatin: whole(next, 0, 250) }],
    [1, { ...now, composing: pick(next, ['totalFit', 'singleLine'] as const) }],
    [1, { ...now, hyphenate: next() < 0.7, dividesNames: next() < 0.5, ladder: whole(next, 0, 3) }],
    [1, { ...now, looseWarning: whole(next, 20, 150), looseError: whole(next, 150, 300) }],
  ])
}

function editHeads(own: Stylebook['heads'], now: Stylebook['heads'], next: Next): Stylebook['heads'] {
  return weighed<Stylebook['heads']>(next, [
    [3, { ...own }],
    [1, { ...now, sizes: own.sizes.filter(() => next() < 0.7).concat(own.sizes.at(-1) ?? []) }],
    [1, { ...now, air: whole(next, 0, 20) * 100 }],
    [1, { ...now, spread: whole(next, 0, 500) }],
    [1, { ...now, scale: { least: whole(next, 80, 100) * 10, most: whole(next, 100, 120) * 10 } }],
  ])
}

const rule = (next: Next) => (next() < 0.3 ? null : { weight: whole(next, 1, 4) * 3175, tint: whole(next, 20, 100) })

/** `own`: the book as the paper has it. */
export function editStylebook(own: Stylebook, now: Stylebook, next: Next): readonly [string, Stylebook] {
  const name = pick(next, STYLES)
  const grid = {
    ...own.grid,
    pitch: own.grid.pitch + whole(next, -4, 6) * 2540,
    gap: own.grid.gap + whole(next, -2, 4) * 12_700,
  }
  const { direction: _, ...undirected } = now
  return weighed<readonly [string, Stylebook]>(next, [
    [4, ['book as it was', own]],
    [
      8,
      [
        `style ${name}`,
        { ...now, styles: { ...now.styles, [name]: editStyle(own.styles[name], now.styles[name], next) } },
      ],
    ],
    [4, ['rules', { ...now, rules: editRules(own.rules, now.rules, next) }]],
    [3, ['heads', { ...now, heads: editHeads(own.heads, now.heads, next) }]],
    [2, ['grid', { ...now, grid: next() < 0.5 ? own.grid : grid }]],
    [1, ['columnRule', { ...now, columnRule: rule(next) }]],
    [1, ['blockRule', { ...now, blockRule: rule(next) }]],
    [1, ['direction', next() < 0.5 ? undirected : { ...now, direction: 'vertical' }]],
    [
      1,
      [
        'fitting',
        {
          ...now,
          fitting: {
            tracking: { least: -10, most: whole(next, 0, 30) },
            leading: { least: pick(next, [950, 1000]), most: 1050 },
            air: { least: 600, most: 2600 },
          },
        },
      ],
    ],
    [1, ['marked', { ...now, marked: { strong: 'heiBold', emphasis: next() < 0.5 ? 'songBold' : undefined } }]],
    [1, ['book renewed', { ...now }]],
  ])
}

export const editIssue = (issue: Issue, next: Next): Issue =>
  weighed<Issue>(next, [
    [2, { ...issue, number: whole(next, 1, 9999) }],
    [2, { ...issue, date: `2026-${pick(next, ['01', '07', '12'])}-${pick(next, ['01', '15', '28'])}` }],
    [1, { ...issue, edition: pick(next, ['', 'A', 'Late']) }],
    [1, { ...issue, pages: whole(next, 4, 16) }],
    [1, { ...issue }],
  ])

/** Another photo under the same id: other words, another size, or the file taken out and put back. */
export function editPhotos(photos: readonly Photo[], next: Next): Photo[] {
  const at = whole(next, 0, photos.length - 1)
  const photo = photos[at] as Photo
  const edited = weighed<Photo>(next, [
    [3, { ...photo, caption: bit(next, 50) }],
    [2, { ...photo, credit: next() < 0.3 ? '' : bit(next, 8), byline: bit(next, 6) }],
    [2, { ...photo, width: whole(next, 1, 4000), height: whole(next, 1, 3000) }],
    [1, { ...photo, sha256: pick(next, ['a', 'b', 'c']).repeat(64) }],
    [1, { ...photo }],
  ])
  return replaced(photos, at, edited)
}
