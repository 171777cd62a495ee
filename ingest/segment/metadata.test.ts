import { describe, expect, test } from 'vitest'
import { metadataLookup, metadataRow } from './metadata.ts'

describe('a line of the side file', () => {
  test.each([
    [{ title: ' 澜溪市养犬管理条例 ' }, { title: '澜溪市养犬管理条例', expired: false }], // only the title is required
    [
      { title: '甲', level: '地方性法规' },
      { title: '甲', level: 'local_regulation', expired: false },
    ],
    [
      { title: '甲', level: '内部文件' },
      { title: '甲', expired: false },
    ], // a rank that nobody knows
    [
      { title: '甲', published: '2023/7/27', valid_from: '2023.10.01' },
      { title: '甲', published: '2023-07-27', valid_from: '2023-10-01', expired: false },
    ],
    [
      { title: '甲', published: '2023年' },
      { title: '甲', expired: false },
    ], // not a day
    [
      { title: '甲', expired: '是' },
      { title: '甲', expired: true },
    ],
    [
      { title: '甲', expired: 'TRUE' },
      { title: '甲', expired: true },
    ],
    [
      { title: '甲', expired: '0' },
      { title: '甲', expired: false },
    ],
    [
      { title: '甲', filename: '甲_2023' },
      { title: '甲', filename: '甲_2023', expired: false },
    ],
    [{ title: '  ' }, undefined],
    [{ level: '法律' }, undefined],
  ])('%j', (cells, row) => expect(metadataRow(cells as unknown as Record<string, string>)).toEqual(row))
})

describe('the row of a file', () => {
  const rows = [
    { title: '甲法', published: '2010-01-01' },
    { title: '甲法', published: '2020-01-01' },
    { title: '乙法' },
    { title: '丙法', published: '2015-01-01' },
    { title: '丁法', filename: 'ding-2019', published: '2019-01-01' },
    { title: '丁法', filename: 'ding-2024', published: '2024-01-01' },
    { title: '戊法', filename: 'wu' },
    { title: '戊法（旧）', filename: 'wu' },
    { title: '中华人民共和国己法' },
    { title: '庚法' },
    { title: '庚法' },
  ].map((row) => ({ expired: false, ...row }))
  const find = metadataLookup(rows)

  test.each([
    // title, file, date in its name, days that its header tells of → place in the table above
    ['丁法', 'ding-2019.md', undefined, [], 4], // the row names the file
    ['写错的名字', 'ding-2024.docx', undefined, [], 5], // and that counts more than the title
    ['甲法', '甲法(2020-01-01).md', '2020-01-01', [], 1], // the day in the name of the file
    ['甲法', '甲法.md', undefined, ['2009-12-20', '2010-01-01'], 0], // a day that the header tells of
    ['甲法', '甲法.md', undefined, ['2010-01-01', '2020-01-01'], 1], // an amended text tells of both: it is the newest
    ['乙法', '乙法.md', undefined, [], 2], // the only one of its title
    ['乙法', '乙法(2021-01-01).md', '2021-01-01', [], 2], // it has no day to differ by
    ['丙法', '丙法.md', undefined, [], 3],
    ['乙 法', '别名.md', undefined, [], 2], // white space doesn't count
    ['己法', '己法.md', undefined, [], 8], // with or without the state
    ['第一行', '乙法.md', undefined, [], 2], // no title was found: the name of the file is one
    ['第一行', '乙法(2021-01-01).md', '2021-01-01', [], 2],
  ] as const)('%s in %s (%s; %j) is row %i', (title, file, date, days, row) =>
    expect(find(title, file, date, days)).toBe(rows[row]),
  )

  test.each([
    ['甲法', '甲法.md', undefined, []], // two rows, and nothing tells which
    ['甲法', '甲法.md', undefined, ['2005-01-01']], // a day of neither
    ['甲法', '甲法(2015-01-01).md', '2015-01-01', []],
    ['甲法', '甲法(2015-01-01).md', '2015-01-01', ['2010-01-01']], // another edition, whose header tells of an earlier one
    ['丙法', '丙法(2021-01-01).md', '2021-01-01', []], // the row is of another day
    ['戊法（新）', 'wu.md', undefined, []], // two rows name the file
    ['庚法', '庚法.md', undefined, []], // two rows alike
    ['辛法', '辛法.md', undefined, []], // no row
    ['甲法', '', undefined, []],
  ] as const)('none for %s in %s (%s; %j)', (title, file, date, days) =>
    expect(find(title, file, date, days)).toBeUndefined(),
  )
})
