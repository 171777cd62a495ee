import { nameOfEid, parseEid } from '../graph/ids.ts'
import { shapeAt, wholeShapes } from '../graph/shape.ts'
import type { Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { NotFound } from './near.ts'

/** The first and last article among the eIds of an edition: 第一条, 第四十条. Undefined where it has none. */
export function extentOf(eids: Iterable<string>): { first: string; last: string } | undefined {
  const articles = [...eids].flatMap((eid) => {
    const [step, part] = parseEid(eid) ?? []
    return step?.kind === 'article' && !part ? [{ eid, at: step.number + (step.sub ?? 0) / 1000 }] : []
  })
  const sorted = articles.sort((a, b) => a.at - b.at)
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first && last && { first: nameOfEid(first.eid), last: nameOfEid(last.eid) }
}

/** The error for a provision that a known law hasn't: its hint says how far the articles go, and which other edition has it. */
export async function noSuchProvision(store: Store, law: string, eid: string, at?: string): Promise<NotFound> {
  const shapes = await store.shapes(law)
  const here = shapeAt(shapes, dayOf(at))
  const extent = here && extentOf(here.eids.flatMap((eids) => [...eids]))
  const elsewhere = wholeShapes(shapes).filter((s) => s.eids.some((eids) => eids.has(eid)))
  const hints = [
    extent ? `${here?.edition.id} goes from ${extent.first} to ${extent.last}.` : 'No text of it is here.',
    elsewhere.length > 0 ? `It stands in ${elsewhere.map((s) => s.edition.id).join(', ')}.` : '',
  ]
  return new NotFound(`《${law}》${nameOfEid(eid)}`, [law], hints.filter((h) => h !== '').join(' '))
}
