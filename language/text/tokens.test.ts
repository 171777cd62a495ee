import { expect, test } from 'vitest'
import { countTokens, indexTokens, matchRanges, queryTerms } from './tokens.ts'

test.each([
  ['a run gives its bigrams and its last character', '拖欠工资', '拖欠 欠工 工资 资'],
  ['punctuation and spaces end a run', '拖欠，工 资', '拖欠 欠 工 资'],
  ['words are whole, lower case, half width', 'ＧＢ/T 12345热线', 'gb t 12345 热线 线'],
  ['full-width digits', '第１２条', '第 12 条'],
  ['〇 is a character like the others', '二〇二四', '二〇 〇二 二四 四'],
  ['beyond the basic plane', '𠀀𠀁丙', '𠀀𠀁 𠀁丙 丙'],
  ['traditional characters stay', '勞動法', '勞動 動法 法'],
  ['letters of other scripts', 'Ωmega кг', 'ωmega кг'],
  ['nothing to look up', '，。！😀"*%\0\ud800', ''],
  ['a word without end is cut', 'x'.repeat(1000), 'x'.repeat(40)],
])('tokens: %s', (_why, text, expected) => {
  expect(indexTokens(text).trim()).toBe(expected)
})

test.each([
  ['each term once, in order', '工资工资 abc ABC', 10, ['工资', '资工', 'abc']],
  ['a lone character is a prefix', '税 减免', 10, ['税*', '减免']],
  ['the last of a run is in its bigram', '减免税', 10, ['减免', '免税']],
  ['no more than asked for', '一二三四五', 2, ['一二', '二三']],
])('terms: %s', (_why, text, limit, expected) => {
  expect(queryTerms(text, limit).map((t) => (t.prefix ? `${t.token}*` : t.token))).toEqual(expected)
})

test.each([
  ['overlapping bigrams are one range', '不得拖欠工资。', '拖欠工资', 10, ['拖欠工资']],
  ['a lone character, also at the end of a run', '免税，税款，纳税', '税', 10, ['税', '税', '税']],
  ['full width in the text', '由ＡＢＣ受理', 'abc', 10, ['ＡＢＣ']],
  ['the longest where there are too many', '工资。拖欠工资。工资', '拖欠工资', 1, ['拖欠工资']],
])('matches: %s', (_why, text, question, limit, expected) => {
  const ranges = matchRanges(text, queryTerms(question, 10), limit)
  expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(expected)
})

test('counts tokens', () => {
  expect(
    countTokens(
      '工资，工资',
      new Map([
        ['工资', 0],
        ['拖欠', 1],
      ]),
    ),
  ).toEqual({ counts: [2, 0], length: 4 })
})
