import { expect, test } from 'vitest'
import { paragraphsOf } from './paragraphs.ts'

test.each([
  // a page number in mid-sentence
  [
    '为了推进我市民营经济健康发展，制定《条例》的主要依据有：《中共中央国\n\n- 12 -\n\f\n务院关于营造环境的意见》。',
    ['为了推进我市民营经济健康发展，制定《条例》的主要依据有：《中共中央国务院关于营造环境的意见》。'],
  ],
  // a title that is not closed goes on, however short the line
  ['主要依据有：《中共中央国\n务院关于营造环境的意见》。', ['主要依据有：《中共中央国务院关于营造环境的意见》。']],
  // a head has no marks in it: the line beneath is not its end
  [
    '关于《某市某条例》审议结果的报告的说明和补充\n主任、各位副主任：',
    ['关于《某市某条例》审议结果的报告的说明和补充', '主任、各位副主任：'],
  ],
  // printed lines: the first of a paragraph is indented, and one that fills its width can end a sentence
  [
    '　　会议审议了草案，认为草案符合上位法的精神，针对性比较强。\n建议提请会议审议。\n　　一、关于教育。',
    ['会议审议了草案，认为草案符合上位法的精神，针对性比较强。建议提请会议审议。', '一、关于教育。'],
  ],
  // numbers begin a paragraph, whatever comes before
  [
    '具体条款需完善充实的，有以下几个方面的内容\n一、建议第五条补充。',
    ['具体条款需完善充实的，有以下几个方面的内容', '一、建议第五条补充。'],
  ],
  // a list of names is a line each
  ['李 禾（女）\n王 某', ['李 禾（女）', '王 某']],
  [
    '某年某月，某某主持召开会议，研究有关工作，决定\n2024年1月5日',
    ['某年某月，某某主持召开会议，研究有关工作，决定', '2024年1月5日'],
  ],
])('%j', (text, expected) => {
  const found = paragraphsOf(text, 100)
  expect(found.map((p) => p.text)).toEqual(expected)
  for (const { text: joined, ranges } of found) {
    expect(ranges.map(([start, end]) => text.slice(start - 100, end - 100)).join('')).toBe(joined)
  }
})
