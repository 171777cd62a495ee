import type { Edition, IsoDate, LinkReason } from '../model.ts'
import { present } from '../record.ts'
import type { CitationToLink, EditionShape, KnownLaw, Link, LinkWork } from '../store.ts'
import { deriver } from './derive.ts'
import { type EditionRow, editionOf } from './rows.ts'
import type { Db } from './schema.ts'
import { EDITION_COLUMNS } from './sql.ts'

interface ToLinkRow {
  key: number
  law: string | null
  edition: string | null
  day: IsoDate | null
  cited_law: string | null
  cited_eid: string | null
  draft: number
  problem: LinkReason | null
}

/** What resolving citations reads and writes; the resolving itself is done outside of the store. */
export function linker(db: Db) {
  const setting = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  const changesNow = () => setting.get('changes') ?? '0'
  const linked = () => setting.get('linked') ?? '0'
  const laws = db.prepare<[], { title: string; aliases: string; region: string | null }>(
    'SELECT title, aliases, region FROM law WHERE known = 1 ORDER BY title',
  )
  const editions = db.prepare<[string], EditionRow>(
    `SELECT ${EDITION_COLUMNS} FROM edition e WHERE e.law = ? AND e.chosen = 1 ORDER BY e.place`,
  )
  const eids = db.prepare<[number], string>('SELECT eid FROM provision WHERE edition = ?').pluck()
  const toLink = db.prepare<[], ToLinkRow>(
    `SELECT c.key, c.law, e.id AS edition, coalesce(e.start, d.date) AS day, c.cited_law, c.cited_eid, c.draft, c.problem
       FROM citation c LEFT JOIN edition e ON e.key = c.edition
       LEFT JOIN document d ON d.id = c.document AND d.source = c.source ORDER BY c.cited_law, c.key`,
  )

  function link(links: readonly Link[], [before, changes]: readonly string[]): boolean {
    const put = db.prepare(
      'UPDATE citation SET to_law = ?, to_eid = ?, status = ?, candidates = ?, reason = ? WHERE key = ?',
    )
    const onlyCited = db.prepare<[], string>(
      `SELECT to_law FROM citation WHERE to_law IS NOT NULL AND to_law NOT IN (SELECT title FROM law)
       UNION SELECT title FROM law WHERE known = 0`,
    )
    const derive = deriver(db)
    const write = db.transaction(() => {
      if (linked() !== before) return false
      for (const { key, to, status, candidates, reason } of links) {
        put.run(
          to?.law ?? null,
          to?.eid ?? null,
          status,
          candidates ? JSON.stringify(candidates) : null,
          reason ?? null,
          key,
        )
      }
      for (const title of onlyCited.pluck().all()) derive(title)
      db.prepare(`INSERT OR REPLACE INTO setting VALUES ('linked', ?)`).run(changes ?? '0')
      return true
    })
    return write.immediate()
  }

  return {
    link,
    linksStale: (): boolean => changesNow() !== linked(),
    knownLaws: (): KnownLaw[] =>
      laws.all().map(({ title, aliases, region }) => ({
        title,
        aliases: JSON.parse(aliases) as string[],
        ...(region === null ? {} : { region }),
      })),
    shapes: (law: string): EditionShape[] =>
      editions.all(law).map((row): EditionShape => {
        const edition: Edition = editionOf(row)
        return { edition, eids: new Set(eids.all(row.key)) }
      }),
    citationsToLink: db.transaction(
      (): LinkWork => ({ seen: [linked(), changesNow()], citations: toLink.all().map(ofRow) }),
    ),
  }
}

function ofRow(row: ToLinkRow): CitationToLink {
  const { key, law, edition, day, cited_law, cited_eid, problem } = row
  return present<CitationToLink>({
    ...{ key, law, edition, day, problem },
    citedLaw: cited_law,
    citedEid: cited_eid,
    draft: row.draft === 1,
  })
}
