import { DEFAULT_RECIPE, type RecipeName } from '../../../query/search/recipes.ts'
import { type Estimate, estimate, paired } from './bootstrap.ts'
import type { Evaluation } from './evaluate.ts'
import { FIGURE_NAMES, FIGURES, type FigureName } from './metrics.ts'
import type { Stratum, StratumName } from './strata.ts'

/** What a recipe reaches on a stratum. */
export interface Row {
  readonly stratum: StratumName
  readonly questions: number
  readonly recipe: RecipeName
  readonly figures: Readonly<Record<FigureName, Estimate>>
  /** R@10 of this recipe less that of another one, on the same questions; absent for itself, and where that one was not run. */
  readonly against: Readonly<Partial<Record<RecipeName, Estimate>>>
}

/** Recipes that the others are measured against. */
export const BASELINES: readonly RecipeName[] = [...new Set<RecipeName>(['words', DEFAULT_RECIPE])]
const COMPARED: FigureName = 'R@10'

export function rowsOf(evaluation: Evaluation): Row[] {
  const recipes = Object.keys(evaluation.outcomes) as RecipeName[]
  return evaluation.strata.flatMap((stratum) =>
    recipes.map((recipe) => ({
      stratum: stratum.name,
      questions: stratum.members.length,
      recipe,
      figures: Object.fromEntries(
        FIGURE_NAMES.map((name) => [name, estimate(values(evaluation, stratum, recipe, name))]),
      ) as Record<FigureName, Estimate>,
      against: Object.fromEntries(
        BASELINES.filter((other) => other !== recipe && recipes.includes(other)).map((other) => [
          other,
          paired(values(evaluation, stratum, recipe, COMPARED), values(evaluation, stratum, other, COMPARED)),
        ]),
      ),
    })),
  )
}

function values({ outcomes }: Evaluation, { members }: Stratum, recipe: RecipeName, name: FigureName): number[] {
  return members.map((i) => FIGURES[name](outcomes[recipe]?.[i]?.ranks ?? [null]))
}
