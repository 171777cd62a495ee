import type { Term } from '../../language/text/tokens.ts'

/**
 * The first stage may score so many articles, as a share of all: the cost of a search grows with them, and the second stage
 * makes up for the terms left out (on STARD, R@10 is that of all terms from 7 % on).
 */
const BUDGET_SHARE = 0.1
const SMALLEST_BUDGET = 2_000
/** So many of the rarest terms are looked up even beyond the budget, up to three times of it. */
const ALWAYS = 4

export interface WeighedTerm {
  readonly token: string
  /** Inverse document frequency, as in BM25. */
  readonly weight: number
}

interface ChosenTerms {
  /** For the first stage. */
  readonly looked: readonly Term[]
  /** All that occur, for the second stage; empty where the question holds nothing but single characters. */
  readonly weighed: readonly WeighedTerm[]
}

/** Which terms of a question to spend time on. `articles` in the index, and in how many of them each token stands. */
export function chooseTerms(
  terms: readonly Term[],
  articles: number,
  frequency: (token: string) => number,
): ChosenTerms {
  const found = terms
    .filter((t) => !t.prefix)
    .map((t) => ({ token: t.token, prefix: false, df: frequency(t.token) }))
    .filter((t) => t.df > 0)
    .sort((a, b) => a.df - b.df)
  // A single character is the beginning of thousands of tokens; it is looked up only where there is nothing better
  if (found.length === 0) return { looked: terms.filter((t) => t.prefix).slice(0, ALWAYS), weighed: [] }
  const budget = Math.max(SMALLEST_BUDGET, articles * BUDGET_SHARE)
  const looked: Term[] = []
  let cost = 0
  for (const [i, term] of found.entries()) {
    cost += term.df
    if (i > 0 && cost > (i < ALWAYS ? 3 * budget : budget)) break
    looked.push(term)
  }
  const weighed = found.map(({ token, df }) => ({
    token,
    weight: Math.log(1 + (articles - df + 0.5) / (df + 0.5)),
  }))
  return { looked, weighed }
}
