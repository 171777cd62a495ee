/** Cosines of one model; what is close to it is far to another. */
export interface Thresholds {
  /** A question whose closest article is further away has no answer by meaning. */
  readonly answer: number
  /** Articles that are further apart are not alike. */
  readonly alike: number
}

/**
 * By the beginning of a model's name. With famai-law-zh-1, 199 of 200 held-out questions of STARD have a closer article than
 * `answer`, and 4 of 60 questions that no law answers; docs/accuracy.md has the curve. Models that nobody has measured have none.
 */
const MEASURED: readonly { readonly model: string; readonly thresholds: Thresholds }[] = [
  { model: 'famai-law-zh-1 ', thresholds: { answer: 0.635, alike: 0.7 } },
]

export function thresholdsOf(model: string): Thresholds | undefined {
  return MEASURED.find((m) => model.startsWith(m.model))?.thresholds
}
