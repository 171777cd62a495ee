/** What a list is ranked by. */
export type Ranker = 'words' | 'meaning'

/** How lists become one. Data: what is measured is what runs. */
export interface Recipe {
  /** Whether the articles that the question cites by number come first. */
  readonly exact: boolean
  /** The lists, each with its weight. */
  readonly lists: readonly { readonly by: Ranker; readonly weight: number }[]
  /** Articles taken from each list. */
  readonly depth: number
  /** The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): how little the first ranks stand out. */
  readonly k: number
}

const FUSED = { exact: true, depth: 100, k: 60 } as const

/** Figures of each: docs/accuracy.md, made by `npm run eval:search`. */
export const RECIPES = {
  words: { ...FUSED, lists: [{ by: 'words', weight: 1 }] },
  meaning: { ...FUSED, lists: [{ by: 'meaning', weight: 1 }] },
  hybrid: {
    ...FUSED,
    lists: [
      { by: 'words', weight: 1 },
      { by: 'meaning', weight: 10 },
    ],
  },
  /** Fusion without weights, for comparison. */
  even: {
    ...FUSED,
    lists: [
      { by: 'words', weight: 1 },
      { by: 'meaning', weight: 1 },
    ],
  },
} as const satisfies Record<string, Recipe>

export type RecipeName = keyof typeof RECIPES

/** What a search runs where nothing else is asked for. */
export const DEFAULT_RECIPE: RecipeName = 'hybrid'
