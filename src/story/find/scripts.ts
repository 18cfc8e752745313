/** The traditional characters with their simplified ones, by OpenCC's table (Apache 2.0): loaded only by who needs it. */

/** Traditional -> simplified. */
export type Scripts = ReadonlyMap<string, string>

/** 29 KB; what folds script waits for it. */
export async function readScripts(): Promise<Scripts> {
  const { default: table } = await import('opencc-js/dict/TSCharacters')
  return new Map(
    table.split('|').flatMap((entry): [string, string][] => {
      const [from = '', to = ''] = entry.split(' ')
      return from === to ? [] : [[from, to]]
    }),
  )
}
