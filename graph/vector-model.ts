import { fail } from '../base/errors.ts'
import type { VectorModel } from './store.ts'

export const sameModel = (a: VectorModel, b: VectorModel): boolean => a.name === b.name && a.dimension === b.dimension

/** STORE_MISMATCH for a model that a store can't take. `have`: the one that serves there. */
export function modelMismatch(path: string, have: VectorModel | undefined, want: VectorModel): Error {
  const told = ({ name, dimension }: VectorModel) => `${name} (${dimension})`
  return fail('STORE_MISMATCH', { path, what: 'model', have: have ? told(have) : 'none', want: told(want) })
}
