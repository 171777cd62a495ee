import { nameOfEid } from '../graph/ids.ts'
import type { Citation, Level, Relation, Status } from '../graph/model.ts'
import { wholeId } from '../graph/status.ts'
import type { CitationQuery, CitationRow, CountedLaw, LawDetail, Paged, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { noSuchProvision } from './missing.ts'
import { lawTitled } from './near.ts'
import { MOST, type PageInput, pageOf } from './page.ts'

export interface CitationsInput extends PageInput {
  /** Title or alias. */
  readonly law: string
  /** Without it: the whole law and all its provisions. */
  readonly eid?: string | undefined
  /** `in`: who cites it (default); `out`: what it cites. */
  readonly direction?: 'in' | 'out' | undefined
  /** `parts`: the place and what is in it (default). `around`: only citations to its chapter or to the law as a whole. */
  readonly scope?: 'parts' | 'around' | undefined
  readonly relation?: Relation | undefined
  /** Of the law at the other end. */
  readonly level?: Level | undefined
  readonly region?: string | undefined
  /** Title or alias of the law at the other end. */
  readonly other?: string | undefined
  /** Of the citing edition. */
  readonly year?: number | undefined
  readonly status?: Status | undefined
  /** A day, or `all` for every edition; today where absent. */
  readonly at?: string | undefined
}

/** Who cites a place, or what it cites. */
export interface CitationsView extends Paged<CitationRow> {
  /** The canonical title. */
  readonly law: string
  /** False for a law that is only cited. */
  readonly known: boolean
  readonly eid?: string
  /** As it is cited: 第三十六条第二款. */
  readonly name?: string
  readonly direction: 'in' | 'out'
  readonly scope: 'parts' | 'around'
  /** The day for which citing editions were chosen, or `all`. */
  readonly at: string
  /** Citations to the chapter or the law that holds the place; `scope: 'around'` lists them. */
  readonly around: number
  readonly offset: number
  readonly limit: number
  /** The same by law at the other end, most citations first: no more than GROUPS of them, `total` says how many there are. */
  readonly laws: Paged<CountedLaw>
}

/** Groups that come with a page of citations. */
export const GROUPS = 20

/** Citations to or from a place, newest citing text first. NOT_FOUND with near titles, or with how far the articles go. */
export async function readCitations(store: Store, input: CitationsInput): Promise<CitationsView> {
  const page = pageOf(input, MOST.hits)
  const { query, detail } = await queryOf(store, input, page)
  const found = await store.citations(query)
  const { eid, direction, scope = 'parts', at = 'all' } = query
  if (found.total === 0) await mustExist(store, detail, input, eid)
  const laws = await store.citationLaws({ ...query, page: { offset: 0, limit: GROUPS } })
  return {
    law: detail.law.title,
    known: detail.law.known,
    ...(eid === undefined ? {} : { eid, name: nameOfEid(eid) }),
    direction,
    scope,
    at,
    ...found,
    ...page,
    laws,
  }
}

/** All laws at the other end, most citations first. */
export async function citationLaws(store: Store, input: CitationsInput): Promise<Paged<CountedLaw>> {
  const { query } = await queryOf(store, input, pageOf(input, MOST.rows))
  return store.citationLaws(query)
}

async function queryOf(
  store: Store,
  input: CitationsInput,
  page: CitationQuery['page'],
): Promise<{ query: CitationQuery & { law: string }; detail: LawDetail }> {
  const { eid, direction = 'in', scope, relation, level, region, other, year, status } = input
  const at = input.at === 'all' ? 'all' : dayOf(input.at)
  const detail = await lawTitled(store, input.law)
  const query = {
    law: detail.law.title,
    direction,
    at,
    page,
    ...(eid === undefined || eid === '' ? {} : { eid }),
    ...(scope === undefined ? {} : { scope }),
    ...(relation === undefined ? {} : { relation }),
    ...(level === undefined ? {} : { level }),
    ...(region === undefined ? {} : { region }),
    ...(other === undefined ? {} : { other: (await store.law(other))?.law.title ?? other }),
    ...(year === undefined ? {} : { year }),
    ...(status === undefined ? {} : { status }),
  }
  return { query, detail }
}

/** No citation is an answer for a provision that is there, and none for one that is not. */
async function mustExist(store: Store, detail: LawDetail, input: CitationsInput, eid: string | undefined) {
  if (eid === undefined || !detail.law.known) return
  const at = input.at === 'all' ? undefined : dayOf(input.at)
  if (!(await store.provision(detail.law.title, eid, at))) throw await noSuchProvision(store, detail.law.title, eid, at)
}

/** All citations that stand in an edition (in all its parts, where it is printed in several files), by the citing eId. */
export async function outgoingByProvision(
  store: Store,
  law: string,
  editionId: string,
): Promise<ReadonlyMap<string, Citation[]>> {
  const editions = (await store.law(law))?.editions ?? []
  const edition = editions.find((e) => e.id === editionId)
  const parts = edition ? editions.filter((e) => wholeId(e) === wholeId(edition)) : []
  const byEid = new Map<string, Citation[]>()
  for (const { id } of parts) {
    for await (const citation of everyCitation(store, { edition: id })) {
      const eid = citation.from.eid ?? ''
      const list = byEid.get(eid)
      if (list) list.push(citation)
      else byEid.set(eid, [citation])
    }
  }
  for (const list of byEid.values()) list.sort(inTextOrder)
  return byEid
}

/** All citations that stand in a document, in the order of the text: an item of a gazette, a report. */
export async function citationsOfDocument(store: Store, documentId: string): Promise<Citation[]> {
  const all: Citation[] = []
  for await (const citation of everyCitation(store, { document: documentId })) all.push(citation)
  return all.sort(inTextOrder)
}

async function* everyCitation(store: Store, where: { edition: string } | { document: string }) {
  const limit = MOST.rows
  for (let offset = 0, total = 1; offset < total; offset += limit) {
    const found = await store.citations({ ...where, direction: 'out', at: 'all', bare: true, page: { offset, limit } })
    total = found.total
    for (const { citation } of found.items) yield citation
  }
}

function inTextOrder(a: Citation, b: Citation): number {
  return a.start - b.start || a.end - b.end || a.order - b.order
}
