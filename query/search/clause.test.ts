import { expect, test } from 'vitest'
import { clausesOf, closestClause } from './clause.ts'

test.each([
  ['用人单位不得拖欠工资。拖欠工资的，责令支付。', ['用人单位不得拖欠工资。', '拖欠工资的，责令支付。']],
  // items of a list, one a line; white space at the ends is no part of a clause
  [
    '有下列情形之一的：\n　（一）丢弃垃圾的；\n　（二）乱贴广告的。',
    ['有下列情形之一的：', '（一）丢弃垃圾的；', '（二）乱贴广告的。'],
  ],
  // what is shorter than a clause is none
  ['是的。禁止捕鸟、捕蛙。', ['禁止捕鸟、捕蛙。']],
  ['', []],
])('clauses of %j', (text, expected) => {
  expect(clausesOf(text).map(([start, end]) => text.slice(start, end))).toEqual(expected)
})

test('the clause that is closest; none for a text of one clause', async () => {
  const table: Record<string, number[]> = { '禁止捕鸟、捕蛙。': [1, 0], '拖欠工资的，责令支付。': [0, 1] }
  const asker = {
    model: { name: 'table', dimension: 2 },
    embed: async (text: string) => Float32Array.from(table[text] ?? [0, 0]),
  }
  const text = '禁止捕鸟、捕蛙。拖欠工资的，责令支付。'
  expect(await closestClause(asker, Float32Array.from([0.1, 0.9]), text)).toEqual([8, 19])
  expect(await closestClause(asker, Float32Array.from([1, 0]), '禁止捕鸟、捕蛙。')).toBeUndefined()
})
