import { describe, expect, test } from 'vitest'
import type { Citation } from '../graph/model.ts'
import { printedRanges, type Range, spotsIn, spotsWithin } from './places.ts'

/** A source, and the ranges of it that are printed. */
function printed(source: string, ...parts: string[]): { ranges: Range[]; text: string } {
  let at = 0
  const ranges = parts.map((part): Range => {
    const start = source.indexOf(part, at)
    at = start + part.length
    return [start, at]
  })
  return { ranges, text: parts.join('') }
}

describe('printedRanges', () => {
  test.each([
    ['one piece', '第三条 依照第八条处理。', ['依照第八条处理。'], '第八条', ['第八条']],
    // furniture in mid-citation has no place in print: what it parts is whole again
    [
      'a page break inside',
      '依照第三\f\n- 7 -\n十条处理',
      ['依照第三', '十条处理'],
      '第三\f\n- 7 -\n十条',
      ['第三十条'],
    ],
    ['three pages', '第\f十\f条', ['第', '十', '条'], '第\f十\f条', ['第十条']],
    ['only the head of it is printed', '依照第八条', ['依照第八'], '第八条', ['第八']],
    ['the whole text', '前款', ['前款'], '前款', ['前款']],
    ['none of it is printed', '第三条 依照', ['依照'], '第三条', []],
    // characters beyond the first plane count two, in the source as in print
    ['a rare character before it', '𠮷某依照第八条', ['某依照第八条'], '第八条', ['第八条']],
  ])('%s', (_, source, parts, cited, expected) => {
    const { ranges, text } = printed(source, ...parts)
    const start = source.indexOf(cited)
    const found = printedRanges(ranges, start, start + cited.length)
    expect(found.map(([from, to]) => text.slice(from, to))).toEqual(expected)
  })

  test('pieces that do not follow one another in print stay apart', () => {
    // a table read column by column: the second piece stands before the first in the source
    expect(
      printedRanges(
        [
          [10, 14],
          [0, 4],
          [14, 18],
        ],
        12,
        16,
      ),
    ).toEqual([
      [2, 4],
      [8, 10],
    ])
  })
})

describe('spotsIn', () => {
  const cite = (start: number, end: number, order = 1): Citation => ({
    type: 'citation',
    from: { document: 'd' },
    cited: {},
    text: '',
    start,
    end,
    relation: 'reference',
    status: 'resolved',
    rule: 'r',
    order,
  })

  test('the targets of a list share one spot, in their order', () => {
    const list = [cite(4, 10, 2), cite(4, 10, 1), cite(12, 14)]
    expect(spotsIn([[2, 20]], list)).toEqual([
      { start: 2, end: 8, citations: [list[1], list[0]] },
      { start: 10, end: 12, citations: [list[2]] },
    ])
  })

  test('a citation within another goes with it', () => {
    expect(spotsIn([[0, 20]], [cite(4, 6), cite(2, 10)])).toMatchObject([
      { start: 2, end: 10, citations: [{ start: 2 }, { start: 4 }] },
    ])
  })

  test('a line has the spots that stand in it, and the part of one that a line break cuts', () => {
    const spots = spotsIn([[0, 20]], [cite(2, 4), cite(8, 12)])
    expect(spotsWithin(spots, 0, 10)).toMatchObject([
      { start: 2, end: 4 },
      { start: 8, end: 10 },
    ])
    expect(spotsWithin(spots, 10, 20)).toMatchObject([{ start: 0, end: 2 }])
  })
})
