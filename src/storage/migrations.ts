/**
 * The schema's history. Step n (from 1) leads from user_version n - 1 to n; a step that was released is never changed,
 * only followed by another. README.md explains the tables.
 */
import type { Writable } from './sqlite.ts'

/** 'BNM1' in the SQLite header: what tells an issue file from any other database. */
export const APPLICATION_ID = 0x42_4e_4d_31

const FIRST = `
CREATE TABLE issue (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;

CREATE TABLE stylebook (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;

CREATE TABLE saved (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  at         TEXT NOT NULL
) STRICT;

CREATE TABLE story (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  position   INTEGER NOT NULL UNIQUE,
  is_spiked  INTEGER NOT NULL DEFAULT 0 CHECK (is_spiked IN (0, 1)),
  at         TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
  story      TEXT NOT NULL REFERENCES story,
  version    INTEGER NOT NULL CHECK (version >= 0),
  doc        TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  at         TEXT NOT NULL,
  PRIMARY KEY (story, version)
) STRICT;

CREATE TABLE step (
  story      TEXT NOT NULL REFERENCES story,
  version    INTEGER NOT NULL CHECK (version >= 1),
  client     TEXT NOT NULL,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL,
  at         TEXT NOT NULL,
  PRIMARY KEY (story, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  id         TEXT PRIMARY KEY,
  page       INTEGER NOT NULL CHECK (page >= 1),
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX record_of_page ON record (page, id);

CREATE TABLE dummy_edit (
  page       INTEGER NOT NULL CHECK (page >= 1),
  version    INTEGER NOT NULL CHECK (version >= 1),
  client     TEXT NOT NULL,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL,
  at         TEXT NOT NULL,
  PRIMARY KEY (page, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  key        INTEGER PRIMARY KEY,
  sha256     TEXT NOT NULL UNIQUE,
  size       INTEGER NOT NULL CHECK (size >= 0),
  is_whole   INTEGER NOT NULL DEFAULT 0 CHECK (is_whole IN (0, 1))
) STRICT;

CREATE INDEX blob_unfinished ON blob (key) WHERE is_whole = 0;

CREATE TABLE blob_chunk (
  blob       INTEGER NOT NULL REFERENCES blob ON DELETE CASCADE,
  number     INTEGER NOT NULL CHECK (number >= 0),
  bytes      BLOB NOT NULL,
  PRIMARY KEY (blob, number)
) STRICT;

CREATE TABLE photo (
  id         TEXT PRIMARY KEY,
  sha256     TEXT NOT NULL UNIQUE REFERENCES blob (sha256),
  position   INTEGER NOT NULL UNIQUE,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  key        INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  sha256     TEXT NOT NULL REFERENCES blob (sha256),
  at         TEXT NOT NULL
) STRICT;

CREATE TABLE repair (
  id            INTEGER PRIMARY KEY,
  source        INTEGER NOT NULL REFERENCES source,
  story         TEXT REFERENCES story,
  json          TEXT NOT NULL,
  sum           INTEGER NOT NULL,
  is_taken_back INTEGER NOT NULL DEFAULT 0 CHECK (is_taken_back IN (0, 1))
) STRICT;

CREATE INDEX repair_of_story ON repair (story, id);

CREATE TABLE sign_off (
  key        INTEGER PRIMARY KEY,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;
`

const WORD_ENDS = `
CREATE TABLE word_ends (
  version    TEXT NOT NULL,
  lang       TEXT NOT NULL,
  text       TEXT NOT NULL,
  ends       TEXT NOT NULL,
  PRIMARY KEY (version, lang, text)
) STRICT, WITHOUT ROWID;
`

/** Marks on proofs. */
const MARKS = `
CREATE TABLE mark (
  id         INTEGER PRIMARY KEY,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;

CREATE TABLE mark_entry (
  key        INTEGER PRIMARY KEY,
  mark       INTEGER NOT NULL REFERENCES mark,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;

CREATE TABLE mark_trace (
  mark       INTEGER PRIMARY KEY REFERENCES mark,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;
`

/** Versions of stories by name, and who sat at which window. */
const VERSIONS = `
CREATE TABLE version (
  id         INTEGER PRIMARY KEY,
  story      TEXT NOT NULL REFERENCES story,
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;

CREATE TABLE client (
  id         TEXT PRIMARY KEY,
  person     TEXT NOT NULL,
  at         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

/** The paper's house book. */
const HOUSE = `
CREATE TABLE house (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  json       TEXT NOT NULL,
  sum        INTEGER NOT NULL
) STRICT;
`

/**
 * Notes in the copy: marks without a proof, and threads that change earlier words. Both are in the JSON, which an older
 * build would take for damage: it is to refuse the file as newer instead.
 */
const NOTES = `
-- The tables are the same.
`

/** The words of the pool, for searching it: worked out of the stories, and nothing is lost with them. */
const WORD_INDEX = `
CREATE TABLE indexed (
  key        INTEGER PRIMARY KEY,
  story      TEXT NOT NULL UNIQUE REFERENCES story,
  version    INTEGER NOT NULL,
  form       TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE word_index USING fts5(
  head, body, credits,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
`

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly string[] = [FIRST, WORD_ENDS, MARKS, VERSIONS, NOTES, WORD_INDEX, HOUSE]

/** The newest version that this build reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/**
 * Leads a file from version `from` to the last of `steps`, one transaction a step, so that a crash leaves it at a whole
 * version. Version 0 is an empty file.
 */
export function migrate(db: Writable, from: number, steps: readonly string[] = MIGRATIONS): void {
  steps.slice(from).forEach((sql, i) => {
    db.transact(() => {
      db.script(sql)
      db.script(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${from + i + 1}`)
    })
  })
}
