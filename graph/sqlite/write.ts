import { deflateRawSync } from 'node:zlib'
import { indexTokens } from '../../language/text/tokens.ts'
import { FOUND_PROBLEMS, provisionsByEdition } from '../contribution.ts'
import { digestOf } from '../digest.ts'
import { parentEid } from '../ids.ts'
import type { Contribution, Edition, Provision } from '../model.ts'
import type { Applied } from '../store.ts'
import { deriver } from './derive.ts'
import { EDITION_SHIFT, packRanges } from './rows.ts'
import type { Db } from './schema.ts'

/** FTS5 keeps what came lately in small segments of their own; from this share of the articles on they are joined. */
const TIDY_SHARE = 0.1

export interface Writer {
  apply(contribution: Contribution): Applied
  remove(sourceId: string): boolean
  /** At the end of a run: joins the segments of the lexical index where the run wrote much of it. Searches get faster. */
  tidy(): void
}

/** The statements of a contribution's way into the tables, prepared once. */
export function writer(db: Db): Writer {
  const derive = deriver(db)
  const same = db.prepare<[string, string], { key: number; id: string; path: string; digest: string }>(
    'SELECT key, id, path, digest FROM source WHERE id = ? OR path = ?',
  )
  const titlesTold = db.prepare<[number], string>('SELECT title FROM law_told WHERE source = ?').pluck()
  const unindex = db.prepare(
    `DELETE FROM article_fts WHERE rowid IN (SELECT p.key FROM provision p JOIN edition e ON e.key = p.edition
       WHERE e.source = ? AND p.within = 0)`,
  )
  const dropSource = db.prepare('DELETE FROM source WHERE key = ?')
  const addSource = db.prepare(
    'INSERT INTO source (id, path, media_type, title, recipe, text, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const addDocument = db.prepare(
    `INSERT INTO document (source, id, kind, title, number, issuer, date, start, "end", parent, ord)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addLaw = db.prepare(
    'INSERT OR REPLACE INTO law_told (source, title, aliases, level, region, known) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const addEdition = db.prepare(
    `INSERT INTO edition (source, law, id, part, adopted, adopted_by, approved, approved_by, promulgated, promulgated_by,
       amended, effective, repealed, expired, status, document, history, articles, provisions)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addProvision = db.prepare(
    `INSERT INTO provision (key, edition, eid, kind, ord, known, parent, within, at, length, label, heading, ranges, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const addArticle = db.prepare('INSERT INTO article_fts (rowid, title, headings, text) VALUES (?, ?, ?, ?)')
  const addAnomaly = db.prepare(
    `INSERT INTO anomaly (source, kind, document, line, start, "end", quote, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  const addCitation = db.prepare(
    `INSERT INTO citation (source, document, edition, law, eid, cited_law, cited_eid, text, start, "end", relation, draft,
       rule, ord, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  // a number of its own for each change: linking tells by it whether it has seen them all
  const linksGoStale = db.prepare(
    `INSERT INTO setting VALUES ('changes', '1') ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  )

  let written = 0

  function drop(key: number): string[] {
    const titles = titlesTold.all(key)
    unindex.run(key)
    dropSource.run(key)
    return titles
  }

  function insertEdition(source: number, edition: Edition, provisions: readonly Provision[]): number {
    const articles = provisions.reduce((n, p) => n + (p.kind === 'article' ? 1 : 0), 0)
    const e = edition
    const { lastInsertRowid } = addEdition.run(
      ...[source, e.law, e.id, e.part ?? null, e.adopted ?? null, e.adopted_by ?? null, e.approved ?? null],
      ...[e.approved_by ?? null, e.promulgated ?? null, e.promulgated_by ?? null, e.amended ?? null],
      ...[e.effective ?? null, e.repealed ?? null, e.expired ? 1 : null, e.status],
      ...[e.document, e.history ? JSON.stringify(e.history) : null, articles, provisions.length],
    )
    const key = Number(lastInsertRowid)
    const title = indexTokens(e.law)
    const headings = new Map<string, string>()
    const unitOf = new Map<string, { place: number; text: string; from: number }>()
    for (const [place, p] of provisions.entries()) {
      const row = key * EDITION_SHIFT + place
      const told = parentEid(p.eid)
      const parent = p.parent === told ? null : (p.parent ?? '')
      const above = p.parent === undefined ? undefined : unitOf.get(p.parent)
      const heads = p.parent === undefined ? '' : (headings.get(p.parent) ?? '')
      const ranges = packRanges(p.ranges)
      const known = p.known ? 1 : 0
      const heading = p.heading ?? null
      if (above) {
        // 款, 项 and 目 stand in the article's text one after the other; where one doesn't, it keeps its own text
        let at = above.text.indexOf(p.text, above.from)
        if (at < 0) at = above.text.indexOf(p.text)
        const slice = at >= 0
        if (slice) above.from = at
        unitOf.set(p.eid, above)
        addProvision.run(
          ...[row, key, p.eid, p.kind, p.order, known, parent, place - above.place],
          ...[slice ? at : null, slice ? p.text.length : null, p.label, heading, ranges, slice ? null : p.text],
        )
        continue
      }
      const structural = p.kind === 'part' || p.kind === 'subpart' || p.kind === 'chapter' || p.kind === 'section'
      const within = structural ? null : 0
      addProvision.run(
        ...[row, key, p.eid, p.kind, p.order, known, parent, within, null, null, p.label, heading, ranges, p.text],
      )
      if (structural) headings.set(p.eid, `${heads}\n${p.label} ${p.heading ?? ''}`)
      else {
        unitOf.set(p.eid, { place, text: p.text, from: 0 })
        written++
        addArticle.run(row, title, indexTokens(`${heads}\n${p.heading ?? ''}`), indexTokens(p.text))
      }
    }
    return key
  }

  function insert(c: Contribution, digest: string): void {
    const s = c.source
    const text = deflateRawSync(s.text, { level: 4 })
    const { lastInsertRowid } = addSource.run(
      s.id,
      s.path,
      s.media_type,
      s.title ?? null,
      s.recipe ?? null,
      text,
      digest,
    )
    const source = Number(lastInsertRowid)
    for (const d of c.documents) {
      addDocument.run(
        ...[source, d.id, d.kind, d.title, d.number ?? null, d.issuer ?? null, d.date ?? null, d.start, d.end],
        ...[d.parent ?? null, d.order],
      )
    }
    for (const l of c.laws) {
      const aliases = JSON.stringify([...new Set(l.aliases ?? [])].sort())
      addLaw.run(source, l.title, aliases, l.level ?? null, l.region ?? null, l.known ? 1 : 0)
    }
    const byEdition = provisionsByEdition(c.provisions)
    const editionKeys = new Map(c.editions.map((e) => [e.id, insertEdition(source, e, byEdition.get(e.id) ?? [])]))
    for (const x of c.citations) {
      const { from, cited } = x
      addCitation.run(
        ...[source, from.document, editionKeys.get(from.edition ?? '') ?? null, from.law ?? null, from.eid ?? null],
        ...[cited.law ?? null, cited.eid ?? null, x.text, x.start, x.end, x.relation, x.draft ? 1 : 0, x.rule, x.order],
        x.reason !== undefined && FOUND_PROBLEMS.has(x.reason) ? x.reason : null,
      )
    }
    for (const a of c.anomalies) {
      addAnomaly.run(source, a.kind, a.document ?? null, a.line, a.start, a.end, a.quote, a.detail ?? null)
    }
  }

  const apply = db.transaction((contribution: Contribution): Applied => {
    const { contribution: c, digest } = digestOf(contribution)
    const old = same.all(c.source.id, c.source.path)
    const [only] = old
    if (old.length === 1 && only?.id === c.source.id && only.path === c.source.path && only.digest === digest) {
      return { outcome: 'unchanged' }
    }
    const touched = new Set(old.flatMap((o) => drop(o.key)))
    insert(c, digest)
    for (const l of c.laws) touched.add(l.title)
    for (const title of touched) derive(title)
    if (touched.size > 0 || c.citations.length > 0 || old.length > 0) linksGoStale.run()
    return { outcome: old.length > 0 ? 'replaced' : 'added' }
  })

  const remove = db.transaction((sourceId: string): boolean => {
    const old = same.all(sourceId, '').find((s) => s.id === sourceId)
    if (!old) return false
    for (const title of drop(old.key)) derive(title)
    linksGoStale.run()
    return true
  })

  function tidy(): void {
    const articles = db.prepare<[], number>('SELECT count(*) FROM article_fts_docsize').pluck().get() ?? 0
    if (written > 0 && written >= articles * TIDY_SHARE) {
      db.exec(`INSERT INTO article_fts (article_fts) VALUES ('optimize')`)
    }
    written = 0
  }

  return { apply: (c) => apply.immediate(c), remove: (id) => remove.immediate(id), tidy }
}
