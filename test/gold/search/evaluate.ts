import { DEFAULT_RECIPE, RECIPES, type RecipeName } from '../../../query/search/recipes.ts'
import { settle } from './gold.ts'
import { type Loss, lossOf } from './loss.ts'
import { progressOn } from './progress.ts'
import type { Question } from './questions.ts'
import { type Outcome, remembering, runRecipe, usesMeaning } from './run.ts'
import { embedAll, openSession, openVectors, type Session, type Sources, type Vectors } from './session.ts'
import { isHeldOut, type Stratum, strataOf } from './strata.ts'
import { allVectors, sameWeights } from './vectors.ts'
import { type Shown, worst } from './worst.ts'

export interface Wanted extends Sources {
  readonly recipes: readonly RecipeName[]
  /** The first so many questions. */
  readonly limit?: number
  /** Only questions that no training saw. */
  readonly unseenOnly: boolean
  /** So many of the worst questions are told. */
  readonly errors: number
}

export interface Evaluation {
  readonly set: string
  readonly unseenOnly: boolean
  /** In the store, all editions. */
  readonly articles: number
  /** Of the vectors; absent where no recipe asks for meaning. */
  readonly model?: string
  readonly questions: readonly Question[]
  readonly strata: readonly Stratum[]
  /** What tells held-out questions and seen answers: training questions and the articles that answer them. */
  readonly learned: { readonly questions: number; readonly answers: number }
  /** By recipe, in the order of the questions. */
  readonly outcomes: Readonly<Partial<Record<RecipeName, readonly Outcome[]>>>
  readonly loss?: Loss
  /** Gold articles that the store doesn't have: no search could find them. */
  readonly missing: readonly string[]
  readonly worst: readonly Shown[]
}

/** So many questions are enough to tell what the scan loses. */
const CHECKED = 200
/** So many articles are embedded anew to tell whether the vectors are of this model. */
const SAMPLE = 5

/** Runs the recipes over the questions. Errors: those of the store, the model and the files. */
export async function evaluate(wanted: Wanted): Promise<Evaluation> {
  const session = await openSession(wanted)
  let vectors: Vectors | undefined
  try {
    if (wanted.recipes.some((name) => usesMeaning(RECIPES[name]))) {
      vectors = await openVectors(wanted)
      await embedAll(session, vectors)
    }
    return await measured(wanted, session, vectors)
  } finally {
    await vectors?.embedder.close()
    vectors?.cache.close()
    await session.store.close()
  }
}

async function measured(wanted: Wanted, session: Session, vectors: Vectors | undefined): Promise<Evaluation> {
  const { store, at, set, training } = session
  const chosen = session.questions.filter((q) => !wanted.unseenOnly || isHeldOut(q, training)).slice(0, wanted.limit)
  if (chosen.length === 0) throw new Error('no question is left to ask')
  const { questions: asked, missing } = await settle(store, chosen)
  const asker = vectors && remembering(vectors.embedder)
  const loss = vectors && asker && (await lossOn(session, vectors, await vectorsOf(asked.slice(0, CHECKED), asker)))
  const outcomes: Partial<Record<RecipeName, readonly Outcome[]>> = {}
  for (const name of wanted.recipes) {
    outcomes[name] = await runRecipe({ store, asker, at, progress: progressOn(name) }, RECIPES[name], asked)
  }
  const shown = outcomes[DEFAULT_RECIPE] ?? outcomes[wanted.recipes.at(-1) ?? DEFAULT_RECIPE] ?? []
  return {
    set,
    unseenOnly: wanted.unseenOnly,
    articles: (await store.counts()).articles,
    ...(vectors ? { model: vectors.embedder.model.name } : {}),
    questions: asked,
    strata: strataOf(asked, training, wanted.unseenOnly ? 'held out' : 'all'),
    learned: { questions: training.questions.size, answers: training.answers.size },
    outcomes,
    ...(loss ? { loss } : {}),
    missing,
    worst: await worst(store, asked, shown, wanted.errors),
  }
}

async function vectorsOf(
  questions: readonly Question[],
  asker: ReturnType<typeof remembering>,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (const { text } of questions) vectors.push(await asker.embed(text, 'query'))
  return vectors
}

async function lossOn({ store }: Session, { embedder, cache }: Vectors, asked: readonly Float32Array[]): Promise<Loss> {
  const [first] = asked
  const sample = first ? (await store.rankByMeaning({ vector: first, limit: SAMPLE, at: 'all' })).items : []
  await sameWeights(store, embedder, sample)
  return lossOf(store, await allVectors(store, embedder, cache), asked)
}
