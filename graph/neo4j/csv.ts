/**
 * A graph as files for `neo4j-admin database import`, the way of a first big corpus into a server: the nodes and relationships that
 * `write.ts`, `derive.ts` and `link.ts` would make of the same records, without a transaction for each source.
 */
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { ANALYSIS } from '../../language/text/tokens.ts'
import { derive, type EditionTold, type LawTold } from '../derive.ts'
import { digestOf } from '../digest.ts'
import type { Citation, Contribution, IsoDate } from '../model.ts'
import { ARGUMENTS_FILE, type Files, openFiles, refused } from './csv-files.ts'
import { CITING } from './cypher.ts'
import { validity } from './derive.ts'
import { type CitationShape, type EditionShape, type Properties, redLinks, shapeOf } from './shape.ts'

/** The version of a schema that is not there yet: what no import makes, constraints and indexes, is made when the store is first opened. */
const NO_SCHEMA = 0

export interface ImportFiles {
  readonly nodes: number
  readonly relationships: number
  /** What loads them, run in the folder while the server is stopped. */
  readonly command: readonly string[]
}

export interface ImportOptions {
  /** False where the citations are not resolved against all that the records hold: then the next run does so. Default true. */
  readonly linked?: boolean
}

/**
 * Contributions, each edition in one of them only → CSV files and their arguments in `folder`, which is made. Citations lead where
 * their records say. Memory holds one contribution at a time, besides what is small: laws, editions and resolved citations.
 * Errors: RECORD_INVALID for what `digestOf` refuses, an edition that is told twice, and a list that a CSV file can't hold.
 */
export async function writeImportFiles(
  contributions: AsyncIterable<Contribution> | Iterable<Contribution>,
  folder: string,
  { linked = true }: ImportOptions = {},
): Promise<ImportFiles> {
  await mkdir(folder, { recursive: true })
  const files = await openFiles(folder)
  try {
    const graph = graphWriter(files)
    for await (const contribution of contributions) {
      graph.add(contribution)
      await files.flush()
    }
    graph.finish(linked)
    await files.flush()
    await files.writeArguments()
  } finally {
    await files.close()
  }
  const command = [
    'neo4j-admin',
    'database',
    'import',
    'full',
    'neo4j',
    '--overwrite-destination=true',
    `@${ARGUMENTS_FILE}`,
  ]
  return { ...files.count, command }
}

interface LawTaken {
  readonly id: number
  readonly told: LawTold[]
  readonly editions: EditionTaken[]
  /** A citation resolves to the title. */
  cited: boolean
}

interface EditionTaken {
  readonly id: number
  readonly source: string
  readonly properties: Properties
  /** Node of its first provision; the others follow. */
  readonly first: number
  /** Number of the eId of each provision. */
  readonly eids: Uint32Array
}

interface DocumentTaken {
  readonly id: number
  readonly date?: IsoDate
}

/** A resolved citation that waits until all laws are known. */
interface Tie {
  readonly citation: number
  /** Node that cites: the provision, else the document. */
  readonly place: number
  readonly own: EditionTaken | undefined
  /** Of the document. */
  readonly date: IsoDate | undefined
  readonly to: NonNullable<Citation['to']>
  readonly relation: Citation['relation']
  readonly properties: Properties
}

function graphWriter({ node, tie }: Files) {
  const laws = new Map<string, LawTaken>()
  const eidNumbers = new Map<string, number>()
  const ties: Tie[] = []

  const law = (title: string): LawTaken => {
    const known = laws.get(title) ?? { id: node.next(), told: [], editions: [], cited: false }
    laws.set(title, known)
    return known
  }

  const eidNumber = (eid: string): number => {
    const number = eidNumbers.get(eid) ?? eidNumbers.size
    eidNumbers.set(eid, number)
    return number
  }

  function add(raw: Contribution): void {
    const { contribution, digest } = digestOf(raw)
    const shape = shapeOf(contribution, digest)
    const source = node('Source', shape.source)
    tie('HAS_TEXT', source, node('SourceText', { deflated: shape.deflated }))
    const documents = new Map(
      shape.documents.map((d): [string, DocumentTaken] => {
        const { key, date } = d.properties
        const id = node('Document', d.properties)
        tie('READ_FROM', id, source)
        return [String(key), { id, ...(date !== undefined && { date: String(date) }) }]
      }),
    )
    for (const { parent, properties } of shape.documents) {
      const above = documents.get(parent ?? '')
      if (above) tie('CONTAINS', above.id, documents.get(String(properties.key))?.id)
    }
    for (const { title, told } of shape.laws) {
      const taken = law(title)
      taken.told.push(lawTold(contribution.source.id, told))
      tie('TELLS_OF', source, taken.id, told)
    }
    const editions = new Map(
      shape.editions.map((e) => {
        const edition = addEdition(e, contribution.source.id)
        tie('PRINTED_IN', edition.id, documents.get(e.document)?.id)
        return [String(e.properties.key), edition]
      }),
    )
    for (const [i, c] of shape.citations.entries()) {
      const document = documents.get(c.document)
      const record = contribution.citations[i]
      if (document && record) addCitation(c, record, document, editions.get(c.edition ?? ''))
    }
    for (const a of shape.anomalies) tie('FOUND_IN', node('Anomaly', a), source)
  }

  function addEdition({ law: title, properties, provisions }: EditionShape, source: string): EditionTaken {
    const id = node.next()
    const first = node.next(provisions.length)
    const taken = law(title)
    for (const [place, p] of provisions.entries()) {
      node('Provision', p.properties, { id: first + place, labels: p.labels })
      tie('CONTAINS', p.parent < 0 ? id : first + p.parent, first + place)
    }
    const eids = Uint32Array.from(provisions, (p) => eidNumber(String(p.properties.eid)))
    const edition = { id, source, properties, first, eids }
    taken.editions.push(edition)
    tie('HAS_EDITION', taken.id, id)
    return edition
  }

  function addCitation(
    { properties, provision }: CitationShape,
    { to, status, candidates, reason, relation }: Citation,
    document: DocumentTaken,
    own: EditionTaken | undefined,
  ): void {
    const citation = node('Citation', {
      ...properties,
      status,
      ...(to === undefined ? {} : { to_law: to.law }),
      ...(to?.eid === undefined ? {} : { to_eid: to.eid }),
      ...(candidates === undefined ? {} : { candidates }),
      ...(reason === undefined || reason === 'not_linked' ? {} : { reason }),
    })
    const stands = own && provision !== undefined ? own.first + provision : undefined
    tie('IN_DOCUMENT', citation, document.id)
    if (own) tie('IN_EDITION', citation, own.id)
    if (stands !== undefined) tie('STANDS_IN', citation, stands)
    if (to) law(to.law).cited = true
    if (status !== 'resolved' || !to) return
    const { document: id, start, end, text: quote, rule, place } = properties
    ties.push({
      ...{ citation, place: stands ?? document.id, to, relation, date: document.date, own },
      properties: { document: id, start, end, quote, rule, place } as Properties,
    })
  }

  /** What follows from all contributions together. */
  function finish(linked: boolean): void {
    const validities = new Map<EditionTaken, Validity>()
    for (const [title, taken] of laws) addLaw(title, taken, validities)
    const targets = targetsIn(laws, eidNumbers, validities)
    const found = ties.map((t) => ({ ...t, target: targets(t) }))
    const waiting = addRedLinks(found.filter((t) => t.target === undefined).map((t) => t.to))
    for (const t of found) {
      const target = t.target ?? waiting(t.to)
      if (target === undefined) continue
      tie('RESOLVED_TO', t.citation, target)
      tie(CITING[t.relation], t.place, target, t.properties)
    }
    node('Graph', { name: 'famai', schema: NO_SCHEMA, analysis: ANALYSIS, linked: randomUUID() })
    if (!linked) node('Change', { id: randomUUID() })
  }

  function addLaw(title: string, { id, told, editions, cited }: LawTaken, to: Map<EditionTaken, Validity>): void {
    const derived = derive(editions.map(editionTold), told, cited)
    for (const [i, e] of editions.entries()) {
      const d = derived.editions[i]
      if (d?.chosen !== 1) throw refused(`the edition ${e.properties.id} is told by two sources`)
      const valid = validity(d)
      to.set(e, valid)
      node('Edition', { ...e.properties, ...valid }, { id: e.id })
    }
    const { aliases = [], level = null, region = null, known = 0 } = derived.law ?? {}
    node(
      'Law',
      {
        ...{ title, name: title, aliases, known: known === 1 },
        ...(level === null ? {} : { level }),
        ...(region === null ? {} : { region }),
      },
      { id },
    )
    for (const name of aliases) tie('NAMES', alias(name), id)
  }

  const aliasNodes = new Map<string, number>()
  const alias = (name: string): number => {
    const known = aliasNodes.get(name) ?? node('Alias', { name })
    aliasNodes.set(name, known)
    return known
  }

  /** Places of laws that are cited and have no text here, a node for each. */
  function addRedLinks(cited: readonly Tie['to'][]): (to: Tie['to']) => number | undefined {
    const made = new Map<string, number>()
    const key = (title: string, eid: string) => `${title}\n${eid}`
    const missing = cited.flatMap((to) =>
      to.eid === undefined || law(to.law).editions.length > 0 ? [] : [{ law: to.law, eid: to.eid }],
    )
    for (const { law: title, eid, parent, labels, properties } of redLinks(missing)) {
      const id = node('Provision', properties, { labels })
      made.set(key(title, eid), id)
      tie('CONTAINS', parent === null ? law(title).id : made.get(key(title, parent)), id)
    }
    return (to) => made.get(key(to.law, to.eid ?? ''))
  }

  return { add, finish }
}

type Validity = ReturnType<typeof validity>

/**
 * Where a citation leads, as `link.ts` says it: to the law, or to the provision in the citing edition itself, else in the edition
 * that was read on the day from which the citing text counts, else in the newest that has it. Undefined where no edition has it.
 */
function targetsIn(
  laws: ReadonlyMap<string, LawTaken>,
  eidNumbers: ReadonlyMap<string, number>,
  validities: ReadonlyMap<EditionTaken, Validity>,
): (tie: Tie) => number | undefined {
  const found = new Map<string, [EditionTaken, node: number][]>()

  function placesOf({ law, eid }: Tie['to']): [EditionTaken, node: number][] {
    const key = `${law}\n${eid}`
    const known = found.get(key)
    if (known) return known
    const number = eidNumbers.get(eid ?? '')
    const places = (laws.get(law)?.editions ?? []).flatMap((e): [EditionTaken, number][] => {
      const place = number === undefined ? -1 : e.eids.indexOf(number)
      return place < 0 ? [] : [[e, e.first + place]]
    })
    found.set(key, places)
    return places
  }

  return ({ to, own, date }) => {
    if (to.eid === undefined) return laws.get(to.law)?.id
    const day = (own && validities.get(own)?.counts_from) ?? date
    const before = (a: unknown, b: unknown) => a !== undefined && b !== undefined && String(a) <= String(b)
    const nearness = (e: EditionTaken): number => {
      const { shown_from, shown_to } = validities.get(e) ?? {}
      const begun = shown_from === undefined || before(shown_from, day)
      const over = shown_to !== undefined && (day === undefined || before(shown_to, day))
      return e === own ? 0 : begun && !over ? 1 : 2
    }
    const rank = (e: EditionTaken) => Number(validities.get(e)?.rank)
    const [best] = [...placesOf(to)].sort(([a], [b]) => nearness(a) - nearness(b) || rank(b) - rank(a))
    return best?.[1]
  }
}

function editionTold({ source, properties }: EditionTaken): EditionTold<string> {
  const { key, id, adopted, promulgated, effective, repealed, part, expired, provisions } = properties
  const text = (value: Properties[string] | undefined) => (value === undefined ? null : String(value))
  return {
    ...{ key: String(key), source, id: String(id), provisions: Number(provisions) },
    ...{ adopted: text(adopted), promulgated: text(promulgated), effective: text(effective), repealed: text(repealed) },
    ...{ part: text(part), expired: expired === true ? 1 : null },
  }
}

function lawTold(source: string, { aliases = [], level, region, known }: Properties): LawTold {
  const text = (value: Properties[string] | undefined) => (value === undefined ? null : String(value))
  return {
    ...{ source, aliases: JSON.stringify(aliases), level: text(level), region: text(region) },
    known: known === true ? 1 : 0,
  }
}
