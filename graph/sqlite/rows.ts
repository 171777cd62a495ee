/** Rows of the tables → records of the model. Fields that are NULL are left out; the order of fields is that of the model. */
import { inflateRawSync } from 'node:zlib'
import { type ProvisionKind, parentEid } from '../ids.ts'
import type {
  Anomaly,
  Citation,
  Document,
  Edition,
  HistoryEntry,
  Law,
  LinkReason,
  Provision,
  Relation,
  Source,
} from '../model.ts'
import { present, recordOf } from '../record.ts'

/** Place of an edition's key in those of its provisions. */
export const EDITION_SHIFT = 2 ** 24

/** The same record with NULL where an optional field is absent. */
type Row<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? T[K] | null : T[K] }

export type SourceRow = Row<Omit<Source, 'type' | 'text'>> & { key: number; text: Buffer }
export type DocumentRow = Row<Omit<Document, 'type' | 'order'>> & { ord: number }
export type AnomalyRow = Row<Omit<Anomaly, 'type'>>
export interface CitationRecordRow {
  document: string
  law: string | null
  edition_id: string | null
  eid: string | null
  cited_law: string | null
  cited_eid: string | null
  text: string
  start: number
  end: number
  relation: Relation
  draft: number
  rule: string
  ord: number
  to_law: string | null
  to_eid: string | null
  status: Citation['status']
  candidates: string | null
  reason: LinkReason | null
}
export type LawRow = { title: string; aliases: string; level: string | null; region: string | null; known: number }
export type EditionRow = Row<Omit<Edition, 'type' | 'history' | 'expired'>> & {
  key: number
  history: string | null
  expired: number | null
}
export interface ProvisionRow {
  key: number
  eid: string
  kind: ProvisionKind
  ord: number
  known: number
  parent: string | null
  within: number | null
  at: number | null
  length: number | null
  label: string
  heading: string | null
  ranges: Buffer
  text: string | null
}

export function sourceOf(row: SourceRow): Source {
  return recordOf('source', { ...row, text: inflateRawSync(row.text).toString('utf8') })
}

export function sourceHead(row: Omit<SourceRow, 'text' | 'key'>): Omit<Source, 'text'> {
  return recordOf('source', row)
}

export function documentOf(row: DocumentRow): Document {
  return recordOf('document', { ...row, order: row.ord })
}

export function citationOf(row: CitationRecordRow): Citation {
  return recordOf('citation', {
    ...row,
    from: present<Citation['from']>({ document: row.document, law: row.law, edition: row.edition_id, eid: row.eid }),
    cited: present<Citation['cited']>({ law: row.cited_law, eid: row.cited_eid }),
    to: row.to_law === null ? null : present<NonNullable<Citation['to']>>({ law: row.to_law, eid: row.to_eid }),
    candidates: row.candidates === null ? null : (JSON.parse(row.candidates) as string[]),
    draft: row.draft === 1 ? true : null,
    order: row.ord,
  })
}

export function lawOf(row: LawRow): Law {
  const aliases = JSON.parse(row.aliases) as string[]
  return recordOf('law', { ...row, aliases: aliases.length > 0 ? aliases : null, known: row.known === 1 })
}

export function editionOf(row: EditionRow, status = row.status): Edition {
  return recordOf('edition', {
    ...row,
    status,
    expired: row.expired === 1 ? true : null,
    history: row.history === null ? null : (JSON.parse(row.history) as HistoryEntry[]),
  })
}

/** `articleText` is the text of the article that the row is a part of; not needed for the article itself. */
export function provisionOf(row: ProvisionRow, edition: { law: string; id: string }, articleText: string): Provision {
  const at = row.at ?? 0
  return recordOf('provision', {
    ...row,
    law: edition.law,
    edition: edition.id,
    text: row.text ?? articleText.slice(at, at + (row.length ?? 0)),
    parent: parentOf(row),
    order: row.ord,
    known: row.known === 1,
    ranges: unpackRanges(row.ranges),
  })
}

/** Rows of one edition from its beginning, in order → provisions. */
export function* provisionsOf(
  rows: Iterable<ProvisionRow>,
  edition: { law: string; id: string },
): Generator<Provision> {
  let article = ''
  for (const row of rows) {
    if (row.within === 0) article = row.text ?? ''
    yield provisionOf(row, edition, article)
  }
}

export function parentOf(row: Pick<ProvisionRow, 'parent' | 'eid'>): string | undefined {
  return row.parent === null ? parentEid(row.eid) : row.parent || undefined
}

export function anomalyOf(row: AnomalyRow): Anomaly {
  return recordOf('anomaly', row)
}

/** Each range as the distance from the last one's end and its length, both as base-128 numbers: 4 bytes instead of 14. */
export function packRanges(ranges: readonly (readonly [number, number])[]): Buffer {
  const bytes: number[] = []
  let last = 0
  for (const [start, end] of ranges) {
    const gap = start - last
    pushVarint(bytes, gap < 0 ? -gap * 2 - 1 : gap * 2)
    pushVarint(bytes, Math.max(0, end - start))
    last = end
  }
  return Buffer.from(bytes)
}

export function unpackRanges(bytes: Uint8Array): [number, number][] {
  const ranges: [number, number][] = []
  let last = 0
  let at = 0
  const next = () => {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
  while (at < bytes.length) {
    const folded = next()
    const start = last + (folded % 2 ? -(folded + 1) / 2 : folded / 2)
    last = start + next()
    ranges.push([start, last])
  }
  return ranges
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}
