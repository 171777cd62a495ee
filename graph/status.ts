import type { Edition, IsoDate, Status } from './model.ts'

/** What an edition needs to tell for its status to be known. */
export type Dated = Pick<Edition, 'id' | 'part' | 'adopted' | 'promulgated' | 'effective' | 'repealed' | 'expired'>

/** The day from which an edition counts: effect, else promulgation, else adoption. */
export function startOf(edition: Omit<Dated, 'id'>): IsoDate | undefined {
  return edition.effective ?? edition.promulgated ?? edition.adopted
}

/** The edition of which this one is a part (`某法典@2020-05-28/物权编`), or itself. */
export function wholeId(edition: Pick<Dated, 'id' | 'part'>): string {
  const tail = edition.part === undefined ? '' : `/${edition.part}`
  return tail !== '' && edition.id.endsWith(tail) ? edition.id.slice(0, -tail.length) : edition.id
}

/** Oldest first; editions without any date come first; ties by id. Parts of one edition lie together. */
export function inOrder<E extends Dated>(editions: readonly E[]): E[] {
  const start = (e: E) => wholeStart(editions, e) ?? ''
  return [...editions].sort(
    (a, b) => compare(start(a), start(b)) || compare(wholeId(a), wholeId(b)) || compare(a.id, b.id),
  )
}

/** The latest start of the parts: a part that leaves the day of effect out has that of the others. */
export function wholeStart(editions: readonly Dated[], edition: Dated): IsoDate | undefined {
  if (edition.part === undefined) return startOf(edition)
  const whole = wholeId(edition)
  const starts = editions.filter((e) => wholeId(e) === whole).map(startOf)
  return starts
    .filter((s) => s !== undefined)
    .sort()
    .at(-1)
}

/** The edition after that at `index` of `ordered` (see `inOrder`), parts of the same one passed over. */
export function nextOf<E extends Dated>(ordered: readonly E[], index: number): E | undefined {
  const edition = ordered[index]
  return edition && ordered.slice(index + 1).find((e) => wholeId(e) !== wholeId(edition))
}

/** Status of the edition at `index` of `ordered` (see `inOrder`) on the day `at`. A later edition ends an earlier one on the day it starts. */
export function statusAt(ordered: readonly Dated[], index: number, at: IsoDate): Status {
  const edition = ordered[index]
  if (!edition) return 'unknown'
  const next = nextOf(ordered, index)
  const nextStart = next && wholeStart(ordered, next)
  // a side file that calls an old text expired means that the next one took its place, on the day that one tells
  if (edition.repealed === undefined ? edition.expired && nextStart === undefined : edition.repealed <= at)
    return 'repealed'
  const start = wholeStart(ordered, edition)
  if (start === undefined) return 'unknown'
  if (start > at) return 'not_yet'
  return nextStart !== undefined && nextStart <= at ? 'amended' : 'in_force'
}

/** Index of the edition to show on the day `at`: the one in force, else the newest that had started, else the first to come. */
export function editionAt(ordered: readonly Dated[], at: IsoDate): number | undefined {
  if (ordered.length === 0) return undefined
  for (let i = ordered.length - 1; i >= 0; i--) {
    const edition = ordered[i]
    if (edition && (wholeStart(ordered, edition) ?? '') <= at) return i
  }
  return 0
}

/** All parts of the edition to show on the day `at`; usually one. */
export function partsAt<E extends Dated>(ordered: readonly E[], at: IsoDate): E[] {
  const shown = ordered[editionAt(ordered, at) ?? -1]
  return shown ? ordered.filter((e) => wholeId(e) === wholeId(shown)) : []
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
