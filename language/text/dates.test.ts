import { describe, expect, test } from 'vitest'
import { allDays, firstDay } from './dates.ts'

test.each([
  ['2023年10月9日', '2023-10-09'],
  ['2023 年 10 月 9 日', '2023-10-09'], // spaces of a scan
  ['2 0 2 3年1 月2 日', '2023-01-02'], // spaced out
  ['二〇二三年十月九日', '2023-10-09'],
  ['二○二三年十月二十九日', '2023-10-29'], // the circle sign of typewriters
  ['二零二三年一月三十一日', '2023-01-31'],
  ['二ＯＯ三年五月一日', '2003-05-01'], // the letter O for the circle
  ['一九九九年十二月卅一日', '1999-12-31'], // contracted tens
  ['２０２３年１０月９日', '2023-10-09'],
  ['2024年2月29日', '2024-02-29'], // a leap year
  ['自2019年1月1日起施行，2018年5月1日公布', '2019-01-01'], // the first of several
  ['（2023年7月27日某市人大常委会通过）', '2023-07-27'],
])('%s is %s', (text, day) => expect(firstDay(text)).toBe(day))

test.each([
  ['2023年2月29日'], // no leap year
  ['1900年2月29日'], // nor that one
  ['2023年13月1日'],
  ['2023年4月31日'],
  ['2023年0月1日'],
  ['2023年10月'], // no day
  ['1023年10月9日'], // older than any such text
  ['2023-10-09'], // not as legal texts write it
  ['十月九日'],
  [''],
])('%j names no day', (text) => expect(firstDay(text)).toBeUndefined())

describe('all days of a text', () => {
  test('in order, with their places', () => {
    const text = '2023年7月27日通过　二〇二三年九月二十七日批准'
    expect(allDays(text).map(({ day, start, end }) => [day, text.slice(start, end)])).toEqual([
      ['2023-07-27', '2023年7月27日'],
      ['2023-09-27', '二〇二三年九月二十七日'],
    ])
  })

  test('what is no day is passed over, the next one is not', () => {
    expect(allDays('2023年2月30日；2023年3月1日').map((d) => d.day)).toEqual(['2023-03-01'])
  })

  test('a year that runs into other digits is read from its last four', () => {
    expect(allDays('第12号2023年3月1日').map((d) => d.day)).toEqual(['2023-03-01'])
  })
})
