import type { NamedLaw } from '../lexical/names.ts'
import { scorer } from '../lexical/score.ts'
import type { WeighedTerm } from '../lexical/terms.ts'
import { EDITION_SHIFT, type ProvisionRow, parentOf } from './rows.ts'
import type { Db } from './schema.ts'
import { keptBy } from './version.ts'

/** An article, by its key, with its score. */
export interface Candidate {
  readonly key: number
  readonly score: number
}

const DEEPEST = 8
const CHAPTERS_KEPT = 50_000

type Row = ProvisionRow & { edition: number; law: string }

/** The second stage over rows: candidates with the score that all terms of the question give them. */
export function rescorer(db: Db, version: () => string) {
  const articleRow = db.prepare<[number], Row>(
    'SELECT p.*, e.law FROM provision p JOIN edition e ON e.key = p.edition WHERE p.key = ?',
  )
  const byEid = db.prepare<[number, string], ProvisionRow & { edition: number }>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? LIMIT 1',
  )

  /** Headings above a provision, the widest first: 第二章 工资支付 */
  function headings(row: ProvisionRow): string[] {
    return headingsFrom(Math.floor(row.key / EDITION_SHIFT), parentOf(row))
  }

  function headingsFrom(edition: number, first: string | undefined): string[] {
    const found: string[] = []
    let parent = first
    while (parent !== undefined && found.length < DEEPEST) {
      const above = byEid.get(edition, parent)
      if (!above) break
      found.unshift(above.heading ? `${above.label} ${above.heading}` : above.label)
      parent = parentOf(above)
    }
    return found
  }

  /** Headings by edition and the place that they end with: the articles of a chapter share them. */
  const chapters = keptBy(version, CHAPTERS_KEPT, (chapter: string) => {
    const [edition, place] = chapter.split(' ')
    return headingsFrom(Number(edition), place || undefined).join('\n')
  })

  function rescore(candidates: readonly Candidate[], terms: readonly WeighedTerm[], named?: NamedLaw): Candidate[] {
    const scoreOf = scorer(terms, named)
    const of = chapters()
    return candidates.map(({ key, score }) => {
      const row = articleRow.get(key)
      if (!row) return { key, score }
      const heads = of(`${row.edition} ${parentOf(row) ?? ''}`)
      return {
        key,
        score: scoreOf({ law: row.law, headings: heads, heading: row.heading ?? '', text: row.text ?? '' }),
      }
    })
  }

  return Object.assign(rescore, { headings })
}
