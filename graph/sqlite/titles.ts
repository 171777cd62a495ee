import { indexTokens } from '../../language/text/tokens.ts'
import { compare } from '../status.ts'
import type { Db } from './schema.ts'

const STATE = '中华人民共和国'
const LONGEST_NAME = 60
/** A name further on in a pasted text is not what the question is about. */
const LONGEST_QUESTION = 300

/** A law that a question names, with the tokens of the name. */
export interface NamedLaw {
  readonly title: string
  readonly tokens: ReadonlySet<string>
}

interface Name {
  readonly name: string
  readonly titles: Set<string>
}

export type Titles = ReturnType<typeof titleReader>

/** Finding laws by what people call them. */
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
  const version = db.prepare<[], number>('SELECT total_changes() AS n').pluck()
  let known: { at: string; byStart: ReadonlyMap<string, Name[]> } | undefined

  /** Names by their first two characters, with and without 中华人民共和国; read again after anyone has written. */
  function namesNow(): ReadonlyMap<string, Name[]> {
    const at = `${db.pragma('data_version', { simple: true })} ${version.get()}`
    if (known?.at === at) return known.byStart
    const byStart = new Map<string, Name[]>()
    const add = (name: string, title: string) => {
      if (name.length < 2 || name.length > LONGEST_NAME) return
      const start = name.slice(0, 2)
      const others = byStart.get(start)
      const same = others?.find((n) => n.name === name)
      if (same) same.titles.add(title)
      else if (others) others.push({ name, titles: new Set([title]) })
      else byStart.set(start, [{ name, titles: new Set([title]) }])
    }
    for (const { name, title } of names.iterate()) {
      add(name, title)
      if (name.startsWith(STATE)) add(name.slice(STATE.length), title)
    }
    known = { at, byStart }
    return byStart
  }

  return {
    /** The law whose name is the longest in `text`; undefined where there is none, or where the name means several. */
    named(text: string): NamedLaw | undefined {
      const byStart = namesNow()
      const read = text.slice(0, LONGEST_QUESTION)
      let longest: Name | undefined
      for (let at = 0; at + 2 <= read.length; at++) {
        for (const n of byStart.get(read.slice(at, at + 2)) ?? []) {
          if (n.name.length > (longest?.name.length ?? 0) && read.startsWith(n.name, at)) longest = n
        }
      }
      const [title, other] = longest?.titles ?? []
      return longest && title !== undefined && other === undefined
        ? { title, tokens: tokensOf(longest.name) }
        : undefined
    },

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

function tokensOf(name: string): Set<string> {
  return new Set(indexTokens(name).split(' ').filter(Boolean))
}

function pairs(text: string): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2))
  return found
}
