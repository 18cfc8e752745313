/** Status and versions of a story in words. A paper's own names are said as the paper writes them. */
import { HOUSE_STATUSES, type HouseStatus } from '#contract/version.ts'
import { sayInterface, type InterfaceLanguage } from './interface.ts'

const isHouse = (name: string): name is HouseStatus => (HOUSE_STATUSES as readonly string[]).includes(name)

/** A status of a story: 初稿, 一审 ... */
export const sayStatus = (name: string, language: InterfaceLanguage): string =>
  isHouse(name) ? sayInterface(`storyStatus.${name}`, language) : name
