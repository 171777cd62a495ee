import { digestOf } from '../graph/digest.ts'
import type { Store } from '../graph/store.ts'

/** What an ingest needs of a store. */
export type Keeper = Pick<Store, 'apply' | 'remove' | 'sourcePaths' | 'writers'>

/** Says what `store` would do, or one that does not exist yet, and does nothing. */
export async function rehearsal(store?: Pick<Store, 'sourcePaths'>): Promise<Keeper> {
  const paths = new Map(await store?.sourcePaths())
  const drop = (id: string, path?: string) => {
    const old = [...paths].filter(([p, source]) => p === path || source.id === id)
    for (const [p] of old) paths.delete(p)
    return old.length > 0
  }
  return {
    writers: 1,
    sourcePaths: async () => new Map(paths),
    remove: async (id) => drop(id),
    async apply(contribution) {
      const { source } = digestOf(contribution).contribution // refuses what a store would refuse
      const outcome = drop(source.id, source.path) ? 'replaced' : 'added'
      paths.set(source.path, source)
      return { outcome }
    },
  }
}
