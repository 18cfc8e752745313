/** The interface's languages, and what a spoken thing consists of. */

/** A language to speak in; `zh` is what the interface calls zh-CN. */
export type SpokenLocale = 'zh-CN' | 'zh' | 'en'

/** A sentence that says what happened, and one that says what to do. */
export interface Said {
  readonly message: string
  readonly hint: string
}

/** Values that a sentence names; what is missing is left out of the sentence. */
export type Values = Readonly<Record<string, string | number | boolean | null>>

/** Message and hint of one thing in each language; `{name}` stands for a value. */
export type Entry = Readonly<Record<'zh-CN' | 'en', readonly [message: string, hint: string]>>

/** Fills `{name}` with the value of that name; a group `[... {name} ...]` is said only when all its values are there. */
export function fill(sentence: string, values: Values): string {
  const has = (name: string): boolean => values[name] !== undefined && values[name] !== null && values[name] !== ''
  const grouped = sentence.replace(/\[([^\]]*)\]/g, (_, inner: string) => (namesIn(inner).every(has) ? inner : ''))
  return grouped.replace(/\{(\w+)\}/g, (_, name: string) => (has(name) ? String(values[name]) : ''))
}

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

export function say(entry: Entry, locale: SpokenLocale, values: Values): Said {
  const [message, hint] = entry[locale === 'en' ? 'en' : 'zh-CN']
  return { message: fill(message, values).trim(), hint: fill(hint, values).trim() }
}
