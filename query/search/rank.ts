import type { Page, Ranking, SearchScope, Store } from '../../graph/store.ts'
import { citedArticles } from './exact.ts'
import { type Fused, fuse, refKey } from './fuse.ts'
import { type Asker, type Meaning, meaningOf } from './meaning.ts'
import type { Recipe } from './recipes.ts'

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
  /** Cosine of the article that is closest to the question. */
  readonly closest?: number
}

/**
 * Articles for a question, by a recipe. Where there are no vectors, the words alone decide. The lists are made side by side.
 */
export async function rank(store: Store, asker: Asker | undefined, input: RankInput): Promise<Ranked> {
  const { text, recipe, page, ...scope } = input
  const { lists, depth, k } = recipe
  const weightOf = new Map<string, number>(lists.map((l) => [l.by, l.weight]))
  const meaning = meaningOf(await store.vectors(), asker)
  if (!asker || meaning.state !== 'used' || !weightOf.has('meaning')) return byWordsAlone(store, input, meaning)
  // first of all on its way: the embedded store looks words up without letting go of this thread
  const coming = asker.embed(text, 'query')
  const [words, { vector, near }] = await Promise.all([
    weightOf.has('words') ? firstBy(store.rankByWords({ ...scope, text, page: { offset: 0, limit: depth } })) : [],
    coming.then(async (v) => ({
      vector: v,
      near: await firstBy(store.rankByMeaning({ ...scope, vector: v, limit: depth })),
    })),
  ])
  const fused = fuse(
    [
      { by: 'words', weight: weightOf.get('words') ?? 0, items: words },
      { by: 'meaning', weight: weightOf.get('meaning') ?? 0, items: near },
    ],
    k,
  )
  const all = await withCited(store, input, fused)
  const closest = near[0]?.score
  return {
    items: all.slice(page.offset, page.offset + page.limit),
    total: all.length,
    whole: words.length < depth && near.length < depth,
    meaning,
    vector,
    ...(closest === undefined ? {} : { closest }),
  }
}

const firstBy = async (ranking: Promise<Ranking>) => (await ranking).items

/** As many pages as there are matches. */
async function byWordsAlone(store: Store, input: RankInput, meaning: Meaning): Promise<Ranked> {
  const { text, recipe, page, ...scope } = input
  const { items, total } = await store.rankByWords({ ...scope, text, page })
  const listed = items.map(({ edition, eid, score }, i) => ({
    edition,
    eid,
    score,
    ranks: { words: page.offset + i + 1 },
  }))
  const all = page.offset === 0 ? await withCited(store, input, listed) : listed
  return { items: all.slice(0, page.limit), total: Math.max(total, all.length), whole: true, meaning }
}

/** The articles that the question cites by number before all others. */
async function withCited(store: Store, { text, recipe, at }: RankInput, listed: readonly Fused[]) {
  const cited = recipe.exact ? await citedArticles(store, text, at === 'all' ? undefined : at) : []
  const first = cited.map((ref) => ({
    ...(listed.find((f) => refKey(f) === refKey(ref)) ?? { ...ref, score: 0, ranks: {} }),
    exact: true as const,
  }))
  const keys = new Set(cited.map(refKey))
  return [...first, ...listed.filter((f) => !keys.has(refKey(f)))]
}
