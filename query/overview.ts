import type { Document } from '../graph/model.ts'
import type { Counts, Store } from '../graph/store.ts'

export interface Overview {
  readonly counts: Counts
  /** Newest first. */
  readonly gazettes: readonly Document[]
  readonly newest: readonly Document[]
}

/** What the home page tells: how much there is, and what came last. */
export async function overview(store: Store): Promise<Overview> {
  const page = (limit: number) => ({ offset: 0, limit })
  const [counts, gazettes, newest] = await Promise.all([
    store.counts(),
    store.documents({ kind: 'gazette' }, page(6)),
    store.documents({}, page(30)),
  ])
  // Items of a gazette share its day: the issue stands for them.
  const single = newest.items.filter((d) => d.parent === undefined && d.kind !== 'gazette')
  return { counts, gazettes: gazettes.items, newest: single.slice(0, 8) }
}
