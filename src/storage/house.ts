/** The house book: one row, replaced whole. */
import { EMPTY_HOUSE, houseBookSchema, type HouseBook } from '#contract/house.ts'
import { seal, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'

export interface House {
  read(): HouseBook
}

export function openHouse(db: Readable): House {
  const row = db.query<[], Sealed>('SELECT json, sum FROM house')
  return {
    read() {
      const found = row.get()
      return found ? unseal(found, houseBookSchema, 'house') : EMPTY_HOUSE
    },
  }
}

export interface HouseWrites {
  write(book: HouseBook): HouseBook
}

export function openHouseWrites(db: Writable): HouseWrites {
  const replace = db.change<[string, number]>('INSERT OR REPLACE INTO house (one, json, sum) VALUES (1, ?, ?)')
  return {
    write(book) {
      const { json, sum } = seal(book)
      replace.run(json, sum)
      return book
    },
  }
}
