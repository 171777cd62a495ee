import pLimit from 'p-limit'
import { lineOf, parseRecord } from '../graph/interchange.ts'
import type { Contribution, GraphRecord } from '../graph/model.ts'
import type { Store } from '../graph/store.ts'

/** The graph as JSON Lines, one record a line without its line end, in a fixed order. */
export async function* exportLines(store: Store): AsyncGenerator<string> {
  for await (const record of store.records()) yield lineOf(record)
}

export interface Kept {
  readonly sources: number
  /** Sources that were stored as they are already. */
  readonly unchanged: number
}

export interface Imported extends Kept {
  readonly records: number
}

/** Gathers the records of each source, wherever in the file they stand; `contributionsOf` of `graph/open.ts`. */
export type Regroup = (records: AsyncIterable<GraphRecord>) => AsyncIterable<Contribution>

/** JSON Lines, in any order → the store, one transaction for each source. Errors: RECORD_INVALID with the line. */
export async function importLines(store: Store, lines: AsyncIterable<string>, regroup: Regroup): Promise<Imported> {
  let count = 0
  async function* records(): AsyncGenerator<GraphRecord> {
    let number = 0
    for await (const line of lines) {
      number++
      if (line.trim() === '') continue
      count++
      yield parseRecord(line, number)
    }
  }
  const kept = await keepAll(store, regroup(records()))
  return { records: count, ...kept }
}

/** All that one store holds → another one, beside what is there. What is there already, as it is, is not written again. */
export function copyAll(
  from: Store,
  to: Store,
  regroup: Regroup,
  onProgress?: (sources: number) => void,
): Promise<Kept> {
  return keepAll(to, regroup(from.records()), onProgress)
}

/** As many at a time as the store takes: the memory holds no more of them. */
async function keepAll(
  store: Store,
  contributions: AsyncIterable<Contribution>,
  onProgress?: (sources: number) => void,
): Promise<Kept> {
  const kept = { sources: 0, unchanged: 0 }
  const limit = pLimit(store.writers)
  const underWay = new Set<Promise<void>>()
  let broken: { readonly error: unknown } | undefined
  const keep = async (contribution: Contribution) => {
    const { outcome } = await store.apply(contribution)
    if (outcome === 'unchanged') kept.unchanged++
    onProgress?.(++kept.sources)
  }
  for await (const contribution of contributions) {
    if (broken) break
    const work: Promise<void> = limit(() => keep(contribution))
      .catch((error: unknown) => {
        broken ??= { error }
      })
      .finally(() => underWay.delete(work))
    underWay.add(work)
    if (underWay.size >= store.writers) await Promise.race(underWay)
  }
  await Promise.all(underWay)
  if (broken) throw broken.error
  return kept
}
