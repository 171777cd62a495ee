import type { ArticleRef, Store } from '../../../graph/store.ts'
import type { Asker } from '../../../query/search/meaning.ts'
import { rank } from '../../../query/search/rank.ts'
import type { Recipe } from '../../../query/search/recipes.ts'
import type { GoldRanks } from './metrics.ts'
import type { Progress } from './progress.ts'
import { placeOf, type Question } from './questions.ts'

/** As far as gold is looked for. */
const DEPTH = 100
/** Of each question so many of the articles that were found are kept, to be shown. */
const SHOWN = 3

/** What a recipe makes of one question. */
export interface Outcome {
  /** In the order of `gold`. */
  readonly ranks: GoldRanks
  readonly first: readonly ArticleRef[]
  /** Cosine of the closest article. */
  readonly closest?: number
}

export interface Run {
  readonly store: Store
  readonly asker: Asker | undefined
  /** `all` where no edition has dates. */
  readonly at: 'all' | undefined
  readonly progress: Progress
}

export const usesMeaning = ({ lists }: Recipe): boolean => lists.some(({ by }) => by === 'meaning')

/** Each question in turn, through what a search of the product runs. Throws an Error where it would go by words alone unasked. */
export async function runRecipe(run: Run, recipe: Recipe, questions: readonly Question[]): Promise<Outcome[]> {
  const { store, asker, at, progress } = run
  const outcomes: Outcome[] = []
  for (const { text, gold } of questions) {
    const scope = at === undefined ? {} : { at }
    const ranked = await rank(store, asker, { text, recipe, page: { offset: 0, limit: DEPTH }, ...scope })
    if (usesMeaning(recipe) && ranked.meaning.state !== 'used') throw new Error('the store has no vectors of the model')
    const found = ranked.items.map(placeOf)
    outcomes.push({
      ranks: gold.map((place) => found.indexOf(place) + 1 || null),
      first: ranked.items.slice(0, SHOWN).map(({ edition, eid }) => ({ edition, eid })),
      ...(ranked.closest === undefined ? {} : { closest: ranked.closest.cosine }),
    })
    progress(outcomes.length, questions.length)
  }
  return outcomes
}

/** The same vector for the same question, whatever recipe asks: it is computed once. */
export function remembering(asker: Asker): Asker {
  const known = new Map<string, Promise<Float32Array>>()
  return {
    model: asker.model,
    embed(text, kind) {
      const key = `${kind} ${text}`
      const vector = known.get(key) ?? asker.embed(text, kind)
      known.set(key, vector)
      return vector
    },
  }
}
