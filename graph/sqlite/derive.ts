import type { Edition } from '../model.ts'
import { compare, inOrder, nextOf, startOf, wholeId, wholeStart } from '../status.ts'
import type { Db } from './schema.ts'

interface EditionDates extends Pick<Edition, 'id'> {
  key: number
  source: string
  provisions: number
  adopted: string | null
  promulgated: string | null
  effective: string | null
  repealed: string | null
  part: string | null
  expired: number | null
}

interface Told {
  source: string
  aliases: string
  level: string | null
  region: string | null
  known: number
}

/** Later than any day; ':' sorts after the digits. */
const NEVER = ':'

/** What follows for one title from the rows of all sources. */
export interface Derived {
  /** Of all rows of the title, by key; those that don't count have `chosen` 0 and the values of a new row. */
  readonly editions: readonly DerivedEdition[]
  /** Undefined where nothing tells of it any more. */
  readonly law: MergedLaw | undefined
}

export interface DerivedEdition {
  readonly key: number
  readonly chosen: 0 | 1
  readonly place: number
  readonly start: string | null
  readonly next_start: string | null
  readonly year: number | null
  readonly shown_from: string
  readonly shown_to: string
}

export interface MergedLaw {
  readonly aliases: readonly string[]
  readonly level: string | null
  readonly region: string | null
  readonly known: number
}

/** A red link: the law has no text here. */
const ONLY_CITED: MergedLaw = { aliases: [], level: null, region: null, known: 0 }

const SHADOW = { chosen: 0, place: 0, start: null, next_start: null, year: null, shown_from: '', shown_to: '' } as const

/** Reads the sources' rows of a title. The result depends on the set of sources alone, not on the order in which they came. */
export function derivation(db: Db): (title: string) => Derived {
  const editions = db.prepare<[string], EditionDates>(
    `SELECT e.key, s.id AS source, e.id, e.provisions, e.adopted, e.promulgated, e.effective, e.repealed, e.part, e.expired
       FROM edition e JOIN source s ON s.key = e.source WHERE e.law = ? ORDER BY e.key`,
  )
  const told = db.prepare<[string], Told>(
    `SELECT s.id AS source, t.aliases, t.level, t.region, t.known
       FROM law_told t JOIN source s ON s.key = t.source WHERE t.title = ?`,
  )
  const cited = db.prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM citation WHERE to_law = ?)').pluck()
  return (title) => {
    const all = editions.all(title)
    const chosen = inOrder(chooseEditions(all).map(dated))
    const counted = new Map(
      chosen.map((e, place): [number, DerivedEdition] => {
        const start = wholeStart(chosen, e) ?? null
        const next = nextOf(chosen, place)
        const next_start = (next && wholeStart(chosen, next)) ?? null
        const first = chosen[0] !== undefined && wholeId(chosen[0]) === wholeId(e)
        const day = e.promulgated ?? e.adopted ?? e.effective
        const year = day === undefined ? null : Number(day.slice(0, 4))
        const shown_from = first ? '' : (start ?? '')
        const shown_to = next ? (next_start ?? '') : NEVER
        return [e.key, { key: e.key, chosen: 1, place, start, next_start, year, shown_from, shown_to }]
      }),
    )
    return {
      editions: all.map((e) => counted.get(e.key) ?? { key: e.key, ...SHADOW }),
      law: merge(told.all(title), newestStarts(all)) ?? (cited.get(title) ? ONLY_CITED : undefined),
    }
  }
}

/** Brings the derived rows of a title up to date. */
export function deriver(db: Db): (title: string) => void {
  const derive = derivation(db)
  const putEdition = db.prepare<[DerivedEdition]>(
    `UPDATE edition SET chosen = @chosen, place = @place, start = @start, next_start = @next_start, year = @year,
       shown_from = @shown_from, shown_to = @shown_to WHERE key = @key`,
  )
  const dropAliases = db.prepare('DELETE FROM alias WHERE title = ?')
  const addAlias = db.prepare('INSERT INTO alias (alias, title) VALUES (?, ?)')
  const dropLaw = db.prepare('DELETE FROM law WHERE title = ?')
  const putLaw = db.prepare('INSERT OR REPLACE INTO law (title, aliases, level, region, known) VALUES (?, ?, ?, ?, ?)')

  return (title) => {
    const { editions, law } = derive(title)
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

/** One row for each edition id: the one with the most provisions, then of the smallest source id. */
function chooseEditions(all: readonly EditionDates[]): EditionDates[] {
  const best = new Map<string, EditionDates>()
  for (const e of all) {
    const other = best.get(e.id)
    const order = other ? other.provisions - e.provisions || compare(e.source, other.source) : -1
    if (order < 0) best.set(e.id, e)
  }
  return [...best.values()]
}

/** Level and region are those of the newest edition that knows them, ties by source id; aliases are the union. */
function merge(told: readonly Told[], newest: ReadonlyMap<string, string>): MergedLaw | undefined {
  if (told.length === 0) return undefined
  const start = (t: Told) => newest.get(t.source) ?? ''
  const rows = [...told].sort((a, b) => compare(start(b), start(a)) || compare(a.source, b.source))
  const aliases = new Set(rows.flatMap((t) => JSON.parse(t.aliases) as string[]))
  return {
    aliases: [...aliases].sort(compare),
    level: rows.find((t) => t.level !== null)?.level ?? null,
    region: rows.find((t) => t.region !== null)?.region ?? null,
    known: Math.max(...rows.map((t) => t.known)),
  }
}

/** Source id → start of its newest edition; a space, which sorts before all days, where it has none with a date. */
function newestStarts(all: readonly EditionDates[]): Map<string, string> {
  const newest = new Map<string, string>()
  for (const e of all) {
    const start = startOf(dated(e)) ?? ' '
    if (start > (newest.get(e.source) ?? '')) newest.set(e.source, start)
  }
  return newest
}

function dated({ key, id, part, adopted, promulgated, effective, repealed, expired }: EditionDates) {
  return {
    key,
    id,
    ...(part !== null && { part }),
    ...(adopted !== null && { adopted }),
    ...(promulgated !== null && { promulgated }),
    ...(effective !== null && { effective }),
    ...(repealed !== null && { repealed }),
    ...(expired === 1 && { expired: true as const }),
  }
}
