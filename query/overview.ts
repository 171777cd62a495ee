import type { Document } from '../graph/model.ts'
import type { Counts, Store } from '../graph/store.ts'

export interface Overview {
  readonly counts: Counts
  /** Newest first. */
  readonly gazettes: readonly Document[]
  /** Texts of laws, newest first. */
  readonly newest: readonly Document[]
}

/** What the home page tells: how much there is, and what came last. */
export async function overview(store: Store): Promise<Overview> {
  const page = (limit: number) => ({ offset: 0, limit })
  const [counts, gazettes, newest] = await Promise.all([
    store.counts(),
    store.documents({ kind: 'gazette' }, page(6)),
    store.documents({ kind: 'law' }, page(8)),
  ])
  return { counts, gazettes: gazettes.items, newest: newest.items }
}
