import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../test/fixtures/read/blocks.ts'
import { contentsOf } from './contents.ts'

/** `title page` of each entry, by the reading of one line. */
const entries = (text: string) => contentsOf(blocksOf(text).blocks).map((e) => [e.readings[0]?.title, e.page])

describe('entries with pages', () => {
  test.each([
    [
      'dots',
      '目录\n养犬管理条例·······3\n关于条例的说明......12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'an ellipsis',
      '目录\n养犬管理条例……3\n关于条例的说明…………12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'spaced dots of a scan',
      '目录\n养犬管理条例 . . . . 3\n关于条例的说明 · · · · 12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'lines',
      '目录\n养犬管理条例______3\n关于条例的说明————12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'pages in brackets',
      '目录\n养犬管理条例……（3）\n关于条例的说明……(12)',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'brackets alone',
      '目录\n养犬管理条例（3）\n关于条例的说明 (12)',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'authors between dots and page',
      '目录\n关于条例的说明……周平（5）\n关于预算的报告……李　勇（8）',
      [
        ['关于条例的说明', 5],
        ['关于预算的报告', 8],
      ],
    ],
    [
      'blanks',
      '目录\n养犬管理条例　　3\n关于条例的说明\t12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'a slash',
      '目录\n养犬管理条例 /3\n关于条例的说明/12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'full-width digits',
      '目录\n养犬管理条例……３\n关于条例的说明……１２',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'numbered',
      '目录\n1.养犬管理条例……3\n2、关于条例的说明……12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
    [
      'two columns that were flattened',
      '目录\n养犬管理条例 (3) 关于条例的说明 (12)\n会议议程 (15) 会议纪要 (16)',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
        ['会议议程', 15],
        ['会议纪要', 16],
      ],
    ],
    [
      'headings of sections are none',
      '目录\n★重要文件\n养犬管理条例……3\n【任免】\n任免名单……12',
      [
        ['养犬管理条例', 3],
        ['任免名单', 12],
      ],
    ],
    [
      'without the word 目录, dots are enough',
      '养犬管理条例……3\n关于条例的说明……12',
      [
        ['养犬管理条例', 3],
        ['关于条例的说明', 12],
      ],
    ],
  ])('%s', (_, text, expected) => expect(entries(text)).toEqual(expected))

  test('a title of several lines: what it takes is for the body to tell', () => {
    const [, entry] = contentsOf(blocksOf('目录\n养犬管理条例……3\n澜溪市人民代表大会\n关于养犬管理的\n决定……12').blocks)
    expect(entry?.readings.map((r) => r.title)).toEqual([
      '决定',
      '关于养犬管理的 决定',
      '澜溪市人民代表大会 关于养犬管理的 决定',
    ])
  })

  test('the page stands alone below its title', () => {
    const [, entry] = contentsOf(blocksOf('目录\n养犬管理条例……3\n关于条例的说明\n……12').blocks)
    expect(entry?.readings.map((r) => r.title)).toEqual(['关于条例的说明'])
  })

  test('an own number begins the entry: lines above are of another', () => {
    const [, entry] = contentsOf(blocksOf('目录\n1.养犬管理条例……3\n重要文件\n2.关于条例的说明……12').blocks)
    expect(entry?.readings.map((r) => r.title)).toEqual(['关于条例的说明'])
  })
})

describe('entries without pages', () => {
  test.each([
    [
      'up to where the first title stands again',
      '目录\n养犬管理条例\n关于条例的说明\n养犬管理条例\n第一条　甲。',
      ['养犬管理条例', '关于条例的说明'],
    ],
    [
      'there in two lines',
      '目录\n澜溪市养犬管理条例\n关于条例的说明\n澜溪市\n养犬管理条例\n第一条　甲。',
      ['澜溪市养犬管理条例', '关于条例的说明'],
    ],
    [
      'with headings of sections between',
      '目录\n★法规\n养犬管理条例\n★文件\n关于条例的说明\n养犬管理条例\n第一条　甲。',
      ['养犬管理条例', '关于条例的说明'],
    ],
  ])('%s', (_, text, expected) => expect(entries(text).map(([title]) => title)).toEqual(expected))
})

describe('no contents', () => {
  test.each([
    ['a text', '养犬管理条例\n第一条　甲。'],
    ['the chapters of one law', '目录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　甲。'],
    ['one led line alone', '养犬管理条例\n姓名……3\n第一条　甲。'],
    ['amounts in brackets without 目录', '养犬管理条例\n罚款金额一览 (200)\n许可费用一览 (300)'],
    ['titles that don’t come again', '目录\n养犬管理条例\n关于条例的说明\n第一条　甲。'],
    ['sentences', '目录\n甲。乙……3\n丙；丁……12'],
  ])('%s', (_, text) => expect(entries(text)).toEqual([]))

  test('furniture of the page is none', () => {
    expect(entries('目录\n~ 公报……1\n养犬管理条例……3\n~ 公报……2\n关于条例的说明……12')).toHaveLength(2)
  })
})
