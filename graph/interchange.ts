/** The graph as JSON Lines: one record a line, as DESIGN.md lists them. */
import { z } from 'zod'
import { fail } from '../base/errors.ts'
import { PROVISION_KINDS, type ProvisionKind } from './ids.ts'
import {
  ANOMALY_KINDS,
  type AnomalyKind,
  DOCUMENT_KINDS,
  type DocumentKind,
  type GraphRecord,
  LEVELS,
  type Level,
  LINK_REASONS,
  type LinkReason,
  RELATIONS,
  type Relation,
  STATUSES,
  type Status,
} from './model.ts'

const id = z.string().min(1)
const date = z.iso.date()
const offset = z.int().nonnegative()
const keys = <K extends string>(table: Readonly<Record<K, unknown>>) => z.enum(Object.keys(table) as [K, ...K[]])
const provisionKind = z.enum(PROVISION_KINDS.map((k) => k.kind) as [ProvisionKind, ...ProvisionKind[]])

/** One schema for each type of record; the field order is that of the export. */
export const RECORD_SCHEMAS = {
  source: z.object({
    type: z.literal('source'),
    id,
    path: id,
    media_type: id,
    title: z.string().exactOptional(),
    recipe: z.string().exactOptional(),
    text: z.string(),
  }),
  document: z.object({
    type: z.literal('document'),
    id,
    kind: keys<DocumentKind>(DOCUMENT_KINDS),
    title: z.string(),
    number: z.string().exactOptional(),
    issuer: z.string().exactOptional(),
    date: date.exactOptional(),
    source: id,
    start: offset,
    end: offset,
    parent: id.exactOptional(),
    order: z.int(),
  }),
  law: z.object({
    type: z.literal('law'),
    title: id,
    aliases: z.array(id).exactOptional(),
    level: keys<Level>(LEVELS).exactOptional(),
    region: z.string().exactOptional(),
    known: z.boolean(),
    sources: z.array(id).exactOptional(),
  }),
  edition: z.object({
    type: z.literal('edition'),
    law: id,
    id,
    part: z.string().exactOptional(),
    adopted: date.exactOptional(),
    adopted_by: z.string().exactOptional(),
    approved: date.exactOptional(),
    approved_by: z.string().exactOptional(),
    promulgated: date.exactOptional(),
    promulgated_by: z.string().exactOptional(),
    amended: date.exactOptional(),
    effective: date.exactOptional(),
    repealed: date.exactOptional(),
    expired: z.literal(true).exactOptional(),
    status: keys<Status>(STATUSES),
    document: id,
    history: z
      .array(
        z.object({
          event: z.enum(['adopted', 'approved', 'promulgated', 'amended', 'revised', 'effective', 'repealed']),
          date,
          by: z.string().exactOptional(),
          text: z.string(),
        }),
      )
      .exactOptional(),
  }),
  provision: z.object({
    type: z.literal('provision'),
    law: id,
    edition: id,
    eid: id,
    kind: provisionKind,
    label: z.string(),
    heading: z.string().exactOptional(),
    text: z.string(),
    parent: id.exactOptional(),
    order: z.int(),
    known: z.boolean(),
    ranges: z.array(z.tuple([offset, offset])),
  }),
  citation: z.object({
    type: z.literal('citation'),
    from: z.object({ document: id, law: id.exactOptional(), edition: id.exactOptional(), eid: id.exactOptional() }),
    cited: z.object({ law: id.exactOptional(), eid: id.exactOptional() }),
    to: z.object({ law: id, eid: id.exactOptional() }).exactOptional(),
    text: z.string(),
    start: offset,
    end: offset,
    relation: keys<Relation>(RELATIONS),
    status: z.enum(['resolved', 'ambiguous', 'unresolved']),
    candidates: z.array(z.string()).exactOptional(),
    reason: keys<LinkReason>(LINK_REASONS).exactOptional(),
    draft: z.literal(true).exactOptional(),
    rule: z.string(),
    order: z.int(),
  }),
  anomaly: z.object({
    type: z.literal('anomaly'),
    kind: keys<AnomalyKind>(ANOMALY_KINDS),
    source: id,
    document: id.exactOptional(),
    line: z.int(),
    start: offset,
    end: offset,
    quote: z.string(),
    detail: z.string().exactOptional(),
  }),
} as const

const RECORD = z.discriminatedUnion('type', [
  RECORD_SCHEMAS.source,
  RECORD_SCHEMAS.document,
  RECORD_SCHEMAS.law,
  RECORD_SCHEMAS.edition,
  RECORD_SCHEMAS.provision,
  RECORD_SCHEMAS.citation,
  RECORD_SCHEMAS.anomaly,
])

/** A record as one line, without its end. Signs that some readers take for the end of a line are escaped. */
export function lineOf(record: GraphRecord): string {
  return JSON.stringify(record).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)
}

/** The record on a line (counted from 1). Fields that famai does not know are left out. Errors: RECORD_INVALID. */
export function parseRecord(line: string, lineNumber: number): GraphRecord {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw fail('RECORD_INVALID', { line: lineNumber, reason: 'it is not JSON' }, error)
  }
  const parsed = RECORD.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  throw fail('RECORD_INVALID', {
    line: lineNumber,
    reason: `${where ? `${where}: ` : ''}${issue?.message ?? 'unknown'}`,
  })
}
