/** What we use of `hyphen`'s American English patterns. */
declare module 'hyphen/en-us/index.js' {
  const english: {
    hyphenateSync(text: string, options: { hyphenChar: string; minWordLength: number }): string
  }
  export default english
}
