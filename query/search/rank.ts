import type { ArticleRef, Page, Ranking, SearchScope, Store } from '../../graph/store.ts'
import { citedArticles } from './exact.ts'
import { type Fused, fuse, refKey } from './fuse.ts'
import { type Asker, type Meaning, meaningOf } from './meaning.ts'
import type { Ranker, Recipe } from './recipes.ts'

export interface RankInput extends SearchScope {
  readonly text: string
  readonly recipe: Recipe
  readonly page: Page
}

export interface Ranked {
  /** The page, best first; those that the question cites come before all others, with `exact`. */
  readonly items: readonly (Fused & { readonly exact?: true })[]
  readonly total: number
  /** False where `total` counts what was taken from the lists, and there is more that was not. */
  readonly whole: boolean
  readonly meaning: Meaning
  /** Of the question; absent where no list was ranked by it. */
  readonly vector?: Float32Array
  /** How close the closest article is, and the heads of the lists; absent where no list was ranked by meaning. */
  readonly closest?: { readonly cosine: number; readonly cited: boolean; readonly heads: readonly ArticleRef[] }
}

/** With fewer of the articles embedded than this share, what is closest in meaning is mostly what happens to be there. */
const NEARLY_ALL = 0.95

/** Of each list, so many are looked at to tell whether anything answers. */
const HEAD = 10

/**
 * Articles for a question, by a recipe. Where there are no vectors, the words alone decide; while many are missing, words count as
 * much as meaning. The lists are made side by side.
 */
export async function rank(store: Store, asker: Asker | undefined, input: RankInput): Promise<Ranked> {
  const { text, recipe, page, ...scope } = input
  const { lists, depth, k } = recipe
  const weightOf = new Map<string, number>(lists.map((l) => [l.by, l.weight]))
  const meaning = meaningOf(await store.vectors(), asker)
  if (!asker || meaning.state !== 'used' || !weightOf.has('meaning')) return rankByWordsAlone(store, input, meaning)
  // first of all on its way: the embedded store looks words up without letting go of this thread
  const coming = asker.embed(text, 'query')
  const [words, { vector, near }] = await Promise.all([
    weightOf.has('words') ? firstBy(store.rankByWords({ ...scope, text, page: { offset: 0, limit: depth } })) : [],
    coming.then(async (v) => ({
      vector: v,
      near: await firstBy(store.rankByMeaning({ ...scope, vector: v, limit: depth })),
    })),
  ])
  const nearlyAll = meaning.embedded >= NEARLY_ALL * meaning.articles
  const weight = (by: Ranker) => (nearlyAll ? (weightOf.get(by) ?? 0) : 1)
  const fused = fuse(
    [
      { by: 'words', weight: weight('words'), items: words },
      { by: 'meaning', weight: weight('meaning'), items: near },
    ],
    k,
  )
  const cited = await citedFor(store, input)
  const all = behind(cited, fused)
  const closest = near[0]?.score
  return {
    items: all.slice(page.offset, page.offset + page.limit),
    total: all.length,
    whole: words.length < depth && near.length < depth,
    meaning,
    vector,
    // of some of the articles it would tell nothing
    ...(closest === undefined || !nearlyAll
      ? {}
      : {
          closest: {
            cosine: closest,
            cited: cited.length > 0,
            heads: [...words.slice(0, HEAD), ...near.slice(0, HEAD)],
          },
        }),
  }
}

const firstBy = async (ranking: Promise<Ranking>) => (await ranking).items

/** Pages up to here are made from the beginning of the list, so that those cited by number can stand before it. */
const FROM_THE_START = 500

/** As many pages as there are matches. */
export async function rankByWordsAlone(store: Store, input: RankInput, meaning: Meaning): Promise<Ranked> {
  const { text, recipe: _, page, ...scope } = input
  const { offset, limit } = page
  const cited = offset + limit <= FROM_THE_START ? await citedFor(store, input) : []
  const asked = cited.length === 0 ? page : { offset: 0, limit: offset + limit }
  const { items, total } = await store.rankByWords({ ...scope, text, page: asked })
  const listed = items.map(({ edition, eid, score }, i) => ({
    edition,
    eid,
    score,
    ranks: { words: asked.offset + i + 1 },
  }))
  const all = behind(cited, listed).slice(offset - asked.offset)
  return { items: all.slice(0, limit), total: Math.max(total, all.length), whole: true, meaning }
}

/** The articles that the question cites by number. A filter asks for something else. */
async function citedFor(store: Store, { text, recipe, at, ...filter }: RankInput): Promise<ArticleRef[]> {
  const { level, region, status, year, law } = filter
  const filtered = [level, region, status, year, law].some((f) => f !== undefined)
  return recipe.exact && !filtered ? citedArticles(store, text, at === 'all' ? undefined : at) : []
}

/** The cited ones before all others. */
function behind(cited: readonly ArticleRef[], listed: readonly Fused[]): Ranked['items'] {
  const first = cited.map((ref) => ({
    ...(listed.find((f) => refKey(f) === refKey(ref)) ?? { ...ref, score: 0, ranks: {} }),
    exact: true as const,
  }))
  const keys = new Set(cited.map(refKey))
  return [...first, ...listed.filter((f) => !keys.has(refKey(f)))]
}
