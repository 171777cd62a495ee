import type { Logger } from '../base/log.ts'

const EVERY_MS = 60_000

/** Warns of a store that does not answer: once a minute for each code, however many requests meet it. */
export function outages(log: Logger, everyMs = EVERY_MS): (error: unknown, code: string, path: string) => void {
  const seen = new Map<string, { told: number; requests: number }>()
  return (err, code, path) => {
    const now = performance.now()
    const { told, requests } = seen.get(code) ?? { told: Number.NEGATIVE_INFINITY, requests: 0 }
    const due = now - told >= everyMs
    if (due) log.warn({ err, path, requests: requests + 1 }, 'the store does not answer')
    seen.set(code, due ? { told: now, requests: 0 } : { told, requests: requests + 1 })
  }
}
