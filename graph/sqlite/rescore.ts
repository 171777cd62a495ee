import type { NamedLaw } from '../lexical/names.ts'
import { scorer } from '../lexical/score.ts'
import type { WeighedTerm } from '../lexical/terms.ts'
import { EDITION_SHIFT, type ProvisionRow, parentOf } from './rows.ts'
import type { Db } from './schema.ts'

/** An article, by its key, with its score. */
export interface Candidate {
  readonly key: number
  readonly score: number
}

const DEEPEST = 8

type Row = ProvisionRow & { edition: number; law: string }

/** The second stage over rows: candidates with the score that all terms of the question give them. */
export function rescorer(db: Db) {
  const articleRow = db.prepare<[number], Row>(
    'SELECT p.*, e.law FROM provision p JOIN edition e ON e.key = p.edition WHERE p.key = ?',
  )
  const byEid = db.prepare<[number, string], ProvisionRow & { edition: number }>(
    'SELECT * FROM provision WHERE edition = ? AND eid = ? LIMIT 1',
  )

  /** Headings above a provision, the widest first: 第二章 工资支付 */
  function headings(row: ProvisionRow): string[] {
    const edition = Math.floor(row.key / EDITION_SHIFT)
    const found: string[] = []
    let parent = parentOf(row)
    while (parent !== undefined && found.length < DEEPEST) {
      const above = byEid.get(edition, parent)
      if (!above) break
      found.unshift(above.heading ? `${above.label} ${above.heading}` : above.label)
      parent = parentOf(above)
    }
    return found
  }

  function rescore(candidates: readonly Candidate[], terms: readonly WeighedTerm[], named?: NamedLaw): Candidate[] {
    const scoreOf = scorer(terms, named)
    const above = new Map<string, string>() // the articles of a chapter share its headings
    return candidates.map(({ key, score }) => {
      const row = articleRow.get(key)
      if (!row) return { key, score }
      const chapter = `${row.edition} ${parentOf(row) ?? ''}`
      const heads = above.get(chapter) ?? headings(row).join('\n')
      above.set(chapter, heads)
      return {
        key,
        score: scoreOf({ law: row.law, headings: heads, heading: row.heading ?? '', text: row.text ?? '' }),
      }
    })
  }

  return Object.assign(rescore, { headings })
}
