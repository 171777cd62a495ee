import { lawPath, nameOfEid } from '../graph/ids.ts'
import type { Citation, IsoDate, Provision } from '../graph/model.ts'
import { wholeId } from '../graph/status.ts'
import type { LawDetail, Store } from '../graph/store.ts'
import { onDay, textOf } from './law.ts'

/** Where a citation leads, as a page tells it. */
export interface Reference {
  readonly citation: Citation
  /** The cited law (as resolved, else as written), and 第三条第二款. */
  readonly law?: string
  readonly name?: string
  /** Its permalink; absent where the citation did not resolve. */
  readonly path?: string
  /** False for a law or a provision whose text is not here. */
  readonly known: boolean
  /** How the cited text begins; empty where there is none. */
  readonly text: string
  /** The day of the citing text, where the number stood for other words then: `path` leads to that edition. */
  readonly asOf?: IsoDate
  /** What an ambiguous one can mean. */
  readonly candidates: readonly { readonly name: string; readonly path: string }[]
}

/** By citation, the object itself. */
export type References = ReadonlyMap<Citation, Reference>

export interface ReferenceOptions {
  /** The day for which the page reads its editions. */
  readonly at: IsoDate
  /** The day as asked for, which links keep; absent for today. */
  readonly asked?: string | undefined
  /** From when the citing text counts: a number means what it meant then. */
  readonly since?: (citation: Citation) => IsoDate | undefined
}

/** Characters of the cited text that are shown. */
const BEGINNING = 72
/** Provisions of one law that are looked up one by one; for more its whole text is read. */
const FEW = 3

/**
 * What citations lead to. A citation keeps its meaning when the cited law is renumbered: where the provision of that number
 * has other words today than on the day of the citing text, the reference leads to the text of that day.
 */
export async function referencesOf(
  store: Store,
  citations: Iterable<Citation>,
  { at, asked, since = () => undefined }: ReferenceOptions,
): Promise<References> {
  const all = [...citations]
  const wanted = new Map<string, Set<string>>()
  for (const { to } of all) {
    if (!to) continue
    const eids = wanted.get(to.law) ?? new Set()
    if (to.eid !== undefined) eids.add(to.eid)
    wanted.set(to.law, eids)
  }
  const readers = new Map<string, Reader>()
  for (const [law, eids] of wanted) readers.set(law, await readerOf(store, law, eids.size))

  const references = new Map<Citation, Reference>()
  for (const citation of all) {
    const reader = citation.to && readers.get(citation.to.law)
    references.set(citation, await referenceOf(citation, reader, at, asked, since(citation)))
  }
  return references
}

interface Reader {
  readonly known: boolean
  /** Id of the edition of that day. */
  edition(day: IsoDate): string | undefined
  provision(eid: string, day: IsoDate): Promise<Provision | undefined>
}

async function readerOf(store: Store, law: string, eids: number): Promise<Reader> {
  const detail = await store.law(law)
  if (!detail?.law.known) return { known: false, edition: () => undefined, provision: async () => undefined }
  const texts = new Map<string, Promise<ReadonlyMap<string, Provision>>>()
  const shown = (day: IsoDate) => onDay(detail.editions, day).edition
  return {
    known: true,
    edition: (day) => {
      const edition = shown(day)
      return edition && wholeId(edition)
    },
    async provision(eid, day) {
      if (eids <= FEW) return (await store.provision(law, eid, day))?.provision
      const edition = shown(day)
      if (!edition) return undefined
      const text = texts.get(edition.id) ?? wholeText(store, detail, edition)
      texts.set(edition.id, text)
      return (await text).get(eid)
    },
  }
}

async function wholeText(
  store: Store,
  detail: LawDetail,
  edition: LawDetail['editions'][number],
): Promise<ReadonlyMap<string, Provision>> {
  return new Map((await textOf(store, detail.editions, edition)).map((p) => [p.eid, p]))
}

async function referenceOf(
  citation: Citation,
  reader: Reader | undefined,
  at: IsoDate,
  asked: string | undefined,
  since: IsoDate | undefined,
): Promise<Reference> {
  const { to, cited, status } = citation
  const candidates = candidatesOf(citation, asked)
  const law = to?.law ?? cited.law
  const eid = to ? to.eid : cited.eid
  const named = {
    citation,
    candidates,
    ...(law === undefined ? {} : { law }),
    ...(eid === undefined ? {} : { name: nameOfEid(eid) }),
  }
  if (!to || status !== 'resolved' || !reader) return { ...named, known: reader?.known ?? false, text: '' }
  if (!reader.known) return { ...named, known: false, text: '', path: lawPath(to.law, to.eid, asked) }
  if (to.eid === undefined) return { ...named, known: true, text: '', path: lawPath(to.law, undefined, asked) }
  const now = await reader.provision(to.eid, at)
  const own = to.law === citation.from.law
  if (!own && since !== undefined && since < at && reader.edition(since) !== reader.edition(at)) {
    const before = await reader.provision(to.eid, since)
    if (before && before.text !== now?.text) {
      return { ...named, known: true, text: beginning(before), path: lawPath(to.law, to.eid, since), asOf: since }
    }
  }
  return { ...named, known: now !== undefined, text: now ? beginning(now) : '', path: lawPath(to.law, to.eid, asked) }
}

/** Titles, or eIds of the law that is meant. */
function candidatesOf({ to, candidates = [] }: Citation, at: string | undefined): Reference['candidates'] {
  return candidates.map((candidate) =>
    to === undefined
      ? { name: `《${candidate}》`, path: lawPath(candidate, undefined, at) }
      : { name: nameOfEid(candidate), path: lawPath(to.law, candidate, at) },
  )
}

/** The heading of a 章; the first sentence of a 条, as much of it as fits. */
function beginning({ heading, text }: Provision): string {
  const line = (text === '' ? (heading ?? '') : text).replace(/\s+/g, ' ')
  const sentence = /^.*?。/.exec(line)?.[0] ?? line
  return sentence.length > BEGINNING ? `${sentence.slice(0, BEGINNING)}…` : sentence
}
