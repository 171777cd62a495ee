/** A mean over questions with the interval that 95 % of resamples fall into. */
export interface Estimate {
  readonly mean: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 1_000
const SEED = 20261123

/**
 * The mean with its percentile bootstrap interval (Efron 1979): questions are drawn with replacement, as many as there are; of
 * 1,000 such means the interval leaves out the 25 lowest and the 25 highest. The same values give the same interval.
 * Throws a RangeError for no values.
 */
export function estimate(values: readonly number[]): Estimate {
  if (values.length === 0) throw new RangeError('no values to draw from')
  const next = random(SEED)
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(next() * values.length)] as number
    return sum / values.length
  }).sort()
  const outside = Math.round(RESAMPLES * 0.025)
  return {
    mean: values.reduce((a, b) => a + b, 0) / values.length,
    low: means[outside] as number,
    high: means[RESAMPLES - 1 - outside] as number,
  }
}

/** Of the differences a - b on the same questions: a difference is told from chance where its interval does not hold 0. */
export function paired(a: readonly number[], b: readonly number[]): Estimate {
  if (a.length !== b.length) throw new RangeError('pairs are of the same questions')
  return estimate(a.map((value, i) => value - (b[i] as number)))
}

/** mulberry32: numbers from 0 up to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
