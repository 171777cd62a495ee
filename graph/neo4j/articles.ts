import { today } from '../../base/clock.ts'
import type { IsoDate, Status } from '../model.ts'
import type { ArticleDetail, ArticleRef } from '../store.ts'
import type { Connection } from './connection.ts'
import { provisionFields, STATUS } from './cypher.ts'
import { editionOf, lawOf, type Node, provisionOf } from './rows.ts'
import { day } from './values.ts'

/** `p`, the article of an edition `e` that two expressions mean: the first, where a faulty text has it twice. */
export const FIND_ARTICLE = (edition: string, eid: string): string => `MATCH (e:Edition {id: ${edition}})
    MATCH (p:Provision {law: e.law, eid: ${eid}}) WHERE p.edition = e.id AND p:Unit
    WITH e, p ORDER BY e.law, p.place LIMIT 1`

const ARTICLES = `UNWIND range(0, size($refs) - 1) AS i
  WITH i, $refs[i] AS ref
  CALL (ref) { ${FIND_ARTICLE('ref.edition', 'ref.eid')} RETURN e, p }
  MATCH (l:Law {title: e.law})
  RETURN i, ${provisionFields('p')} AS provision, coalesce(p.headings, []) AS context, properties(e) AS edition,
    ${STATUS} AS now, properties(l) AS law ORDER BY i`

interface Row {
  provision: Node
  context: string[]
  edition: Node
  now: Status
  law: Node
}

/** See `Store.articles`. */
export function articleReader(db: Connection) {
  return async (refs: readonly ArticleRef[], at: IsoDate = today()): Promise<ArticleDetail[]> => {
    if (refs.length === 0) return []
    const asked = refs.map(({ edition, eid }) => ({ edition, eid }))
    const rows = await db.rows<Row>(ARTICLES, { refs: asked, at: day(at) })
    return rows.map(({ provision, context, edition, now, law }) => ({
      law: lawOf(law),
      edition: editionOf(edition, now),
      provision: provisionOf(provision),
      context,
    }))
  }
}
