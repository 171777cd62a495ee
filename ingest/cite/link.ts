import type { IsoDate } from '../../graph/model.ts'
import { type Names, namesOf } from '../../graph/scope.ts'
import { shapeOf } from '../../graph/shape.ts'
import { inOrder, partsAt } from '../../graph/status.ts'
import type { CitationToLink, EditionShape, Link, Store } from '../../graph/store.ts'
import { type ArticleShape, type NameOutcome, resolveTarget } from '../../language/cite/index.ts'

/** A run that is overtaken so often leaves the rest to the one that overtakes it. */
const ATTEMPTS = 5

/**
 * Resolves every citation of the store anew where anything that could change the outcome has changed. What comes out depends on
 * what the store holds, not on the order in which it came.
 */
export async function linkCitations(store: Store, today: IsoDate): Promise<boolean> {
  if (!(await store.linksStale())) return false
  // where another run links at the same time, its result is what there is to begin with
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) if (await linkOnce(store, today)) break
  return true
}

async function linkOnce(store: Store, today: IsoDate): Promise<boolean> {
  const { citations, seen } = await store.citationsToLink() // first: what comes after it is left to the next run
  const names = namesOf(await store.knownLaws())
  const links: Link[] = []
  const toShape = new Map<string, CitationToLink[]>()
  for (const citation of citations) {
    const outcome = byName(citation, names)
    if ('link' in outcome) links.push(outcome.link)
    else {
      const citing = toShape.get(outcome.law)
      if (citing) citing.push(citation)
      else toShape.set(outcome.law, [citation])
    }
  }
  for (const [law, citing] of toShape) {
    const target = targetResolver(law, await store.shapes(law), today)
    for (const citation of citing) links.push(target(citation))
  }
  return store.link(links, seen)
}

/** The link, where the law's name settles it; else the law whose text must be looked into. */
function byName(citation: CitationToLink, names: Names): { readonly link: Link } | { readonly law: string } {
  const { key, citedLaw, citedEid, problem, draft } = citation
  const link = (rest: Omit<Link, 'key'>) => ({ link: { key, ...rest } })
  if (citedLaw === undefined) return link({ status: 'unresolved', reason: problem ?? 'no_antecedent' })
  const self = citedLaw === citation.law
  const outcome: NameOutcome = self
    ? { status: 'resolved', title: citedLaw, known: true }
    : names(citedLaw, citation.law)
  if (outcome.status === 'ambiguous') {
    return link({ status: 'ambiguous', candidates: outcome.candidates, reason: 'several_laws' })
  }
  if (outcome.status === 'unresolved') {
    // a full title names its law even where its text is not here: a node to which the text can come later
    if (outcome.title === undefined) return link({ status: 'unresolved', reason: outcome.reason })
    return link({ status: 'resolved', to: target(outcome.title, citedEid) })
  }
  if (problem !== undefined) return link({ status: 'unresolved', reason: problem, to: { law: outcome.title } })
  if (draft) return link({ status: 'unresolved', reason: 'draft_numbering', to: { law: outcome.title } })
  if (!outcome.known || citedEid === undefined) return link({ status: 'resolved', to: target(outcome.title, citedEid) })
  return { law: outcome.title }
}

function target(law: string, eid: string | undefined): NonNullable<Link['to']> {
  return eid === undefined ? { law } : { law, eid }
}

/** Finds the provision in the citing edition itself, else in the edition in force when the citing text took effect. */
function targetResolver(
  law: string,
  shapes: readonly EditionShape[],
  today: IsoDate,
): (citation: CitationToLink) => Link {
  const ordered = inOrder(shapes.map((s) => s.edition))
  const eidsOf = new Map(shapes.map((s) => [s.edition.id, s.eids]))
  const cache = new Map<string, ArticleShape>()
  const shapeAt = (day: IsoDate): ArticleShape => {
    const shape = cache.get(day) ?? shapeOf(partsAt(ordered, day).map((e) => eidsOf.get(e.id) ?? new Set()))
    cache.set(day, shape)
    return shape
  }
  return ({ key, edition, day, citedEid = '' }) => {
    const own = edition === undefined ? undefined : ordered.find((e) => e.id === edition)
    const parts = own && partsOfSame(ordered, own)
    const shape = parts ? shapeOf(parts.map((e) => eidsOf.get(e.id) ?? new Set())) : shapeAt(day ?? today)
    const outcome = resolveTarget(citedEid, shape)
    if (outcome.status === 'resolved') return { key, status: 'resolved', to: { law, eid: outcome.eid } }
    if (outcome.status === 'ambiguous') {
      return { key, status: 'ambiguous', to: { law }, candidates: outcome.candidates, reason: 'several_provisions' }
    }
    return { key, status: 'unresolved', to: { law }, reason: outcome.reason }
  }
}

function partsOfSame(
  ordered: readonly EditionShape['edition'][],
  own: EditionShape['edition'],
): EditionShape['edition'][] {
  return own.part === undefined
    ? [own]
    : ordered.filter((e) => e.part !== undefined && e.id.split('/')[0] === own.id.split('/')[0])
}
