import { type Derived, type DerivedEdition, derive, type EditionTold, type LawTold } from '../derive.ts'
import type { Db } from './schema.ts'

/** Reads the sources' rows of a title. */
export function derivation(db: Db): (title: string) => Derived<number> {
  const editions = db.prepare<[string], EditionTold<number>>(
    `SELECT e.key, s.id AS source, e.id, e.provisions, e.adopted, e.promulgated, e.effective, e.repealed, e.part, e.expired
       FROM edition e JOIN source s ON s.key = e.source WHERE e.law = ? ORDER BY e.key`,
  )
  const told = db.prepare<[string], LawTold>(
    `SELECT s.id AS source, t.aliases, t.level, t.region, t.known
       FROM law_told t JOIN source s ON s.key = t.source WHERE t.title = ?`,
  )
  const cited = db.prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM citation WHERE to_law = ?)').pluck()
  return (title) => derive(editions.all(title), told.all(title), cited.get(title) === 1)
}

/** Brings the derived rows of a title up to date. */
export function deriver(db: Db): (title: string) => void {
  const derived = derivation(db)
  const putEdition = db.prepare<[DerivedEdition<number>]>(
    `UPDATE edition SET chosen = @chosen, place = @place, start = @start, next_start = @next_start, year = @year,
       shown_from = @shown_from, shown_to = @shown_to WHERE key = @key`,
  )
  const dropAliases = db.prepare('DELETE FROM alias WHERE title = ?')
  const addAlias = db.prepare('INSERT INTO alias (alias, title) VALUES (?, ?)')
  const dropLaw = db.prepare('DELETE FROM law WHERE title = ?')
  const putLaw = db.prepare('INSERT OR REPLACE INTO law (title, aliases, level, region, known) VALUES (?, ?, ?, ?, ?)')

  return (title) => {
    const { editions, law } = derived(title)
    for (const e of editions) putEdition.run(e)
    dropAliases.run(title)
    if (!law) {
      dropLaw.run(title)
      return
    }
    for (const alias of law.aliases) addAlias.run(alias, title)
    putLaw.run(title, JSON.stringify(law.aliases), law.level, law.region, law.known)
  }
}
