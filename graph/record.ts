import { RECORD_SCHEMAS } from './interchange.ts'
import type { GraphRecord } from './model.ts'

type Type = GraphRecord['type']

const FIELDS = Object.fromEntries(
  Object.entries(RECORD_SCHEMAS).map(([type, schema]) => [type, Object.keys(schema.shape).slice(1)]),
) as unknown as Record<Type, readonly string[]>

/**
 * A record of what a store holds, with the fields of its schema in their order; those that are null or undefined are left out.
 * The values are what `apply` wrote from a record, so that they are not checked again.
 */
export function recordOf<T extends Type>(type: T, values: object): Extract<GraphRecord, { type: T }> {
  const given = values as Record<string, unknown>
  const record: Record<string, unknown> = { type }
  for (const field of FIELDS[type]) {
    const value = given[field]
    if (value !== null && value !== undefined) record[field] = value
  }
  return record as unknown as Extract<GraphRecord, { type: T }>
}

/** `{ law: 'a', eid: null }` → `{ law: 'a' }` */
export function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | null | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as T
}
