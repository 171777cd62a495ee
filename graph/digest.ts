import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fail } from '../base/errors.ts'
import type { Contribution, Law } from './model.ts'
import { compare } from './status.ts'

/** A contribution with its records in a fixed order, and a SHA-256 over all that they say. */
export interface Digested {
  readonly contribution: Contribution
  readonly digest: string
}

/**
 * Two contributions that tell the same have the same digest, in whatever order their records and fields come.
 * Errors: RECORD_INVALID for a record that points outside of its contribution (an edition without its law or document, …).
 */
export function digestOf(raw: Contribution): Digested {
  const c = ordered(raw)
  assertWhole(c)
  const hash = createHash('sha256')
  // Fields are told apart by \u001f, records by \u001e; an absent field is empty, as the store can't tell it from ''.
  const add = (...fields: readonly unknown[]) => hash.update(`${fields.map((f) => f ?? '').join('\u001f')}\u001e`)
  const s = c.source
  add('source', s.id, s.path, s.media_type, s.title, s.recipe, s.text)
  for (const d of c.documents) {
    add('document', d.id, d.kind, d.title, d.number, d.issuer, d.date, d.start, d.end, d.parent, d.order)
  }
  for (const l of c.laws) add('law', l.title, l.level, l.region, l.known, ...[...(l.aliases ?? [])].sort(compare))
  for (const e of c.editions) {
    add(
      'edition',
      e.law,
      e.id,
      e.part,
      e.adopted,
      e.adopted_by,
      e.approved,
      e.approved_by,
      e.promulgated,
      e.promulgated_by,
    )
    add(e.amended, e.effective, e.repealed, e.expired, e.document)
    for (const h of e.history ?? []) add('history', h.event, h.date, h.by, h.text)
  }
  for (const p of c.provisions) {
    add(p.edition, p.eid, p.kind, p.label, p.heading, p.parent, p.order, p.known, p.ranges.join(';'), p.text)
  }
  for (const x of c.citations) {
    add('citation', x.from.document, x.from.edition, x.from.eid, x.cited.law, x.cited.eid, x.text, x.start, x.end)
    add(x.relation, x.draft, x.rule, x.order)
  }
  for (const a of c.anomalies) add('anomaly', a.kind, a.document, a.line, a.start, a.end, a.quote, a.detail)
  return { contribution: c, digest: hash.digest('hex') }
}

function ordered(c: Contribution): Contribution {
  return {
    source: c.source,
    documents: [...c.documents].sort((a, b) => a.order - b.order || compare(a.id, b.id)),
    laws: onePerTitle(c.laws).sort((a, b) => compare(a.title, b.title)),
    editions: [...c.editions].sort((a, b) => compare(a.id, b.id)),
    provisions: [...c.provisions].sort(
      (a, b) => compare(a.edition, b.edition) || a.order - b.order || compare(a.eid, b.eid),
    ),
    citations: [...c.citations].sort(
      (a, b) => compare(a.from.document, b.from.document) || a.start - b.start || a.end - b.end || a.order - b.order,
    ),
    anomalies: [...c.anomalies].sort(
      (a, b) => a.start - b.start || a.end - b.end || compare(a.kind, b.kind) || compare(a.quote, b.quote),
    ),
  }
}

/** A gazette may tell of a law in several of its documents: the first that knows a field gives it. */
function onePerTitle(laws: readonly Law[]): Law[] {
  const merged = new Map<string, Law>()
  for (const law of laws) {
    const before = merged.get(law.title)
    if (!before) merged.set(law.title, law)
    else {
      const aliases = [...new Set([...(before.aliases ?? []), ...(law.aliases ?? [])])]
      merged.set(law.title, { ...law, ...before, aliases, known: before.known || law.known })
    }
  }
  return [...merged.values()]
}

/** Bytes of UTF-8 of what an index holds; that of Neo4j takes 8 kB for law and eId together. No path of a system is longer. */
const LONGEST = 4_000
const LONGEST_PATH = 4_096
const DAY = z.iso.date()

/** What a store can't look up by, or can't keep as a date: refused here, so that both stores refuse the same. */
function assertFit(c: Contribution, refuse: (reason: string) => Error): void {
  const fits = (what: string, value: string | undefined, most = LONGEST) => {
    if (value !== undefined && value.length * 3 > most && Buffer.byteLength(value) > most) {
      throw refuse(`${what} is longer than ${most} bytes: ${value.slice(0, 40)}…`)
    }
  }
  const isDay = (what: string, value: string | undefined) => {
    if (value !== undefined && !DAY.safeParse(value).success) throw refuse(`${what} is no day: ${value}`)
  }
  fits('the id of a source', c.source.id)
  fits('the path', c.source.path, LONGEST_PATH)
  for (const d of c.documents) {
    fits('the id of a document', d.id)
    fits('the title of a document', d.title)
    isDay(`the date of document ${d.id}`, d.date)
  }
  for (const l of c.laws) for (const name of [l.title, ...(l.aliases ?? [])]) fits('the title of a law', name)
  for (const e of c.editions) {
    fits('the id of an edition', e.id)
    for (const name of ['adopted', 'approved', 'promulgated', 'amended', 'effective', 'repealed'] as const) {
      isDay(`${name} of edition ${e.id}`, e[name])
    }
  }
  for (const p of c.provisions) fits('an eId', p.eid)
  for (const { from, cited } of c.citations)
    for (const v of [from.law, from.eid, cited.law, cited.eid]) fits('a cited place', v)
}

function assertWhole(c: Contribution): void {
  const documents = new Set(c.documents.map((d) => d.id))
  const laws = new Set(c.laws.map((l) => l.title))
  const editions = new Set(c.editions.map((e) => e.id))
  const refuse = (reason: string) => fail('RECORD_INVALID', { line: 0, reason: `${c.source.path}: ${reason}` })
  assertFit(c, refuse)
  for (const d of c.documents) {
    if (d.source !== c.source.id) throw refuse(`document ${d.id} is of another source`)
  }
  if (documents.size < c.documents.length) throw refuse('a document is told twice')
  if (editions.size < c.editions.length) throw refuse('an edition is told twice')
  for (const e of c.editions) {
    if (!laws.has(e.law)) throw refuse(`the law of edition ${e.id} is missing`)
    if (!documents.has(e.document)) throw refuse(`the document of edition ${e.id} is missing`)
  }
  for (const { from } of c.citations) {
    if (!documents.has(from.document)) throw refuse(`the document of a citation is missing: ${from.document}`)
  }
  for (const p of c.provisions) {
    if (!editions.has(p.edition)) throw refuse(`the edition of provision ${p.eid} is missing: ${p.edition}`)
  }
}
