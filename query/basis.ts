import { lawPath } from '../graph/ids.ts'
import type { IsoDate, Level } from '../graph/model.ts'
import { inOrder, partsAt } from '../graph/status.ts'
import type { CitationRow, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { lawTitled } from './near.ts'

/** A law with those that it is based on (根据…制定). */
export interface BasisNode {
  readonly law: string
  readonly path: string
  readonly level?: Level
  readonly known: boolean
  /** Where the law above says so, with the sentence; absent for the law that was asked for. */
  readonly citation?: CitationRow
  readonly basis: readonly BasisNode[]
  /** Why `basis` is empty although there may be more: the chain comes back to a law above; it is shown elsewhere; too deep. */
  readonly cut?: 'cycle' | 'shown_before' | 'depth'
}

export interface RestsOnView {
  readonly at: IsoDate
  readonly root: BasisNode
  /** Laws in it, the root among them. */
  readonly laws: number
  /** True where the chain arrives at the Constitution. */
  readonly constitution: boolean
}

const CONSTITUTION = '中华人民共和国宪法'

/** A chain of law goes down some five ranks; more is a fault of the data. */
const DEEPEST = 20

/**
 * What a law rests on, up to the Constitution: of each law the edition that is read on the day. A law that several others rest
 * on is followed once, where it comes first in the text. NOT_FOUND with near titles.
 */
export async function restsOn(
  store: Store,
  law: string,
  options: { at?: string | undefined } = {},
): Promise<RestsOnView> {
  const at = dayOf(options.at)
  const found = await lawTitled(store, law)
  /** Laws met, and whether they rest on others. */
  const followed = new Map<string, boolean>()
  const root = await follow({ law: found.law.title, above: [] })
  return { at, root, laws: followed.size, constitution: followed.has(CONSTITUTION) }

  async function follow(step: { law: string; above: readonly string[]; citation?: CitationRow }): Promise<BasisNode> {
    const { law, above, citation } = step
    const detail = await store.law(law)
    const node = {
      law,
      path: lawPath(law),
      ...(detail?.law.level === undefined ? {} : { level: detail.law.level }),
      known: detail?.law.known ?? false,
      ...(citation ? { citation } : {}),
    }
    const cut = cutAt(law, above)
    if (cut || followed.has(law)) return { ...node, basis: [], ...(cut ? { cut } : {}) }
    followed.set(law, false)
    const basis: BasisNode[] = []
    for (const citation of await basisOf(store, law, at)) {
      const next = citation.citation.to?.law
      if (next !== undefined) basis.push(await follow({ law: next, above: [...above, law], citation }))
    }
    followed.set(law, basis.length > 0)
    return { ...node, basis }
  }

  function cutAt(law: string, above: readonly string[]): BasisNode['cut'] {
    if (above.includes(law)) return 'cycle'
    if (followed.get(law)) return 'shown_before'
    return above.length >= DEEPEST ? 'depth' : undefined
  }
}

/** One citation to each law that the law says it is based on, in the order of the text. */
async function basisOf(store: Store, law: string, at: IsoDate): Promise<CitationRow[]> {
  const editions = partsAt(inOrder((await store.law(law))?.editions ?? []), at)
  const all: CitationRow[] = []
  for (const { id } of editions) {
    const query = { law, edition: id, direction: 'out', relation: 'basis', at: 'all' } as const
    all.push(...(await store.citations({ ...query, page: { offset: 0, limit: 1000 } })).items)
  }
  const inText = all.sort((a, b) => a.citation.start - b.citation.start || a.citation.order - b.citation.order)
  const byLaw = new Map<string, CitationRow>()
  for (const row of inText) {
    const to = row.citation.to?.law
    if (to !== undefined && to !== law && !byLaw.has(to)) byLaw.set(to, row)
  }
  return [...byLaw.values()]
}
