import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EidStep } from '../names/eid.ts'
import { findInDocument, parseReference, printReference } from './index.ts'

/** Pieces of citation text, whole and broken. */
const PIECES = [
  '第一条',
  '第',
  '条',
  '第二款',
  '第（三）项',
  '（',
  '）',
  '、',
  '和',
  '至',
  '前款',
  '前两款',
  '前条',
  '本条',
  '本章',
  '本法',
  '本条例',
  '同法',
  '该条例',
  '《',
  '》',
  '〈',
  '〉',
  '《甲法》',
  '刑法',
  '公司法的规定',
  '（以下简称《甲》）',
  '之一',
  '“',
  '”',
  '修改为：',
  '根据',
  '，制定本条例',
  '同时废止',
  '违反',
  '\n',
  ' ',
  '第一、二、四项',
  '第（一）至（三）项',
  '分则',
  '，',
  '。',
  '草案',
] as const

const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })), { maxLength: 40 })
  .map((p) => p.join(''))
const unit = fc.record(
  { text, eid: fc.constantFrom('art_3', 'art_3__para_2', 'art_3__para_2__item_4', 'chp_2', 'nonsense') },
  { requiredKeys: ['text'] },
)

describe('whatever is joined, nested or mutated', () => {
  test('spans lie within the text, in order, and their text is theirs', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 6 }), fc.option(text, { nil: undefined }), (units, title) => {
        let last = { unit: 0, end: 0 }
        for (const c of findInDocument(units, title === undefined ? {} : { title })) {
          const source = units[c.unit]?.text ?? ''
          expect(c.start).toBeLessThan(c.end)
          expect(source.slice(c.start, c.end)).toBe(c.text)
          if (c.unit === last.unit) expect(c.start).toBeGreaterThanOrEqual(last.end)
          for (const eid of c.targets) expect(eid).toMatch(/^[a-z]+_\d+(-\d+)?(__[a-z]+_\d+(-\d+)?)*$/)
          last = { unit: c.unit, end: c.end }
        }
      }),
      { numRuns: 600 },
    )
  })
})

const number = fc.integer({ min: 1, max: 9999 })
const steps: fc.Arbitrary<EidStep[]> = fc.oneof(
  fc.constant<EidStep[]>([]),
  fc
    .record({
      article: number,
      sub: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      inner: fc.subarray(['paragraph', 'item', 'subitem'] as const),
      n: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 3, maxLength: 3 }),
    })
    .map(({ article, sub, inner, n }) => [
      { kind: 'article' as const, number: article, ...(sub === undefined ? {} : { sub }) },
      ...inner
        .filter((k, i) => k !== 'subitem' || inner[i - 1] === 'item')
        .map((kind, i) => ({ kind, number: n[i] ?? 1 })),
    ]),
  fc
    .record({ kinds: fc.subarray(['part', 'subpart', 'chapter', 'section'] as const, { minLength: 1 }), n: number })
    .map(({ kinds, n }) => kinds.map((kind) => ({ kind, number: n }))),
)
const name = fc.constantFrom(
  '中华人民共和国刑法',
  '某市公园条例',
  '关于〈水法〉第三条的解释',
  '民法典',
  '某办法（试行）',
)

test('parsing a printed reference gives it back', () => {
  fc.assert(
    fc.property(name, steps, (law, to) => {
      expect(parseReference(printReference(law, to))).toMatchObject({ name: law, steps: to })
    }),
    { numRuns: 500 },
  )
})

test('reading a printed reference in running text finds it', () => {
  fc.assert(
    fc.property(steps, (to) => {
      const printed = printReference('某市公园条例', to)
      const found = findInDocument([{ text: `违反${printed}规定的` }])
      expect(found.map((c) => c.text)).toEqual([printed])
    }),
    { numRuns: 300 },
  )
})

describe('hostile lines take time in proportion to their length', () => {
  test.each([
    '第',
    '《',
    '》',
    '前',
    '本',
    '第一条、',
    '第一、',
    '第一款、',
    '前款第（一）项、',
    '《甲法》',
    '刑法',
    '第（',
    '“',
    '同法',
    '本章',
    '第一条至第九千条',
    '第一条之一、',
    '《甲》（以下简称《乙》）',
    'A法第三条',
    '根据《甲法》',
  ])('%s', (piece) => {
    const time = (length: number) => {
      const line = piece.repeat(Math.ceil(length / piece.length))
      const before = process.cpuUsage()
      findInDocument([{ text: line }, { eid: 'art_3__para_2', text: line }])
      return process.cpuUsage(before).user / 1000
    }
    time(5_000)
    const [short, long] = [Math.min(time(20_000), time(20_000)), Math.min(time(160_000), time(160_000))]
    // eight times the text; a quadratic reading would take 64 times as long. Processor time, so that a busy machine says nothing.
    expect(long).toBeLessThan(short * 40 + 100)
  })
})
