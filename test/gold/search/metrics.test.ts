import { describe, expect, test } from 'vitest'
import { estimate, paired } from './bootstrap.ts'
import { lossOf } from './loss.ts'
import { FIGURES, type FigureName, type GoldRanks } from './metrics.ts'
import type { Question } from './questions.ts'
import { strataOf } from './strata.ts'

/** 1 / log2(rank + 1), by hand. */
const [FIRST, SECOND, THIRD, TENTH] = [1, 0.63093, 0.5, 0.28906]

describe('figures of one question', () => {
  test.each<readonly [string, GoldRanks, Readonly<Record<FigureName, number>>]>([
    ['one article, first', [1], { 'R@5': 1, 'R@10': 1, 'R@100': 1, 'MRR@10': 1, 'nDCG@10': 1 }],
    ['one article, third', [3], { 'R@5': 1, 'R@10': 1, 'R@100': 1, 'MRR@10': 1 / 3, 'nDCG@10': THIRD }],
    ['the last place that counts', [10], { 'R@5': 0, 'R@10': 1, 'R@100': 1, 'MRR@10': 0.1, 'nDCG@10': TENTH }],
    ['just behind it', [11], { 'R@5': 0, 'R@10': 0, 'R@100': 1, 'MRR@10': 0, 'nDCG@10': 0 }],
    ['not found', [null], { 'R@5': 0, 'R@10': 0, 'R@100': 0, 'MRR@10': 0, 'nDCG@10': 0 }],
    // the order of gold does not matter; the first that is found counts for MRR
    [
      'two of three',
      [3, null, 2],
      {
        'R@5': 2 / 3,
        'R@10': 2 / 3,
        'R@100': 2 / 3,
        'MRR@10': 1 / 2,
        'nDCG@10': (SECOND + THIRD) / (FIRST + SECOND + THIRD),
      },
    ],
    // more gold than places: recall can't be whole, nDCG can
    [
      'twelve, the first twelve',
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      { 'R@5': 5 / 12, 'R@10': 10 / 12, 'R@100': 1, 'MRR@10': 1, 'nDCG@10': 1 },
    ],
  ])('%s', (_, ranks, expected) => {
    for (const [name, value] of Object.entries(expected)) {
      expect(FIGURES[name as FigureName](ranks), name).toBeCloseTo(value, 4)
    }
  })
})

describe('bootstrap', () => {
  const values = Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? 1 : 0))

  test('the same values give the same interval, around their mean', () => {
    const once = estimate(values)
    expect(estimate([...values])).toEqual(once)
    expect(once.mean).toBe(0.25)
    // normal approximation: .25 ± 1.96 · √(.25 · .75 / 100)
    expect(once.low).toBeCloseTo(0.165, 1)
    expect(once.high).toBeCloseTo(0.335, 1)
    expect(once.low).toBeLessThan(0.25)
    expect(once.high).toBeGreaterThan(0.25)
  })

  test('what never differs has no width', () => {
    expect(estimate([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5 })
    expect(paired([1, 0, 1], [0, -1, 0])).toEqual({ mean: 1, low: 1, high: 1 })
  })

  test('pairs are narrower than two sets that vary in the same way', () => {
    const better = values.map((v, i) => (i === 1 ? 1 : v))
    const { mean, low, high } = paired(better, values)
    expect(mean).toBeCloseTo(0.01)
    expect(low).toBe(0)
    expect(high).toBeLessThan(0.05)
  })

  test('nothing to draw from, and pairs of unlike length, are refused', () => {
    expect(() => estimate([])).toThrow(RangeError)
    expect(() => paired([1], [1, 0])).toThrow(RangeError)
  })
})

describe('what an approximate search loses', () => {
  // one number each: 20 articles, of which the first two are equally near
  const refs = Array.from({ length: 20 }, (_, i) => ({ edition: '某法@undated', eid: `art_${i}` }))
  const all = {
    dimension: 1,
    numbers: Float32Array.from({ length: 20 }, (_, i) => (i < 2 ? 1 : 1 - i / 100)),
    placeOf: new Map(refs.map((ref, i) => [`${ref.edition}#${ref.eid}`, i])),
    exact: 20,
  }
  const finding = (places: readonly number[]) => ({
    rankByMeaning: async () => ({
      items: places.flatMap((i) => refs.slice(i, i + 1).map((ref) => ({ ...ref, score: 0 }))),
      total: places.length,
    }),
  })
  const upTo = (n: number, from = 0) => Array.from({ length: n - from }, (_, i) => i + from)

  test.each<readonly [string, readonly number[], number, number]>([
    ['everything', upTo(20), 1, 1],
    ['equal ones in another order', [1, 0, ...upTo(20, 2)], 1, 1],
    ['the tenth is missing', [...upTo(9), ...upTo(20, 10)], 0.9, 0.95],
    ['nothing', [], 0, 0],
  ])('%s', async (_, places, of10, of100) => {
    const loss = await lossOf(finding(places), all, [Float32Array.of(1)])
    expect(loss).toEqual({ questions: 1, vectors: 20, exact: 20, of10, of100 })
  })
})

describe('strata', () => {
  const question = (written: string, answers: readonly string[], rest: Partial<Question> = {}): Question => ({
    id: written,
    text: written,
    written,
    gold: answers,
    answers,
    ...rest,
  })
  const training = { questions: new Set(['学过的']), answers: new Set(['甲法#art_1']) }
  const names = (questions: readonly Question[]) =>
    strataOf(questions, training).map(({ name, members }) => `${name} ${members.join(' ')}`)

  test('held out, and whether an answer was learned', () => {
    const questions = [
      question('学过的', ['甲法#art_1']),
      question('一个学过', ['甲法#art_1', '甲法#art_2']), // one of its answers is enough
      question('没有学过', ['乙法#art_1']), // the same number in another law
      question('学过的', ['乙法#art_9']), // what was asked in training is not held out, whatever answers it
    ]
    expect(names(questions)).toEqual(['all 0 1 2 3', 'held out 1 2', 'answers seen 1', 'answers unseen 2'])
  })

  test('a part that is all or none is left out', () => {
    const questions = [
      question('甲地', ['丙条例#art_1'], { placeNamed: true }),
      question('某地', ['丙条例#art_2'], { placeNamed: false }),
    ]
    expect(names(questions)).toEqual(['all 0 1', 'place named 0', 'place not named 1'])
  })
})
