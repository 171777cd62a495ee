import { today } from '../../base/clock.ts'
import { matchRanges, queryTerms, type Term } from '../../language/text/tokens.ts'
import { checked } from '../asked.ts'
import { MOST_RANGES, MOST_TERMS, RESCORED } from '../lexical/limits.ts'
import { LONGEST_QUESTION, namedIn, nameTable, otherForm, STATE } from '../lexical/names.ts'
import { scorer } from '../lexical/score.ts'
import { chooseTerms } from '../lexical/terms.ts'
import type { Status } from '../model.ts'
import { compare } from '../status.ts'
import type { Paged, SearchHit, SearchQuery } from '../store.ts'
import type { Connection } from './connection.ts'
import { FIND_LAW, SHOWN, STATUS } from './cypher.ts'
import { editionOf, lawOf, type Node, provisionOf } from './rows.ts'
import { LEXICAL_INDEX } from './schema.ts'
import { day, given, int } from './values.ts'

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
const LIMIT_LAW = `${FIND_LAW} RETURN l.title AS title`

/** Which editions a search looks at; see `SearchQuery.at`. */
const ELIGIBLE = `MATCH (l:Law)-[:HAS_EDITION]->(e:Edition)
  WHERE ($all OR $status = 'amended' OR (${SHOWN}))
    AND (($status IS NULL AND ($all OR ${STATUS} IN ['in_force', 'unknown'])) OR ${STATUS} = $status)
    AND ($law IS NULL OR l.title = $law) AND ($level IS NULL OR l.level = $level)
    AND ($region IS NULL OR l.region = $region) AND ($year IS NULL OR e.year = $year)`

/** The first stage: Lucene's BM25. Equal scores are never cut apart by chance: edition and place decide. */
const FIRST = `CALL () { ${ELIGIBLE} RETURN collect(e.id) AS eligible }
  CALL db.index.fulltext.queryNodes('${LEXICAL_INDEX}', $match) YIELD node AS p, score
  WITH p, score WHERE p.edition IN eligible
  WITH p, score ORDER BY score DESC, p.edition, p.place
  WITH collect(p) AS listed, collect(score) AS scores
  WITH size(listed) AS total, listed, scores, [i IN range(0, size(listed) - 1) WHERE i < $most OR listed[i].law = $named | i][..2 * $most] AS kept
  RETURN total, [i IN kept | {key: elementId(listed[i]), score: scores[i], law: listed[i].law, edition: listed[i].edition, place: listed[i].place,
    headings: coalesce(listed[i].headings, []), heading: coalesce(listed[i].heading, ''),
    text: CASE WHEN i < ${RESCORED} OR listed[i].law = $named THEN listed[i].text ELSE '' END}] AS found`

const HITS = `UNWIND $keys AS key MATCH (p:Provision) WHERE elementId(p) = key
  MATCH (e:Edition {id: p.edition}) MATCH (l:Law {title: p.law})
  RETURN key, properties(p) AS provision, properties(e) AS edition, ${STATUS} AS now, properties(l) AS law`

interface Found {
  key: string
  score: number
  law: string
  edition: string
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

interface HitRow {
  key: string
  provision: Node
  edition: Node
  now: Status
  law: Node
}

/** The same two stages as in the embedded store; see `sqlite/search.ts` and docs/adr/0003-lexical-index.md. */
export function searcher(db: Connection) {
  return async (query: SearchQuery): Promise<Paged<SearchHit>> => {
    const { offset, limit } = checked(query.page)
    const asked = queryTerms(query.text, MOST_TERMS)
    if (asked.length === 0) return { items: [], total: 0 }
    return db.read(async (run) => {
      const text = query.text.slice(0, LONGEST_QUESTION)
      const tokens = asked.filter((t) => !t.prefix).map((t) => t.token)
      const [words] = await run<Words>(WORDS, { tokens, text })
      if (!words) return { items: [], total: 0 }
      const n = new Map(words.frequencies.map((f) => [f.token, f.n]))
      const { looked, weighed } = chooseTerms(asked, words.articles, (token) => n.get(token) ?? 0)
      if (looked.length === 0) return { items: [], total: 0 }
      const law = query.law === undefined ? undefined : await limitedTo(query.law)
      const named =
        weighed.length === 0 || law !== undefined ? undefined : namedIn(query.text, nameTable(inOrder(words.names)))
      const at = query.at === undefined || query.at === 'all' ? today() : query.at
      const { level, region, status, year } = query
      const where = {
        ...given({ level, region, status, law }),
        year: year === undefined ? null : int(year),
        all: query.at === 'all',
        at: day(at),
      }
      const most = Math.max(RESCORED, offset + limit)
      const [first] = await run<{ total: number; found: Found[] }>(FIRST, {
        ...where,
        match: matchOf(looked),
        most: int(most),
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
      const hits = await run<HitRow>(HITS, { keys: page.map((f) => f.key), at: day(at) })
      const byKey = new Map(hits.map((h) => [h.key, h]))
      return { items: page.flatMap((f) => hitOf(f, byKey.get(f.key), asked)), total }

      async function limitedTo(title: string): Promise<string> {
        const [one] = await run<{ title: string }>(LIMIT_LAW, { title, other: otherForm(title) })
        return one?.title ?? title
      }
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

function hitOf({ score, headings }: Found, row: HitRow | undefined, asked: readonly Term[]): SearchHit[] {
  if (!row) return [] // taken away between the two questions
  const provision = provisionOf(row.provision)
  return [
    {
      law: lawOf(row.law),
      edition: editionOf(row.edition, row.now),
      provision,
      context: headings,
      score,
      matches: matchRanges(provision.text, asked, MOST_RANGES),
    },
  ]
}
