import { type EidStep, formatEid, lawPath, nameOfEid, parseEid } from '../graph/ids.ts'
import type { Law } from '../graph/model.ts'
import { shapeAt, shapeOf } from '../graph/shape.ts'
import type { Store } from '../graph/store.ts'
import { indexTitles, parseReference, resolveName, resolveTarget, type TargetOutcome } from '../language/cite/index.ts'
import { dayOf } from './day.ts'
import { noSuchProvision } from './missing.ts'
import { NotFound, nearTitles, noSuchLaw } from './near.ts'
import { cleanQuery } from './search.ts'

/** A place in the corpus. Without `eid`: the law as a whole. */
export interface Place {
  readonly law: string
  readonly eid?: string
  /** As it is cited: 第三十六条第二款. */
  readonly name?: string
  /** Its permalink. */
  readonly path: string
}

/**
 * Where a citation that a person typed points to. Accepts one candidate or none: else NOT_FOUND, with near titles, or with how
 * far the articles of the law go.
 *
 *   营口市人民代表大会议事规则 第三十六条第二款     → art_36__para_2
 *   《某条例》第3条第（二）项                        → art_3__para_1__item_2, where only that 款 has a second item
 *   刑法234条之一                                    → art_234-1 of 中华人民共和国刑法
 *   /law/某条例/art_3?at=2024-01-01                  → the same, checked
 */
export async function locate(store: Store, text: string, options: { at?: string | undefined } = {}): Promise<Place> {
  const at = dayOf(options.at)
  const { name, steps } = readReference(cleanQuery(text))
  const { title: law, known } = await lawNamed(store, name)
  if (steps.length === 0) return { law, path: lawPath(law) }
  const written = formatEid(steps)
  // of a law that is only cited nobody knows what it holds: its page tells who cites which article
  if (!known) return { law, eid: written, name: nameOfEid(written), path: lawPath(law) }
  const found = resolveTarget(written, shapeOf(shapeAt(await store.shapes(law), at)?.eids ?? []))
  if (found.status !== 'resolved') throw await notOne(store, law, written, at, found)
  return { law, eid: found.eid, name: nameOfEid(found.eid), path: lawPath(law, found.eid, options.at || undefined) }
}

/** 第三条第（二）项 of an article whose 款 have a second item each, or a place that the law hasn't. */
async function notOne(store: Store, law: string, written: string, at: string, outcome: TargetOutcome) {
  if (outcome.status !== 'ambiguous') return noSuchProvision(store, law, written, at)
  const places = outcome.candidates.map((eid) => `《${law}》${nameOfEid(eid)}`)
  return new NotFound(`《${law}》${nameOfEid(written)}`, places)
}

/** Splits what was typed, or a permalink, into the name of a law and the steps to a provision. */
export function readReference(text: string): { name: string; steps: readonly EidStep[] } {
  const link = /(?:^|\/)law\/([^/?#\s]+)(?:\/([a-z0-9_~-]+))?/.exec(text)
  if (link?.[1]) return { name: decoded(link[1]), steps: (link[2] && parseEid(link[2])) || [] }
  const { name, steps } = parseReference(text) ?? { name: text, steps: [] }
  // an article's number runs through the whole law: what division it stands in is not part of its id
  return {
    name,
    steps: steps.slice(
      Math.max(
        0,
        steps.findIndex((step) => step.kind === 'article'),
      ),
    ),
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Titles among which a name is looked for that is neither title nor alias. */
const CANDIDATES = 50

/** By title or alias, as a name that is understood without its region, state or brackets, else as part of one title alone. */
async function lawNamed(store: Store, name: string): Promise<Law> {
  if (name === '') throw new NotFound('law without a name')
  const exact = await store.law(name)
  if (exact) return exact.law
  const near = await nearTitles(store, name, CANDIDATES)
  const outcome = resolveName(name, { titles: indexTitles(near) })
  if (outcome.status === 'ambiguous') throw new NotFound(name, outcome.candidates)
  const named = outcome.status === 'resolved' ? await store.law(outcome.title) : undefined
  if (named) return named.law
  const containing = name.length < 2 ? [] : near.filter((t) => t.includes(name))
  const only = containing.length === 1 && containing[0] ? await store.law(containing[0]) : undefined
  if (only) return only.law
  throw await noSuchLaw(store, name)
}
