import { lawPath } from '../graph/ids.ts'
import type { Edition, Provision } from '../graph/model.ts'
import { startOf } from '../graph/status.ts'

type Value = string | number | undefined

/** `path` with a query of the values that are there. */
export function link(path: string, query: Readonly<Record<string, Value>> = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The same URL with some parameters set, or removed where undefined. */
export function changed(url: string, query: Readonly<Record<string, Value>>): string {
  const [path = '/', search = ''] = url.split('?', 2)
  return link(path, { ...Object.fromEntries(new URLSearchParams(search)), ...query })
}

/** Who cites a law or a provision (`direction: 'out'`: what it cites). */
export function citationsPath(law: string, eid?: string, query: Readonly<Record<string, Value>> = {}): string {
  return link(`${lawPath(law, eid)}/citations`, query)
}

export function documentPath(id: string): string {
  return `/document/${encodeURIComponent(id)}`
}

/** More ranges than this would make an address that servers refuse: the stretch from the first to the last is shown instead. */
const RANGES_IN_LINK = 40

/** The source page with the ranges marked, scrolled to the first. */
export function sourcePath(id: string, ranges: readonly (readonly [start: number, end: number])[] = []): string {
  const path = `/source/${encodeURIComponent(id)}`
  const first = ranges[0]
  const last = ranges.at(-1)
  if (!first || !last) return path
  const shown = ranges.length > RANGES_IN_LINK ? [[first[0], last[1]] as const] : ranges
  return `${path}?${shown.map(([start, end]) => `r=${start}-${end}`).join('&')}#marked`
}

/** The day to ask for so that this edition is the one that is read. */
export function dayOfEdition(edition: Edition): string | undefined {
  return startOf(edition)
}

/** art_234-1 → 234-1, as it stands in the margin. */
export function marginNumber(provision: Provision): string {
  return /_([\d~-]+)$/.exec(provision.eid)?.[1] ?? provision.label
}
