import { FamaiError } from '../../base/errors.ts'
import { checked } from '../asked.ts'
import type { ArticleRef, MeaningQuery, RankedArticle, Ranking } from '../store.ts'
import { FIND_ARTICLE } from './articles.ts'
import type { Connection } from './connection.ts'
import { ELIGIBLE, scopeOf } from './scope.ts'
import { SLOTS } from './slots.ts'
import { int } from './values.ts'

/**
 * The index knows nothing of scopes: it is asked for $more times as many articles as should be enough for $least of them to lie in
 * the scope. Where that is as many as the scope or the index holds, the articles of the scope are looked at one by one (`whole`),
 * which finds all that there are. `worst` is the score of the last one that was found.
 */
const NEAREST = `MATCH (g:Graph {name: 'famai'}) WHERE g.serving_dimension = $dimension
  WITH g.serving_slot AS slot
  CALL () { MATCH (u:Unit) RETURN count(u) AS units }
  CALL () { MATCH (u:${SLOTS.a.label}) RETURN count(u) AS a }
  CALL () { MATCH (u:${SLOTS.b.label}) RETURN count(u) AS b }
  CALL () { ${ELIGIBLE} RETURN collect(e) AS editions, collect(e.id) AS ids, sum(e.articles) AS held }
  WITH slot, units, CASE slot WHEN 'a' THEN a ELSE b END AS embedded, editions, ids, held,
    CASE WHEN held = 0 THEN 0 ELSE toInteger(ceil($more * $least * units / toFloat(held))) END AS looked
  WITH slot, editions, ids, looked, looked >= held OR looked >= embedded AS whole
  CALL (slot, editions, ids, looked, whole) {
    CALL (slot, editions, looked, whole) {
      WITH slot, looked, whole WHERE NOT whole
      CALL db.index.vector.queryNodes('unit_vector_' + slot, looked, $vector) YIELD node AS u RETURN u
      UNION ALL
      WITH editions, whole WHERE whole
      UNWIND editions AS e
      MATCH (e) (()-[:CONTAINS]->(b WHERE NOT b:Unit)){0,5} ()-[:CONTAINS]->(u:Unit) RETURN u
    }
    WITH u, slot, ids WHERE u.edition IN ids
    WITH u, u['vector_' + slot] AS v
    WITH u, v WHERE v IS NOT NULL
    WITH u, 2 * vector.similarity.cosine(v, $vector) - 1 AS score ORDER BY score DESC, u.edition, u.place
    RETURN collect({edition: u.edition, eid: u.eid, score: score}) AS found
  }
  RETURN whole, found[..$limit] AS items, found[-1].score AS worst`

/** Fewer would make the index pass good ones by. */
const LEAST = 50

const VECTOR = `${FIND_ARTICLE('$edition', '$eid')}
  MATCH (g:Graph {name: 'famai'}) RETURN p['vector_' + g.serving_slot] AS vector`

interface Row {
  whole: boolean
  items: RankedArticle[]
  worst: number | null
}

/** See `Store.rankByMeaning` and `Store.vectorOf`. */
export function nearest(db: Connection) {
  const ask = (query: MeaningQuery): Promise<Ranking> => {
    const { limit } = checked({ offset: 0, limit: query.limit })
    return db.read(async (run) => {
      const vector = [...query.vector]
      const values = {
        ...(await scopeOf(run, query)),
        ...{ vector, dimension: int(vector.length), limit: int(limit), least: int(Math.max(LEAST, limit)) },
      }
      for (let more = 2; ; more *= 4) {
        const [row] = await run<Row>(NEAREST, { ...values, more: int(more) })
        if (!row) return { items: [], total: 0 } // no model serves, or one of another dimension
        const last = row.items[limit - 1]
        // of equal ones others may lie beyond what was looked at
        const enough = row.whole || (last !== undefined && row.worst !== null && row.worst < last.score)
        if (enough) return { items: row.items, total: row.items.length }
      }
    })
  }

  return {
    async rankByMeaning(query: MeaningQuery): Promise<Ranking> {
      try {
        return await ask(query)
      } catch (error) {
        // another model took the place of the one that served just then, and its index is gone
        if (error instanceof FamaiError && error.code === 'STORE_UNREADABLE') return ask(query)
        throw error
      }
    },
    async vectorOf({ edition, eid }: ArticleRef): Promise<Float32Array | undefined> {
      const [row] = await db.rows<{ vector: number[] | null }>(VECTOR, { edition, eid })
      return row?.vector ? Float32Array.from(row.vector) : undefined
    },
  }
}
