import { countTokens } from '../../language/text/tokens.ts'
import { EDITION_SHIFT, type ProvisionRow, parentOf } from './rows.ts'
import type { Db } from './schema.ts'
import type { WeighedTerm } from './terms.ts'
import type { NamedLaw } from './titles.ts'

/** An article, by its key, with its score. */
export interface Candidate {
  readonly key: number
  readonly score: number
}

/** BM25 (Robertson and Zaragoza 2009) with the parameters that FTS5 has built in. */
const K1 = 1.2
const B = 0.75
/** Tokens of an article with its title and headings, on average; a constant keeps scores independent of the rest of the store. */
const AVERAGE_LENGTH = 140
/** What naming a law is worth to its articles: about two rare terms. */
const NAMED = 12
const DEEPEST = 8

type Row = ProvisionRow & { edition: number; law: string }

/** Orders candidates by all terms of the question, over title, headings and text as one. */
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
    const places = new Map(terms.map((t, i) => [t.token, i]))
    const above = new Map<string, string>() // the articles of a chapter share its headings
    return candidates.map(({ key, score }) => {
      const row = articleRow.get(key)
      if (!row) return { key, score }
      const chapter = `${row.edition} ${parentOf(row) ?? ''}`
      const heads = above.get(chapter) ?? headings(row).join('\n')
      above.set(chapter, heads)
      const ofNamed = named !== undefined && row.law === named.title
      const text = `${ofNamed ? '' : row.law}\n${heads}\n${row.heading ?? ''}\n${row.text ?? ''}`
      const { counts, length } = countTokens(text, places)
      const norm = K1 * (1 - B + (B * length) / AVERAGE_LENGTH)
      let sum = ofNamed ? NAMED : 0
      for (const [i, term] of terms.entries()) {
        const tf = counts[i] ?? 0
        // Of the named law only the other words tell articles apart: asked for by title alone, they keep the order of the text
        if (ofNamed && named.tokens.has(term.token)) sum += term.weight
        else if (tf > 0) sum += (term.weight * tf * (K1 + 1)) / (tf + norm)
      }
      return { key, score: sum }
    })
  }

  return Object.assign(rescore, { headings })
}
