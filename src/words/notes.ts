/** What the headless host tells beside its report. */
import type { SpokenLocale } from './locale.ts'

/** The pool had a story of this slug and length before: the same page was probably imported twice. */
export const sayTwice = (slug: string, locale: SpokenLocale): string =>
  locale === 'en'
    ? `“${slug}” was in the pool already, of the same length; it was imported as a story of its own. Spike one of them if it is the same.`
    : `稿库里已有同名、同字数的“${slug}”，这次另收为一篇；若是重复，请撤去一篇。`
