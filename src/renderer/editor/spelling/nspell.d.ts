/** The part of nspell that spelling uses; the package has no types of its own. */
declare module 'nspell' {
  export interface Nspell {
    correct(word: string): boolean
    suggest(word: string): string[]
  }
  export default function nspell(aff: string, dic: string): Nspell
}
