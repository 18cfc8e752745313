/**
 * The two kinds of handle on an issue file. Code that only reads takes a Readable, and no statement that writes can be
 * prepared on one; a Writable is held by the file's one writer. Statements are prepared once, when a noun is opened.
 */
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'

/** A prepared SELECT. `P` are its parameters in order, `R` the row that STRICT tables promise. */
export interface Query<P extends unknown[], R> {
  get(...parameters: P): R | undefined
  all(...parameters: P): R[]
}

/** A prepared INSERT, UPDATE or DELETE. */
export interface Change<P extends unknown[]> {
  /** The rows it touched and the key of the last one that was made. */
  run(...parameters: P): { changes: number; key: number }
}

export interface Readable {
  query<P extends unknown[], R>(sql: string): Query<P, R>
}

export interface Writable extends Readable {
  change<P extends unknown[]>(sql: string): Change<P>
  /** Runs `work` in one transaction that takes the write lock at once; a throw undoes all of it. */
  transact<T>(work: () => T): T
  /** Runs DDL and pragmas; for migrations. */
  script(sql: string): void
}

/** A connection as its owner holds it: the owner alone closes it and asks for pragmas. */
export interface Connection<H extends Readable> {
  readonly handle: H
  pragma(name: string): unknown
  /** The whole database as it stands, commits of its log among them. */
  bytes(): Uint8Array
  close(): void
}

/** Milliseconds that SQLite may wait for a lock: another process's checkpoint or recovery, never a second writer. */
const PATIENCE = 1000

/** An 8 MB page cache: a day's issue without its pictures. */
const CACHE_KIB = 8192

/**
 * Pragmas of every connection. better-sqlite3 is built so that WAL runs at synchronous=NORMAL, which loses acknowledged
 * commits in a power cut: FULL is asked for by name. trusted_schema=OFF since a file may come from a stranger.
 */
const PRAGMAS = [
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'foreign_keys = ON',
  'synchronous = FULL',
  `cache_size = -${CACHE_KIB}`,
]

function prepare(db: Database.Database) {
  for (const pragma of PRAGMAS) db.pragma(pragma)
  const pragma = (name: string): unknown => db.pragma(name, { simple: true })
  const query = <P extends unknown[], R>(sql: string): Query<P, R> => {
    const statement = db.prepare<P, R>(sql)
    if (!statement.readonly) throw new RangeError(`not a query: ${sql}`)
    return statement
  }
  return { query, pragma, bytes: () => db.serialize(), close: () => void db.close() }
}

/** Opens a connection that can only read, and looks at the file once, so that one that cannot be read throws here. */
export function connectForReading(path: string): Connection<Readable> {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: PATIENCE })
  return reading(db)
}

/** Where a SQLite header says how the file is written and read; 1 is without a write-ahead log. */
const FORMAT_BYTES = [18, 19]

/**
 * Opens a copy in memory of a file that lies where SQLite cannot keep its shared memory beside it (a read-only disk).
 * Only for a file without a write-ahead log; the header is made to say so.
 */
export function connectToCopy(path: string): Connection<Readable> {
  const bytes = readFileSync(path)
  for (const at of FORMAT_BYTES) bytes[at] = 1
  return reading(new Database(bytes, { readonly: true }))
}

function reading(db: Database.Database): Connection<Readable> {
  return closingOnThrow(db, () => {
    const { query, pragma, bytes, close } = prepare(db)
    pragma('schema_version')
    return { handle: { query }, pragma, bytes, close }
  })
}

/** Opens a connection that reads and writes an existing file. */
export function connectForWriting(path: string): Connection<Writable> {
  const db = new Database(path, { fileMustExist: true, timeout: PATIENCE })
  return closingOnThrow(db, () => readingAndWriting(db))
}

/** A file that exists in memory only: where migrations are rehearsed. */
export function connectInMemory(): Connection<Writable> {
  return readingAndWriting(new Database(':memory:'))
}

/** A copy in memory that may be changed while its file stays as it is. */
export function connectToOwnCopy(file: Connection<Readable>): Connection<Writable> {
  const bytes = Buffer.from(file.bytes())
  for (const at of FORMAT_BYTES) bytes[at] = 1
  return readingAndWriting(new Database(bytes))
}

function readingAndWriting(db: Database.Database): Connection<Writable> {
  const { query, ...others } = prepare(db)
  return { handle: { query, ...writing(db) }, ...others }
}

function writing(db: Database.Database): Pick<Writable, 'change' | 'transact' | 'script'> {
  return {
    change: <P extends unknown[]>(sql: string): Change<P> => {
      const statement = db.prepare<P>(sql)
      return {
        run: (...parameters) => {
          const { changes, lastInsertRowid } = statement.run(...parameters)
          return { changes, key: Number(lastInsertRowid) }
        },
      }
    },
    transact: (work) => db.transaction(work).immediate(),
    script: (sql) => void db.exec(sql),
  }
}

function closingOnThrow<T>(db: Database.Database, work: () => T): T {
  try {
    return work()
  } catch (error) {
    db.close()
    throw error
  }
}
