import { compare } from '../status.ts'
import type { Db } from './schema.ts'

const STATE = '中华人民共和国'

/** Finding laws by what people call them. */
export function titleReader(db: Db) {
  const exact = db.prepare<[string], string>('SELECT title FROM law WHERE title = ?').pluck()
  const aliased = db
    .prepare<[string], string>('SELECT DISTINCT title FROM alias WHERE alias = ? ORDER BY title')
    .pluck()
  const all = db.prepare<[], string>('SELECT title FROM law ORDER BY title').pluck()

  return {
    /**
     * Canonical titles that `title` may mean; one, or none where it is unknown or means several.
     * The title itself goes before an alias, and an alias before the form with or without 中华人民共和国.
     */
    find(title: string): string[] {
      const other = title.startsWith(STATE) ? title.slice(STATE.length) : STATE + title
      for (const found of [exact.all(title), aliased.all(title), [...exact.all(other), ...aliased.all(other)]]) {
        const titles = [...new Set(found)]
        if (titles.length === 1) return titles
        if (titles.length > 1) return []
      }
      return []
    },

    /** Titles that share the most two-character sequences with `title`, best first; of equal ones the shorter. */
    near(title: string, limit: number): string[] {
      const wanted = pairs(title.slice(0, 200))
      if (wanted.size === 0) return []
      const scored: { title: string; shared: number }[] = []
      for (const candidate of all.iterate()) {
        let shared = 0
        for (const pair of pairs(candidate)) if (wanted.has(pair)) shared++
        if (shared > 0) scored.push({ title: candidate, shared })
      }
      scored.sort((a, b) => b.shared - a.shared || a.title.length - b.title.length || compare(a.title, b.title))
      return scored.slice(0, Math.max(0, limit)).map((s) => s.title)
    },
  }
}

function pairs(text: string): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2))
  return found
}
