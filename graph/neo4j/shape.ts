/**
 * A contribution as nodes, their properties and what ties them together: what `write.ts` puts into a server and `csv.ts` into
 * files. docs/cypher.md draws the model. Properties have the names and values of the interchange records; what is only there
 * to find or to show a node (`name`, `place`, `headings`, `tokens`) stands behind them.
 */
import { basename } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { indexTokens } from '../../language/text/tokens.ts'
import { inDocument, placeIn } from '../context.ts'
import { FOUND_PROBLEMS, provisionsByEdition } from '../contribution.ts'
import { nameOfEid, parentEid, parseEid } from '../ids.ts'
import type { Anomaly, Citation, Contribution, Document, Edition, Law, Provision, Source } from '../model.ts'

/** Text, whole numbers, truth values, lists of them. Days are ISO days; the names in DAYS say which. */
export type Properties = Readonly<Record<string, string | number | boolean | readonly string[] | readonly number[]>>

/** Properties that the database keeps as dates. */
export const DAYS: ReadonlySet<string> = new Set([
  ...['date', 'adopted', 'approved', 'promulgated', 'amended', 'effective', 'repealed'],
  ...['counts_from', 'next_from', 'shown_from', 'shown_to'],
])

/** The label of each kind of provision, besides `Provision`. */
export const KIND_LABELS: Readonly<Record<Provision['kind'], string>> = {
  part: 'Part',
  subpart: 'Subpart',
  chapter: 'Chapter',
  section: 'Section',
  article: 'Article',
  paragraph: 'Paragraph',
  item: 'Item',
  subitem: 'Subitem',
  preamble: 'Preamble',
  annex: 'Annex',
}

/** An article, or what stands like one: what the lexical index holds. */
export const UNIT = 'Unit'

interface DocumentShape {
  readonly properties: Properties
  /** Key of the gazette that holds it. */
  readonly parent?: string
}

export interface EditionShape {
  readonly law: string
  /** Key of the document that prints it. */
  readonly document: string
  readonly properties: Properties
  readonly provisions: readonly ProvisionShape[]
}

interface ProvisionShape {
  readonly labels: readonly string[]
  readonly properties: Properties
  /** Place in the edition of the provision that holds it; -1 for the edition itself. */
  readonly parent: number
}

export interface CitationShape {
  readonly properties: Properties
  readonly document: string
  /** Key of the edition, and place of the provision in it, where the citation stands in a law. */
  readonly edition?: string
  readonly provision?: number
}

interface LawShape {
  readonly title: string
  /** What this source tells of it. */
  readonly told: Properties
}

export interface Shape {
  readonly source: Properties
  /** The source's text: raw deflate, base64. */
  readonly deflated: string
  readonly documents: readonly DocumentShape[]
  readonly laws: readonly LawShape[]
  readonly editions: readonly EditionShape[]
  readonly citations: readonly CitationShape[]
  readonly anomalies: readonly Properties[]
}

/** `c` in the order that `digestOf` gives; `digest` is its digest. */
export function shapeOf(c: Contribution, digest: string): Shape {
  const key = (id: string) => keyOf(c.source.id, id)
  const byEdition = provisionsByEdition(c.provisions)
  const editions = c.editions.map((e) => editionShape(e, byEdition.get(e.id) ?? [], key))
  const places = new Map(c.editions.map((e) => [e.id, firstPlaces(byEdition.get(e.id) ?? [])]))
  return {
    source: sourceProperties(c.source, digest),
    deflated: deflateRawSync(c.source.text, { level: 4 }).toString('base64'),
    documents: c.documents.map((d) => documentShape(d, key)),
    laws: c.laws.map(lawShape),
    editions,
    citations: c.citations.map((x, i) => citationShape(x, i, c.source, key, places)),
    anomalies: c.anomalies.map((a, place) => anomalyProperties(a, place)),
  }
}

/** Several sources may print one edition, and a forged file may repeat a document's id: within a source both are unique. */
function keyOf(source: string, id: string): string {
  return `${source.slice(0, 32)} ${id}`
}

function sourceProperties(s: Source, digest: string): Properties {
  const { id, path, media_type, title, recipe } = s
  return stored({ id, path, media_type, title, recipe, digest, name: title || basename(path) })
}

function documentShape(d: Document, key: (id: string) => string): DocumentShape {
  const { type: _, ...record } = d
  return {
    properties: stored({ ...record, key: key(d.id), name: d.title }),
    ...(d.parent === undefined ? {} : { parent: key(d.parent) }),
  }
}

function lawShape({ title, aliases = [], level, region, known }: Law): LawShape {
  return { title, told: stored({ aliases: [...new Set(aliases)].sort(), level, region, known }) }
}

function editionShape(e: Edition, provisions: readonly Provision[], key: (id: string) => string): EditionShape {
  const { type: _, history, ...record } = e
  return {
    law: e.law,
    document: key(e.document),
    properties: stored({
      ...record,
      history: history && JSON.stringify(history),
      key: key(e.id),
      name: e.id,
      articles: provisions.reduce((n, p) => n + (p.kind === 'article' ? 1 : 0), 0),
      provisions: provisions.length,
    }),
    provisions: provisionShapes(e, provisions),
  }
}

const STRUCTURE: ReadonlySet<Provision['kind']> = new Set(['part', 'subpart', 'chapter', 'section'])

interface Above {
  readonly place: number
  /** Those of the 章 and 节 that hold it, and of itself if it is one. */
  readonly headings: readonly string[]
  /** True for an article and its parts. */
  readonly inUnit: boolean
}

function provisionShapes(e: Edition, provisions: readonly Provision[]): ProvisionShape[] {
  const title = indexTokens(e.law)
  const seen = new Map<string, Above>()
  return provisions.map((p, place) => {
    const above = p.parent === undefined ? undefined : seen.get(p.parent)
    // a 章 of an annex is part of it; what is not part of an article stands like one, even where its own parent is missing
    const within = above?.inUnit === true
    const structure = !within && STRUCTURE.has(p.kind)
    const unit = !within && !structure
    const headings = above?.headings ?? []
    const own = `${p.label} ${p.heading ?? ''}`.trim()
    seen.set(p.eid, { place, headings: structure ? [...headings, own] : headings, inUnit: !structure })
    const { type: _, ranges, ...record } = p
    return {
      labels: unit ? [KIND_LABELS[p.kind], UNIT] : [KIND_LABELS[p.kind]],
      parent: above?.place ?? -1,
      properties: stored({
        ...record,
        ranges: ranges.flat(),
        place,
        name: structure && p.heading ? `${nameOfEid(p.eid)} ${p.heading}` : nameOfEid(p.eid),
        headings: unit ? headings : undefined,
        tokens: unit ? unitTokens(title, headings, p.heading, p.text) : undefined,
      }),
    }
  })
}

/** A place of a law that is cited and whose text is not here. */
interface RedLink {
  readonly law: string
  readonly eid: string
  /** eId of the place that holds it; NULL for the law itself. */
  readonly parent: string | null
  readonly labels: readonly string[]
  readonly properties: Properties
}

/** The places with all that hold them, as far as their eIds tell, from the widest to the narrowest. */
export function redLinks(cited: readonly { readonly law: string; readonly eid: string }[]): RedLink[] {
  const links = new Map<string, RedLink>()
  for (const { law, eid } of cited) {
    for (let at: string | undefined = eid; at !== undefined; at = parentEid(at)) {
      const kind = parseEid(at)?.at(-1)?.kind
      links.set(`${law}\u001f${at}`, {
        law,
        eid: at,
        parent: parentEid(at) ?? null,
        labels: kind === undefined ? [] : [KIND_LABELS[kind]],
        properties: stored({ law, eid: at, kind, name: nameOfEid(at), known: false }),
      })
    }
  }
  return [...links.values()].sort((a, b) => a.eid.length - b.eid.length)
}

/** What the lexical index holds of an article; `title` is that of the law, in tokens already. */
export function unitTokens(
  title: string,
  headings: readonly string[],
  heading: string | undefined,
  text: string,
): string {
  return `${title}${indexTokens(`${headings.join('\n')}\n${heading ?? ''}`)}${indexTokens(text)}`
}

function firstPlaces(provisions: readonly Provision[]): Map<string, number> {
  const places = new Map<string, number>()
  for (const [place, { eid }] of provisions.entries()) if (!places.has(eid)) places.set(eid, place)
  return places
}

function citationShape(
  x: Citation,
  place: number,
  source: Source,
  key: (id: string) => string,
  places: ReadonlyMap<string, ReadonlyMap<string, number>>,
): CitationShape {
  const { from, cited } = x
  const inLaw = from.edition === undefined ? undefined : places.get(from.edition)
  const provision = from.eid === undefined ? undefined : inLaw?.get(from.eid)
  const around = inLaw && from.eid !== undefined ? undefined : inDocument(source.text, x)
  const at = around && placeIn(around, x.text)
  return {
    document: key(from.document),
    ...(inLaw && from.edition !== undefined ? { edition: key(from.edition) } : {}),
    ...(provision === undefined ? {} : { provision }),
    properties: stored({
      document: from.document,
      law: from.law,
      edition: inLaw && from.edition,
      eid: from.eid,
      cited_law: cited.law,
      cited_eid: cited.eid,
      text: x.text,
      start: x.start,
      end: x.end,
      relation: x.relation,
      status: 'unresolved',
      draft: x.draft ?? false,
      rule: x.rule,
      order: x.order,
      problem: x.reason !== undefined && FOUND_PROBLEMS.has(x.reason) ? x.reason : undefined,
      name: x.text,
      place,
      context: around?.text,
      context_at: at,
    }),
  }
}

function anomalyProperties(a: Anomaly, place: number): Properties {
  const { type: _, ...record } = a
  return stored({ ...record, place, name: a.quote.slice(0, 20) || a.kind })
}

/** Without what is undefined, which is NULL to the database, and without empty lists, which its bulk import can't tell from that. */
function stored(fields: Record<string, unknown>): Properties {
  const given = ([, v]: [string, unknown]) => v !== undefined && !(Array.isArray(v) && v.length === 0)
  return Object.fromEntries(Object.entries(fields).filter(given)) as Properties
}
