/** What is looked for in copy, and where. Plain data: it is kept in settings and sent to a worker. */
import type { Part } from '#contract/copy.ts'

/** Where in a story is looked: everywhere, in the heads, in running text (with cutlines), in bylines and credits. */
export const WHERES = ['all', 'head', 'body', 'credits'] as const
export type Where = (typeof WHERES)[number]

const WHERE_OF: Readonly<Record<Part, Exclude<Where, 'all'>>> = {
  kicker: 'head',
  headline: 'head',
  deck: 'head',
  byline: 'credits',
  body: 'body',
  jumpLine: 'body',
  cutline: 'body',
  credit: 'credits',
}

export const isWhere = (part: Part, where: Where): boolean => where === 'all' || WHERE_OF[part] === where

export interface Query {
  readonly text: string
  readonly isRegExp: boolean
  /** Full and half width are the same: Ａ and A, （ and (. */
  readonly foldsWidth: boolean
  readonly foldsCase: boolean
  /** Simplified and traditional are the same, character by character: 台湾 and 臺灣. */
  readonly foldsScript: boolean
  /** All quotes are the same, each pair and each direction: “ ” 「 」 ". */
  readonly foldsQuotes: boolean
  /** Latin letters or figures do not go on at either end. Chinese knows no such ends. */
  readonly isWhole: boolean
  readonly where: Where
}

export const NO_QUERY: Query = {
  text: '',
  isRegExp: false,
  foldsWidth: true,
  foldsCase: true,
  foldsScript: false,
  foldsQuotes: true,
  isWhole: false,
  where: 'all',
}
