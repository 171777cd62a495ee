import type { Anomaly, Contribution, Document, Edition, IsoDate, Law, Provision, Source } from '../../graph/model.ts'
import { kindOfTitle } from '../../language/names/documents.ts'
import { envelope, type Positioned } from '../../language/text/positioned.ts'
import { closeUp } from '../../language/text/shape.ts'
import type { Block } from '../read/block.ts'
import { clean } from '../read/clean.ts'
import type { Extract } from '../read/port.ts'
import { describe } from './describe.ts'
import { issueTitle, mastheadOf } from './gazette.ts'
import { type Item, splitItems } from './items.ts'
import { type LawRecords, lawOf, lawTitle, takePart } from './law.ts'
import type { Announcement } from './law-dates.ts'
import { articleMarker } from './markers.ts'
import type { MetadataLookup } from './metadata.ts'
import type { DraftAnomaly } from './structure.ts'
import type { DocumentText } from './texts.ts'

export interface SegmentOptions {
  readonly metadata?: MetadataLookup
  /** For the status of editions. */
  readonly today: IsoDate
}

export interface Segmented {
  /** Documents, laws, editions, provisions and anomalies. */
  readonly contribution: Contribution
  readonly texts: readonly DocumentText[]
}

/** One file's text → what it is made of. */
export function segment(source: Omit<Source, 'type' | 'text'>, extract: Extract, options: SegmentOptions): Segmented {
  const blocks = clean(extract)
  const split = splitItems(blocks)
  const masthead = mastheadOf(split.front)
  const isGazette = split.items.length > 0 && (masthead !== undefined || split.contents.length > 1)
  const whole = split.items.length > 0 ? undefined : wholeFile(blocks, extract, source.path)
  const items = whole ? [whole.item] : split.items
  const prefix = source.id.slice(0, 16)
  const texts: DocumentText[] = []
  const parts: Parts = { documents: [], laws: [], editions: [], provisions: [], anomalies: [] }
  const note = (anomaly: DraftAnomaly, document?: string) =>
    parts.anomalies.push(place(anomaly, source.id, extract.text, document))
  for (const notice of extract.notices) {
    const at = { text: extract.text.slice(notice.start, notice.end), pieces: [notice] }
    note({ kind: notice.kind, at, ...(notice.detail ? { detail: notice.detail } : {}) })
  }
  for (const block of blocks)
    if (LOST.test(block.content.text)) note({ kind: 'undecodable', at: block.content, detail: '□' })
  if (whole && !whole.named) note({ kind: 'title_missing', at: whole.item.titleAt, detail: whole.item.title })
  for (const anomaly of split.anomalies) note(anomaly, isGazette ? prefix : undefined)
  if (isGazette) parts.documents.push(issueOf(masthead && issueTitle(masthead), source, extract, prefix))

  const described = items
    .map((item) => ({ ...takePart(item) }))
    .map((taken) => ({ ...taken, description: describe(taken.item) }))
  const announcements = described
    .filter((d) => PUBLISHES.has(d.description.kind))
    .map(({ item, description }) => announcementOf(item, description))
  described.forEach(({ item, part, description }, i) => {
    const id = `${prefix}-${i + 1}`
    parts.documents.push({
      type: 'document',
      id,
      kind: description.kind,
      title: item.title,
      ...(description.number ? { number: description.number } : {}),
      ...(description.issuer ? { issuer: description.issuer } : {}),
      ...(description.date ? { date: description.date } : {}),
      source: source.id,
      start: item.start,
      end: items[i + 1]?.start ?? extract.text.length,
      ...(isGazette ? { parent: prefix } : {}),
      order: i + 1,
    })
    if (!holdsLaw(item, description.kind, isGazette)) {
      const units = item.blocks.filter((b) => b.role === 'body').map((b) => ({ content: b.content }))
      texts.push({ document: id, title: item.title, units })
      return
    }
    const fileDate = isGazette || parts.laws.length > 0 ? undefined : dateInName(source.path)
    const fileName = source.path.split(/[\\/]/).at(-1) ?? ''
    const metadata = options.metadata?.(
      lawTitle(item.title),
      isGazette || parts.laws.length > 0 ? '' : fileName,
      fileDate,
      description.history.map((h) => h.date),
    )
    const records = lawOf({
      item,
      description,
      documentId: id,
      source: extract.text,
      announcements,
      ...(metadata ? { metadata } : {}),
      ...(fileDate ? { fileDate } : {}),
      ...(part ? { part } : {}),
      today: options.today,
    })
    const { edition, provisions } = apart(records, parts.editions)
    parts.laws.push(records.law)
    parts.editions.push(edition)
    for (const provision of provisions) parts.provisions.push(provision) // spread, a million would overflow the stack
    texts.push({
      document: id,
      title: records.law.title,
      law: records.law.title,
      edition: edition.id,
      units: records.units,
    })
    for (const anomaly of records.anomalies) note(anomaly, id)
    if (records.articles === 0 && description.kind === 'law')
      note({ kind: 'no_articles', at: item.titleAt, detail: item.title }, id)
  })
  const contribution = { source: { type: 'source' as const, ...source, text: extract.text }, ...parts, citations: [] }
  return { contribution, texts }
}

/** A file that prints the same edition twice gives the second an id of its own. */
function apart(records: LawRecords, before: readonly Edition[]): Pick<LawRecords, 'edition' | 'provisions'> {
  const { edition, provisions } = records
  let id = edition.id
  for (let repeat = 2; before.some((e) => e.id === id); repeat++) id = `${edition.id}~${repeat}`
  if (id === edition.id) return records
  return { edition: { ...edition, id }, provisions: provisions.map((p) => ({ ...p, edition: id })) }
}

/** A character that the scan could not read, within a sentence; a form's boxes stand in rows. */
const LOST = /^[^□]*[\u4e00-\u9fa5]□[\u4e00-\u9fa5\d][^□]*$/

interface Parts {
  readonly documents: Document[]
  readonly laws: Law[]
  readonly editions: Edition[]
  readonly provisions: Provision[]
  readonly anomalies: Anomaly[]
}

/** Kinds that tell of the publication of a law that is printed beside them. */
const PUBLISHES: ReadonlySet<Document['kind']> = new Set(['announcement', 'notice', 'decision'])

/** Kinds that are normative texts when they are published as files of their own. */
const STANDALONE_LAWS: ReadonlySet<Document['kind']> = new Set([
  'decision',
  'resolution',
  'interpretation',
  'notice',
  'catalogue',
  'other',
])

/** A gazette's items are laws where they have articles; a file of its own is one unless its title says otherwise. */
function holdsLaw(item: Item, kind: Document['kind'], isGazette: boolean): boolean {
  if (kind === 'law') return !isGazette || item.blocks.some((b) => articleMarker(b.content.text)?.number === 1)
  return !isGazette && (STANDALONE_LAWS.has(kind) || /通告$/.test(item.title))
}

/** A file in which no title was found is one document: named by its first heading, its own title or its first line. */
function wholeFile(
  blocks: readonly Block[],
  extract: Extract,
  path: string,
): { readonly item: Item; readonly named: boolean } {
  const body = blocks.findIndex((b) => b.role === 'body' && b.heading === 1)
  const at = body >= 0 ? body : blocks.findIndex((b) => b.role === 'body')
  const first = blocks[at]
  const fallback = extract.title ?? (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]+$/, '')
  const usable =
    first !== undefined && (first.heading !== undefined || kindOfTitle(closeUp(first.content.text)) !== undefined)
  const title = usable ? closeUp(first.content.text) : fallback
  const item = {
    title,
    printed: title,
    titleAt: first?.content ?? { text: '', pieces: [] },
    blocks: usable ? blocks.slice(at + 1) : blocks,
    start: 0,
  }
  return { item, named: usable || extract.title !== undefined }
}

function issueOf(
  title: string | undefined,
  source: Omit<Source, 'type' | 'text'>,
  extract: Extract,
  id: string,
): Document {
  const fallback = extract.title ?? (source.path.split(/[\\/]/).at(-1) ?? source.path).replace(/\.[^.]+$/, '')
  return {
    type: 'document',
    id,
    kind: 'gazette',
    title: title ?? fallback,
    source: source.id,
    start: 0,
    end: extract.text.length,
    order: 1,
  }
}

function announcementOf(item: Item, description: ReturnType<typeof describe>): Announcement {
  return {
    text: [item.title, ...item.blocks.map((b) => b.content.text)].join('\n'),
    ...(description.kind === 'decision' && /修改|修正|修订/.test(item.title) ? { change: true as const } : {}),
    ...(description.date ? { date: description.date } : {}),
    ...(description.issuer ? { issuer: description.issuer } : {}),
  }
}

/** 某条例(2019-01-15).md → 2019-01-15 */
function dateInName(path: string): IsoDate | undefined {
  const match = /[（(_](\d{4})-?(\d{2})-?(\d{2})[)）]?\.[^.]+$/.exec(path)
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined
}

const QUOTE = 120

function place(anomaly: DraftAnomaly, source: string, text: string, document: string | undefined): Anomaly {
  const { start, end } = envelope(anomaly.at as Positioned)
  return {
    type: 'anomaly',
    kind: anomaly.kind,
    source,
    ...(document ? { document } : {}),
    line: lineOf(text, start),
    start,
    end,
    quote: anomaly.at.text.slice(0, QUOTE),
    ...(anomaly.detail ? { detail: anomaly.detail } : {}),
  }
}

function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
