/** What follows for a law from all that sources tell of it: merged names, the order and validity of its editions. Pure. */
import type { Edition } from './model.ts'
import { compare, inOrder, nextOf, startOf, wholeId, wholeStart } from './status.ts'

/** What a source tells of an edition. `key` is the store's own. */
export interface EditionTold<K> extends Pick<Edition, 'id'> {
  key: K
  source: string
  provisions: number
  adopted: string | null
  promulgated: string | null
  effective: string | null
  repealed: string | null
  part: string | null
  expired: number | null
}

/** What a source tells of a law. `aliases` is a JSON array. */
export interface LawTold {
  source: string
  aliases: string
  level: string | null
  region: string | null
  known: number
}

/** Later than any day; ':' sorts after the digits. */
export const NEVER = ':'

/** What follows for one title from what all sources tell of it. */
export interface Derived<K> {
  /** Of all that was told, in that order; those that don't count have `chosen` 0 and the values of a new row. */
  readonly editions: readonly DerivedEdition<K>[]
  /** Undefined where nothing tells of it any more. */
  readonly law: MergedLaw | undefined
}

export interface DerivedEdition<K> {
  readonly key: K
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

/** The result depends on the set of sources alone, not on the order in which they came. `cited`: a citation resolves to the title. */
export function derive<K>(all: readonly EditionTold<K>[], told: readonly LawTold[], cited: boolean): Derived<K> {
  const chosen = inOrder(chooseEditions(all).map(dated))
  const counted = new Map(
    chosen.map((e, place): [K, DerivedEdition<K>] => {
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
    law: merge(told, newestStarts(all)) ?? (cited ? ONLY_CITED : undefined),
  }
}

/** One row for each edition id: the one with the most provisions, then of the smallest source id. */
function chooseEditions<K>(all: readonly EditionTold<K>[]): EditionTold<K>[] {
  const best = new Map<string, EditionTold<K>>()
  for (const e of all) {
    const other = best.get(e.id)
    const order = other ? other.provisions - e.provisions || compare(e.source, other.source) : -1
    if (order < 0) best.set(e.id, e)
  }
  return [...best.values()]
}

/** Level and region are those of the newest edition that knows them, ties by source id; aliases are the union. */
function merge(told: readonly LawTold[], newest: ReadonlyMap<string, string>): MergedLaw | undefined {
  if (told.length === 0) return undefined
  const start = (t: LawTold) => newest.get(t.source) ?? ''
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
function newestStarts<K>(all: readonly EditionTold<K>[]): Map<string, string> {
  const newest = new Map<string, string>()
  for (const e of all) {
    const start = startOf(dated(e)) ?? ' '
    if (start > (newest.get(e.source) ?? '')) newest.set(e.source, start)
  }
  return newest
}

function dated<K>({ key, id, part, adopted, promulgated, effective, repealed, expired }: EditionTold<K>) {
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
