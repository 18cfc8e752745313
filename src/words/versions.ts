/** Status of a story in words. A paper's own names are said as the paper writes them. */
import { HOUSE_STATUSES, type HouseStatus } from '#contract/version.ts'
import type { InterfaceLanguage } from './interface.ts'
import type { Words } from './interface/words.ts'

const STATUSES: Readonly<Record<HouseStatus, Words>> = {
  draft: { zh: '初稿', en: 'Draft' },
  firstEdit: { zh: '一审', en: 'First edit' },
  secondEdit: { zh: '二审', en: 'Second edit' },
  thirdEdit: { zh: '三审', en: 'Third edit' },
  firstProof: { zh: '一校', en: 'First proof' },
  secondProof: { zh: '二校', en: 'Second proof' },
  thirdProof: { zh: '三校', en: 'Third proof' },
}

const isHouse = (name: string): name is HouseStatus => (HOUSE_STATUSES as readonly string[]).includes(name)

/** A status of a story: 初稿, 一审 ... */
export const sayStatus = (name: string, language: InterfaceLanguage): string =>
  isHouse(name) ? STATUSES[name][language] : name
