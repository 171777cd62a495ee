import type { Edition, IsoDate, Status } from './model.ts'

/** What an edition needs to tell for its status to be known. */
export type Dated = Pick<Edition, 'id' | 'adopted' | 'promulgated' | 'effective' | 'repealed' | 'expired'>

/** The day from which an edition counts: effect, else promulgation, else adoption. */
export function startOf(edition: Omit<Dated, 'id'>): IsoDate | undefined {
  return edition.effective ?? edition.promulgated ?? edition.adopted
}

/** Oldest first; editions without any date come first; ties by id. */
export function inOrder<E extends Dated>(editions: readonly E[]): E[] {
  return [...editions].sort((a, b) => compare(startOf(a) ?? '', startOf(b) ?? '') || compare(a.id, b.id))
}

/** Status of the edition at `index` of `ordered` (see `inOrder`) on the day `at`. A later edition ends an earlier one on the day it starts. */
export function statusAt(ordered: readonly Dated[], index: number, at: IsoDate): Status {
  const edition = ordered[index]
  if (!edition) return 'unknown'
  if (edition.repealed === undefined ? edition.expired : edition.repealed <= at) return 'repealed'
  const start = startOf(edition)
  if (start === undefined) return 'unknown'
  if (start > at) return 'not_yet'
  const next = ordered[index + 1]
  const nextStart = next && startOf(next)
  return nextStart !== undefined && nextStart <= at ? 'amended' : 'in_force'
}

/** Index of the edition to show on the day `at`: the one in force, else the newest that had started, else the first to come. */
export function editionAt(ordered: readonly Dated[], at: IsoDate): number | undefined {
  if (ordered.length === 0) return undefined
  for (let i = ordered.length - 1; i >= 0; i--) {
    const edition = ordered[i]
    if (edition && (startOf(edition) ?? '') <= at) return i
  }
  return 0
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
