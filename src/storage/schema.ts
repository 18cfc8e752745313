/** What stands in an issue file by name: anything else in its schema (a trigger, a view) was put there by a stranger. */
import { migrate } from './migrations.ts'
import { connectInMemory, type Readable } from './sqlite.ts'

interface Row {
  type: string
  name: string
}

/** `type name` of everything in a schema, but for SQLite's own. */
function names(db: Readable): string[] {
  const rows = db.query<[], Row>("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
  return rows.all().map(({ type, name }) => `${type} ${name}`)
}

/** Objects of the file that no migration of ours makes. */
export function strayNames(db: Readable): string[] {
  const ours = connectInMemory()
  try {
    migrate(ours.handle, 0)
    const known = new Set(names(ours.handle))
    return names(db).filter((name) => !known.has(name))
  } finally {
    ours.close()
  }
}
