import { parseEid } from '../graph/ids.ts'
import type { ArticleDetail, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { noSuchProvision } from './missing.ts'
import { lawTitled } from './near.ts'
import { MOST, pageOf } from './page.ts'
import { refKey } from './search/fuse.ts'
import { thresholdsOf } from './search/thresholds.ts'

const USUAL = 6

/** Taken beyond what is shown: the article itself is among the nearest, and so can be its other editions and parts. */
const SPARE = 6

export interface SimilarInput {
  /** Title or alias. */
  readonly law: string
  /** Of an article, or of a 款, 项 or 目: then its article is meant. */
  readonly eid: string
  /** The day on which editions are chosen, default today. */
  readonly at?: string | undefined
}

export interface SimilarArticle extends ArticleDetail {
  /** With the article that was asked for; up to 1. */
  readonly cosine: number
}

/**
 * Articles in force whose meaning is closest to that of an article, best first; empty where it has no vector. NOT_FOUND, with
 * near titles where the law is unknown.
 */
export async function similarArticles(store: Store, input: SimilarInput, limit = USUAL): Promise<SimilarArticle[]> {
  const asked = pageOf({ limit }, MOST.hits).limit
  const at = dayOf(input.at)
  const { law } = await lawTitled(store, input.law)
  const eid = articleOf(input.eid)
  const found = parseEid(eid) ? await store.provision(law.title, eid, at) : undefined
  if (!found) throw await noSuchProvision(store, law.title, input.eid, at)
  const vector = await store.vectorOf({ edition: found.edition.id, eid })
  if (!vector) return []
  const { items } = await store.rankByMeaning({ vector, at, limit: asked + SPARE })
  const { serving } = await store.vectors()
  const alike = (serving && thresholdsOf(serving.name)?.alike) ?? -1
  const near = items.filter((item) => item.score >= alike)
  const cosines = new Map(near.map((item) => [refKey(item), item.score]))
  const articles = await store.articles(near, at)
  return articles
    .filter((a) => a.law.title !== law.title || a.provision.eid !== eid)
    .slice(0, asked)
    .map((a) => ({ ...a, cosine: cosines.get(refKey({ edition: a.edition.id, eid: a.provision.eid })) ?? 0 }))
}

/** art_3__para_2 → art_3; what is in no article stays as it is. */
function articleOf(eid: string): string {
  return /^(?:.*__)?art_[\d~-]+/.exec(eid)?.[0] ?? eid
}
