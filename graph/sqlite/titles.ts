import { type NamedLaw, type NameTable, namedIn, nameTable, nearest, otherForm } from '../lexical/names.ts'
import type { Db } from './schema.ts'
import { keptBy, versionOf } from './version.ts'

export type Titles = ReturnType<typeof titleReader>

/** The names of the laws of the store. */
export function titleReader(db: Db) {
  const exact = db.prepare<[string], string>('SELECT title FROM law WHERE title = ?').pluck()
  const aliased = db
    .prepare<[string], string>('SELECT DISTINCT title FROM alias WHERE alias = ? ORDER BY title')
    .pluck()
  const all = db.prepare<[], string>('SELECT title FROM law ORDER BY title').pluck()
  const names = db.prepare<[], { name: string; title: string }>(
    `SELECT title AS name, title FROM law WHERE known = 1
     UNION SELECT alias, a.title FROM alias a JOIN law l ON l.title = a.title WHERE l.known = 1 ORDER BY name, title`,
  )
  const namesNow = keptBy(versionOf(db), 1, (_: 'all'): NameTable => nameTable(names.iterate()))

  return {
    named: (text: string): NamedLaw | undefined => namedIn(text, namesNow()('all')),

    /**
     * Canonical titles that `title` may mean; one, or none where it is unknown or means several.
     * The title itself goes before an alias, and an alias before the form with or without 中华人民共和国.
     */
    find(title: string): string[] {
      const other = otherForm(title)
      for (const found of [exact.all(title), aliased.all(title), [...exact.all(other), ...aliased.all(other)]]) {
        const titles = [...new Set(found)]
        if (titles.length === 1) return titles
        if (titles.length > 1) return []
      }
      return []
    },

    near: (title: string, limit: number): string[] => nearest(title, all.all(), limit),
  }
}
