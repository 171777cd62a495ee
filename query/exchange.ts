import { parseRecord } from '../graph/interchange.ts'
import type { Contribution, GraphRecord } from '../graph/model.ts'
import type { Store } from '../graph/store.ts'

/** The graph as JSON Lines, one record a line without its line end, in a fixed order. */
export async function* exportLines(store: Store): AsyncGenerator<string> {
  for await (const record of store.records()) yield JSON.stringify(record)
}

export interface Imported {
  readonly records: number
  readonly sources: number
  /** Sources that were stored as they are already. */
  readonly unchanged: number
}

/** Gathers the records of each source, wherever in the file they stand; `contributionsOf` of `graph/open.ts`. */
export type Regroup = (records: AsyncIterable<GraphRecord>) => AsyncIterable<Contribution>

/** JSON Lines, in any order → the store, one transaction for each source. Errors: RECORD_INVALID with the line. */
export async function importLines(store: Store, lines: AsyncIterable<string>, regroup: Regroup): Promise<Imported> {
  const count = { records: 0, sources: 0, unchanged: 0 }
  async function* records(): AsyncGenerator<GraphRecord> {
    let number = 0
    for await (const line of lines) {
      number++
      if (line.trim() === '') continue
      count.records++
      yield parseRecord(line, number)
    }
  }
  for await (const contribution of regroup(records())) {
    const { outcome } = await store.apply(contribution)
    count.sources++
    if (outcome === 'unchanged') count.unchanged++
  }
  return count
}
