import { countTokens } from '../../language/text/tokens.ts'
import type { NamedLaw } from './names.ts'
import type { WeighedTerm } from './terms.ts'

/** BM25 (Robertson and Zaragoza 2009) with the parameters that FTS5 has built in. */
const K1 = 1.2
const B = 0.75
/** Tokens of an article with its title and headings, on average; a constant keeps scores independent of the rest of the store. */
const AVERAGE_LENGTH = 140
/** What naming a law is worth to its articles: about two rare terms. */
const NAMED = 12

/** The words of an article that count. */
interface Scored {
  readonly law: string
  /** Headings above it, one a line. */
  readonly headings: string
  readonly heading: string
  readonly text: string
}

/** Scores articles by all terms of the question, over title, headings and text as one. */
export function scorer(terms: readonly WeighedTerm[], named?: NamedLaw): (article: Scored) => number {
  const places = new Map(terms.map((t, i) => [t.token, i]))
  return ({ law, headings, heading, text }) => {
    const ofNamed = named !== undefined && law === named.title
    const { counts, length } = countTokens(`${ofNamed ? '' : law}\n${headings}\n${heading}\n${text}`, places)
    const norm = K1 * (1 - B + (B * length) / AVERAGE_LENGTH)
    let sum = ofNamed ? NAMED : 0
    for (const [i, term] of terms.entries()) {
      const tf = counts[i] ?? 0
      // Of the named law only the other words tell articles apart: asked for by title alone, they keep the order of the text
      if (ofNamed && named.tokens.has(term.token)) sum += term.weight
      else if (tf > 0) sum += (term.weight * tf * (K1 + 1)) / (tf + norm)
    }
    return sum
  }
}
