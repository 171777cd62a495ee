import { distance } from 'fastest-levenshtein'
import type { ContentsEntry } from './contents.ts'
import { type TitleCandidate, titleKey } from './titles.ts'

export interface Aligned {
  readonly entry: ContentsEntry
  /** How many lines of the contents the title takes, by what the body prints. */
  readonly reading: ContentsEntry['readings'][number]
  readonly candidate: TitleCandidate
  /** 0 to 1. */
  readonly score: number
}

const LINE_BONUS = 0.002

/** Below this, an entry and a line are not the same title. */
const LEAST = 0.72

/**
 * Which line of the body each entry of the contents names. Both are in order, so the best set of pairs that keeps the
 * order is taken (weighted longest common subsequence).
 */
export function align(entries: readonly ContentsEntry[], candidates: readonly TitleCandidate[]): Aligned[] {
  const rows = entries.map((entry) => ({ entry, matches: bestMatches(entry, candidates) }))
  // best[k]: best total of rows so far whose last pair ends before candidate position k
  interface Chain {
    readonly total: number
    readonly end: number
    readonly pair?: Aligned
    readonly previous?: Chain
  }
  let chains: Chain[] = [{ total: 0, end: -1 }]
  for (const { entry, matches } of rows) {
    const next = [...chains]
    for (const { candidate, reading, score } of matches) {
      let best: Chain | undefined
      for (const chain of chains) {
        if (chain.end < candidate.from && (!best || chain.total > best.total)) best = chain
      }
      if (best) {
        next.push({
          total: best.total + score,
          end: candidate.to,
          pair: { entry, reading, candidate, score },
          previous: best,
        })
      }
    }
    chains = prune(next)
  }
  const pairs: Aligned[] = []
  let chain: Chain | undefined = chains.reduce((a, b) => (b.total > a.total ? b : a))
  for (; chain; chain = chain.previous) if (chain.pair) pairs.unshift(chain.pair)
  return pairs
}

/** Of chains that end later but count less, none can win. */
function prune<C extends { readonly total: number; readonly end: number }>(chains: readonly C[]): C[] {
  const sorted = [...chains].sort((a, b) => a.end - b.end || b.total - a.total)
  const kept: C[] = []
  for (const chain of sorted) {
    const last = kept.at(-1)
    if (!last || chain.total > last.total) kept.push(chain)
  }
  return kept
}

type Match = Omit<Aligned, 'entry'>

function bestMatches(entry: ContentsEntry, candidates: readonly TitleCandidate[]): Match[] {
  const byStart = new Map<number, Match>()
  for (const reading of entry.readings) {
    const key = titleKey(reading.title)
    for (const candidate of candidates) {
      if (candidate.from <= entry.to) continue
      // a title of two lines also ends like its second line alone: of readings that fit alike, the one of more lines
      const score = similarity(key, candidate.key) + LINE_BONUS * entry.readings.indexOf(reading)
      const known = byStart.get(candidate.from)
      if (score >= LEAST && (!known || score > known.score)) byStart.set(candidate.from, { candidate, reading, score })
    }
  }
  return [...byStart.values()]
}

/** 1 for the same title; a title printed without the issuer that the contents put in front counts almost as much. */
export function similarity(entry: string, candidate: string): number {
  if (entry === candidate) return 1
  const shorter = Math.min(entry.length, candidate.length)
  const longer = Math.max(entry.length, candidate.length)
  if (shorter < 4) return 0
  const whole = longer - shorter > longer * (1 - LEAST) ? 0 : 1 - distance(entry, candidate) / longer
  const tail =
    candidate.length >= 8 && entry.length > candidate.length && entry.length - candidate.length <= 22
      ? 0.95 - distance(entry.slice(-candidate.length), candidate) / candidate.length
      : 0
  return Math.max(whole, tail)
}
