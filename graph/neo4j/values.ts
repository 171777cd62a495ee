/** Values on their way to the driver and back. */
import neo4j from 'neo4j-driver'
import type { IsoDate } from '../model.ts'
import { DAYS, type Properties } from './shape.ts'

/** A whole number for a parameter: the driver sends plain ones as floats. */
export const int = (n: number): bigint => BigInt(n)

/** An ISO day as the database's date. */
export function day(iso: IsoDate): InstanceType<typeof neo4j.types.Date> {
  const [year, month, dayOfMonth] = iso.split('-').map(Number)
  return new neo4j.types.Date(year ?? 0, month ?? 1, dayOfMonth ?? 1)
}

/** Properties for a parameter: whole numbers stay whole, days become dates. */
export function sent(properties: Properties): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const name in properties) {
    const value = properties[name]
    if (typeof value === 'number') out[name] = int(value)
    else if (typeof value === 'string') out[name] = DAYS.has(name) ? day(value) : value
    else if (Array.isArray(value)) out[name] = value.map((v: string | number) => (typeof v === 'number' ? int(v) : v))
    else out[name] = value
  }
  return out
}

/** What came back with its dates as ISO days. */
export function plain<T>(value: unknown): T {
  return plainValue(value) as T
}

function plainValue(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (neo4j.isDate(value)) return value.toString()
  if (Array.isArray(value)) return value.map(plainValue)
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plainValue(v)]))
}

/** A parameter that is not given is NULL; left out it would be an error. */
export function given<T extends Record<string, string | boolean | undefined>>(values: T): Record<keyof T, unknown> {
  return Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v ?? null])) as Record<keyof T, unknown>
}
