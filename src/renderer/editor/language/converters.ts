/** Simplified and Traditional Chinese by OpenCC's tables, by phrases: 头发 and 发展 part ways. Loaded when first asked for. */

export type Script = 'zh-Hans' | 'zh-Hant'
export type Convert = (text: string) => string

export async function loadConverter(script: Script): Promise<Convert> {
  if (script === 'zh-Hant') {
    const { Converter } = await import('opencc-js/cn2t')
    return Converter({ from: 'cn', to: 't' })
  }
  const { Converter } = await import('opencc-js/t2cn')
  return Converter({ from: 't', to: 'cn' })
}
