import { today } from '../base/clock.ts'
import { fail } from '../base/errors.ts'
import type { IsoDate } from '../graph/model.ts'

/** `2024-02-30` is well-formed and no day: both are asked for. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The day that is meant, today (by the clock of this machine) where none is given. */
export function dayOf(at: string | undefined): IsoDate {
  if (at === undefined || at === '') return today()
  if (!isDay(at)) throw fail('QUERY_INVALID', { reason: 'at must be a day written YYYY-MM-DD' })
  return at
}
