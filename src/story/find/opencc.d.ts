/** opencc-js ships its tables without types: `from to|from to|...`. */
declare module 'opencc-js/dict/TSCharacters' {
  const table: string
  export default table
}
