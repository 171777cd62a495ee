import { queryTerms, type Term } from '../../language/text/tokens.ts'
import { checked } from '../asked.ts'
import { MOST_TERMS, RESCORED } from '../lexical/limits.ts'
import { LONGEST_QUESTION, namedIn, nameTable, STATE } from '../lexical/names.ts'
import { scorer } from '../lexical/score.ts'
import { chooseTerms } from '../lexical/terms.ts'
import { compare } from '../status.ts'
import type { Ranking, WordQuery } from '../store.ts'
import type { Connection, Run } from './connection.ts'
import { LEXICAL_INDEX } from './schema.ts'
import { ELIGIBLE, scopeOf } from './scope.ts'
import { int } from './values.ts'

/**
 * What a question is made of: how many articles there are and in how many each token stands, the laws that it names, and the law
 * that it is limited to. Of names, those that stand in the text; `lexical/names.ts` picks the one that is meant.
 */
const WORDS = `CALL () { MATCH (u:Unit) RETURN count(u) AS articles }
  CALL () { UNWIND $tokens AS token
    CALL (token) { CALL db.index.fulltext.queryNodes('${LEXICAL_INDEX}', '"' + token + '"') YIELD score RETURN count(score) AS n }
    RETURN collect({token: token, n: n}) AS frequencies }
  CALL () { CALL () {
    MATCH (l:Law) WHERE l.known AND ($text CONTAINS l.title
      OR (l.title STARTS WITH '${STATE}' AND $text CONTAINS substring(l.title, ${STATE.length}))) RETURN l.title AS name, l.title AS title
    UNION MATCH (a:Alias) WHERE $text CONTAINS a.name MATCH (a)-[:NAMES]->(l:Law) WHERE l.known RETURN a.name AS name, l.title AS title
  } RETURN collect({name: name, title: title}) AS names }
  RETURN articles, frequencies, names`
/** The first stage: Lucene's BM25. Equal scores are never cut apart by chance: edition and place decide. */
const FIRST = `CALL () { ${ELIGIBLE} RETURN collect(e.id) AS eligible }
  CALL db.index.fulltext.queryNodes('${LEXICAL_INDEX}', $match) YIELD node AS p, score
  WITH p, score WHERE p.edition IN eligible
  WITH p, score ORDER BY score DESC, p.edition, p.place
  WITH collect(p) AS listed, collect(score) AS scores
  WITH size(listed) AS total, listed, scores, [i IN range(0, size(listed) - 1) WHERE i < $most OR listed[i].law = $named | i][..2 * $most] AS kept
  RETURN total, [i IN kept | {score: scores[i], law: listed[i].law, edition: listed[i].edition, eid: listed[i].eid, place: listed[i].place,
    headings: coalesce(listed[i].headings, []), heading: coalesce(listed[i].heading, ''),
    text: CASE WHEN i < ${RESCORED} OR listed[i].law = $named THEN listed[i].text ELSE '' END}] AS found`

interface Found {
  score: number
  law: string
  edition: string
  eid: string
  place: number
  headings: string[]
  heading: string
  text: string
}

interface Words {
  articles: number
  frequencies: { token: string; n: number }[]
  names: { name: string; title: string }[]
}

/** Counting what holds a token takes the longer the more there is; of these the number is kept, and a few more or less don't matter. */
const FREQUENT = 500
const TERMS_KEPT = 50_000

/** How often frequent tokens stand there, as long as the number of articles stays what it is. */
function keptFrequencies() {
  const kept = new Map<string, number>()
  let articles = -1
  return {
    missing: (tokens: readonly string[]) => tokens.filter((t) => !kept.has(t)),
    /** What was counted just now, with what was known. Undefined where that is out of date: all have to be counted. */
    merge(words: Words, tokens: readonly string[]): ReadonlyMap<string, number> | undefined {
      if (words.articles !== articles || kept.size > TERMS_KEPT) kept.clear()
      articles = words.articles
      const counted = new Map(words.frequencies.map((f) => [f.token, f.n]))
      for (const [token, n] of counted) if (n >= FREQUENT) kept.set(token, n)
      const all = new Map<string, number>()
      for (const token of tokens) {
        const n = counted.get(token) ?? kept.get(token)
        if (n === undefined) return undefined // it was left out, and another question has cleared what was known of it
        all.set(token, n)
      }
      return all
    },
  }
}

/** The same two stages as in the embedded store; see `sqlite/search.ts` and docs/adr/0003-lexical-index.md. */
export function wordRanker(db: Connection) {
  const frequencies = keptFrequencies()

  /** What the question is made of, and in how many articles each of its tokens stands. */
  async function read(run: Run, text: string, tokens: readonly string[]) {
    for (;;) {
      const [words] = await run<Words>(WORDS, { tokens: frequencies.missing(tokens), text })
      const counted = words && frequencies.merge(words, tokens)
      if (!words || counted) return { words, n: counted ?? new Map<string, number>() }
    }
  }

  return async (query: WordQuery): Promise<Ranking> => {
    const { offset, limit } = checked(query.page)
    const asked = queryTerms(query.text, MOST_TERMS)
    if (asked.length === 0) return { items: [], total: 0 }
    return db.read(async (run) => {
      const text = query.text.slice(0, LONGEST_QUESTION)
      const tokens = asked.filter((t) => !t.prefix).map((t) => t.token)
      const { words, n } = await read(run, text, tokens)
      if (!words) return { items: [], total: 0 }
      const { looked, weighed } = chooseTerms(asked, words.articles, (token) => n.get(token) ?? 0)
      if (looked.length === 0) return { items: [], total: 0 }
      const named =
        weighed.length === 0 || query.law !== undefined
          ? undefined
          : namedIn(query.text, nameTable(inOrder(words.names)))
      const [first] = await run<{ total: number; found: Found[] }>(FIRST, {
        ...(await scopeOf(run, query)),
        match: matchOf(looked),
        most: int(Math.max(RESCORED, offset + limit)),
        named: named?.title ?? null,
      })
      const { total, found } = first ?? { total: 0, found: [] }
      const scoreOf = scorer(weighed, named)
      const scored = (f: Found) => ({ ...f, score: scoreOf({ ...f, headings: f.headings.join('\n') }) })
      // pages beyond the head keep the order of the first stage
      const inHead = (f: Found, i: number) => i < RESCORED || f.law === named?.title
      const head = found.filter(inHead)
      const rest = found.filter((f, i) => !inHead(f, i))
      const ordered = [...(weighed.length === 0 ? head : best(head.map(scored))), ...rest]
      const page = ordered.slice(offset, offset + limit)
      return { items: page.map(({ edition, eid, score }) => ({ edition, eid, score })), total }
    })
  }
}

/** Tokens hold letters and digits only, so that a quoted one can't be anything else than a term. */
function matchOf(looked: readonly Term[]): string {
  return looked.map((t) => (t.prefix ? `${t.token}*` : `"${t.token}"`)).join(' OR ')
}

function best(found: Found[]): Found[] {
  return found.sort((a, b) => b.score - a.score || compare(a.edition, b.edition) || a.place - b.place)
}

const inOrder = (names: Words['names']) => names.sort((a, b) => compare(a.name, b.name) || compare(a.title, b.title))
