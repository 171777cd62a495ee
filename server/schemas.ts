import { z } from '@hono/zod-openapi'
import { PROVISION_KINDS, type ProvisionKind } from '../graph/ids.ts'
import * as model from '../graph/model.ts'
import type * as port from '../graph/store.ts'
import { isDay } from '../query/day.ts'
import { DEEPEST, MOST } from '../query/page.ts'

/** One schema for every field of a type: a field that is added to the model and forgotten here does not compile. */
export type Fields<T> = Record<keyof Required<T>, z.ZodType>

export function keys<K extends string>(table: Readonly<Record<K, unknown>>): [K, ...K[]] {
  return Object.keys(table) as [K, ...K[]]
}

const kinds = PROVISION_KINDS.map((k) => k.kind) as [ProvisionKind, ...ProvisionKind[]]
const text = z.string()
const maybe = text.optional()
const whole = z.number().int().min(0)

export const Level = z.enum(keys(model.LEVELS)).openapi('Level')
export const Status = z.enum(keys(model.STATUSES)).openapi('Status')
export const DocumentKind = z.enum(keys(model.DOCUMENT_KINDS)).openapi('DocumentKind')
export const AnomalyKind = z.enum(keys(model.ANOMALY_KINDS)).openapi('AnomalyKind')
const Unit = z.enum(kinds).openapi('ProvisionKind')
export const Span = z
  .tuple([whole, whole])
  .readonly()
  .openapi({ type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 })

export const Day = z
  .string()
  .refine(isDay, 'must be a day written YYYY-MM-DD')
  .openapi({ format: 'date', example: '2024-05-01' })

export const Law = z
  .object({
    type: z.literal('law'),
    title: text,
    aliases: z.array(text).readonly().optional(),
    level: Level.optional(),
    region: maybe,
    known: z.boolean(),
  } satisfies Fields<Omit<model.Law, 'sources'>>)
  .openapi('Law')

const HistoryEntry = z
  .object({
    event: z.enum(['adopted', 'approved', 'promulgated', 'amended', 'revised', 'effective', 'repealed']),
    date: text,
    by: maybe,
    text,
  } satisfies Fields<model.HistoryEntry>)
  .openapi('HistoryEntry')

export const Edition = z
  .object({
    type: z.literal('edition'),
    law: text,
    id: text,
    part: maybe,
    adopted: maybe,
    adopted_by: maybe,
    approved: maybe,
    approved_by: maybe,
    promulgated: maybe,
    promulgated_by: maybe,
    amended: maybe,
    effective: maybe,
    repealed: maybe,
    expired: z.literal(true).optional(),
    status: Status,
    document: text,
    history: z.array(HistoryEntry).readonly().optional(),
  } satisfies Fields<model.Edition>)
  .openapi('Edition')

export const Provision = z
  .object({
    type: z.literal('provision'),
    law: text,
    edition: text,
    eid: text,
    kind: Unit,
    label: text,
    heading: maybe,
    text,
    parent: maybe,
    order: whole,
    known: z.boolean(),
    ranges: z.array(Span).readonly(),
  } satisfies Fields<model.Provision>)
  .openapi('Provision')

export const Document = z
  .object({
    type: z.literal('document'),
    id: text,
    kind: DocumentKind,
    title: text,
    number: maybe,
    issuer: maybe,
    date: maybe,
    source: text,
    start: whole,
    end: whole,
    parent: maybe,
    order: whole,
  } satisfies Fields<model.Document>)
  .openapi('Document')

export const Source = z
  .object({
    type: z.literal('source'),
    id: text,
    path: text,
    media_type: text,
    recipe: maybe,
    title: maybe,
  } satisfies Fields<Omit<model.Source, 'text'>>)
  .openapi('Source')

export const Anomaly = z
  .object({
    type: z.literal('anomaly'),
    kind: AnomalyKind,
    source: text,
    document: maybe,
    line: whole,
    start: whole,
    end: whole,
    quote: text,
    detail: maybe,
  } satisfies Fields<model.Anomaly>)
  .openapi('Anomaly')

export const Counts = z
  .object({
    sources: whole,
    documents: whole,
    laws: whole,
    editions: whole,
    provisions: whole,
    articles: whole,
    citations: whole,
    anomalies: whole,
  } satisfies Fields<port.Counts>)
  .openapi('Counts')

export const Problem = z
  .object({
    type: text,
    title: text,
    status: z.number().int(),
    detail: text,
    code: text.openapi({ example: 'NOT_FOUND' }),
    hint: text.openapi({ description: 'What to do next.' }),
    near: z.array(text).readonly().optional().openapi({ description: 'Titles like the one that was asked for.' }),
  })
  .openapi('Problem')

/** A page of a list, with the total. */
export function paged<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item).readonly(), total: whole })
}

/** `offset` and `limit`, for lists (rows) or results (hits). */
export function paging(most: number) {
  return {
    offset: z.coerce.number().int().min(0).max(DEEPEST).optional(),
    limit: z.coerce.number().int().min(1).max(most).optional(),
  }
}

export const rows = paging(MOST.rows)
export const hits = paging(MOST.hits)
export const Flag = z
  .enum(['true', 'false'])
  .transform((written) => written === 'true')
  .openapi({ type: 'string', enum: ['true', 'false'] })
export const Year = z.coerce.number().int().min(1).max(9999)
export const Word = z.string().min(1).max(300)
export const Title = z.string().min(1).max(300).openapi({ example: '某市某条例' })
export const Eid = z.string().min(1).max(200).openapi({ example: 'art_3__para_2' })
export const Id = z.string().min(1).max(200)
export const Offset = z.coerce.number().int().min(0).max(2_000_000_000)
