/** Find and parse: from the units of one document to its citations. Pure; one pass, linear in the text. */
import { formatEid } from '../names/eid.ts'
import { expand, GAP, references } from './grammar.ts'
import type { Head } from './head.ts'
import { nameHead, selfHead, theirHead, titleHead } from './heads-law.ts'
import { bareHead, eachHead, previousHead, thatHead, thisHead } from './heads-provision.ts'
import { Reading } from './reading.ts'
import { relationOf } from './relation.ts'
import type { FoundCitation, SelfLaw, Unit } from './types.ts'

/**
 * A citation gives no more targets than this, all of a unit together no more than `Reading.budget`; the rest is counted in
 * `omitted`.
 */
export const MOST_TARGETS = 600

/** Characters at which a head may begin (第 前 上 本 同 该 此 《), at which a name may end (…法), and marks to follow. */
const ANCHOR = /[第前上本同该此《“”法典例定则案约程]/g

const RULES: Readonly<Record<string, readonly ((r: Reading, at: number) => Head | undefined)[]>> = {
  '《': [titleHead],
  第: [bareHead],
  前: [previousHead],
  上: [previousHead],
  本: [selfHead, thisHead],
  同: [theirHead, thatHead],
  该: [eachHead, theirHead, thatHead],
  此: [theirHead, thatHead],
}

/**
 * The citations of one document, in order. Give its units in order: 前条, 该法, aliases and amendments reach from one unit
 * into the next.
 *
 *   findInDocument([{ eid: 'art_9__para_3', text: '违反前两款规定的，…' }], { title: '某条例' })
 *   → [{ text: '前两款', law: { kind: 'self' }, targets: ['art_9__para_1', 'art_9__para_2'], … }]
 */
export function findInDocument(units: readonly Unit[], self: SelfLaw = {}): FoundCitation[] {
  const reading = new Reading(units, self)
  const found: FoundCitation[] = []
  units.forEach((_, index) => {
    reading.open(index)
    readUnit(reading, found)
  })
  return found
}

/** The citations of a text that stands alone: a brief, a question, a paragraph. */
export function findInText(text: string, self: SelfLaw = {}): FoundCitation[] {
  return findInDocument([{ text }], self)
}

function readUnit(r: Reading, found: FoundCitation[]): void {
  const { text } = r
  let at = 0
  while (at < text.length) {
    ANCHOR.lastIndex = at
    const anchor = ANCHOR.exec(text)
    if (!anchor) break
    const character = anchor[0]
    at = anchor.index
    if (character === '“' || character === '”') {
      r.followQuotes(character, at)
      at++
      continue
    }
    const rules = RULES[character]
    let head: Head | undefined
    if (rules) {
      for (const rule of rules) {
        head = rule(r, at)
        if (head) break
      }
    } else head = nameHead(r, at + 1)
    at = head ? take(r, head, found) : at + 1
  }
}

/** Reads the tail after a head, keeps the citation if it is one, and says where to read on. */
function take(r: Reading, head: Head, found: FoundCitation[]): number {
  const base = head.bases.at(-1) ?? []
  const tail = references(r.text, head.tail + gapAt(r.text, head.tail), base)
  const skipTo = Math.max(tail?.end ?? 0, head.end, head.skipTo ?? 0)
  if (!head.alone && (!tail || head.bases.length === 0)) {
    r.floor = Math.max(head.end, head.skipTo ?? 0)
    return r.floor
  }
  const pieces =
    tail && head.bases.length > 0
      ? [...head.bases.slice(0, -1).map((steps) => ({ steps })), ...tail.pieces]
      : head.bases.filter((b) => b.length > 0).map((steps) => ({ steps }))
  const { steps, omitted } = expand(pieces, Math.min(MOST_TARGETS, r.budget))
  r.budget -= steps.length
  const span = { start: head.start, end: tail?.end ?? head.end }
  const citation: FoundCitation = {
    unit: r.unit,
    ...span,
    text: r.text.slice(span.start, span.end),
    law: head.law,
    targets: steps.map(formatEid),
    ...(omitted > 0 ? { omitted } : {}),
    relation: relationOf(r.text, span, r.amending),
    draft: head.draft ?? false,
    rule: head.rule,
    ...(head.problem ? { problem: head.problem } : {}),
  }
  found.push(citation)
  r.remember(citation, steps)
  r.floor = skipTo
  return skipTo
}

/** 前款 第（二）项, 前款规定的第一项: what may stand between a head and its tail */
function gapAt(text: string, at: number): number {
  GAP.lastIndex = at
  return GAP.exec(text)?.[0].length ?? 0
}
