import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../graph/model.ts'
import { decreeNumber, historyOf, isHistoryLine, metaLine, withChanges } from './header.ts'

/** `event day by` */
const told = (entries: readonly HistoryEntry[]) => entries.map((h) => `${h.event} ${h.date}${h.by ? ` ${h.by}` : ''}`)

describe('adoption lines', () => {
  test.each([
    [
      'passed by the city, approved by the province',
      '（2023年7月27日澜溪市第五届人民代表大会常务委员会第十四次会议通过　2023年9月27日云岭省第十四届人民代表大会常务委员会第五次会议批准）',
      [
        'adopted 2023-07-27 澜溪市第五届人民代表大会常务委员会第十四次会议',
        'approved 2023-09-27 云岭省第十四届人民代表大会常务委员会第五次会议',
      ],
    ],
    [
      'half-width brackets, spaces of a scan',
      '( 2023 年 7 月 27 日 澜溪市人民代表大会 通过 )',
      ['adopted 2023-07-27 澜溪市人民代表大会'],
    ],
    ['Chinese digits', '（二〇二三年七月二十七日澜溪市人民代表大会通过）', ['adopted 2023-07-27 澜溪市人民代表大会']],
    [
      '审议通过',
      '（2023年7月27日澜溪市人民政府第三次常务会议审议通过）',
      ['adopted 2023-07-27 澜溪市人民政府第三次常务会议'],
    ],
    ['a decree', '（2019年3月1日云岭省人民政府令第310号公布）', ['promulgated 2019-03-01 云岭省人民政府']],
    [
      'a decree without a verb',
      '（2012年12月7日中华人民共和国国务院令第628号）',
      ['promulgated 2012-12-07 中华人民共和国国务院'],
    ],
    [
      '发布 and 施行 in one',
      '（1998年5月1日澜溪市人民政府发布施行）',
      ['promulgated 1998-05-01 澜溪市人民政府', 'effective 1998-05-01 澜溪市人民政府'],
    ],
    [
      'the day of effect at the end',
      '（2023年7月27日澜溪市人民代表大会通过　自2023年10月1日起施行）',
      ['adopted 2023-07-27 澜溪市人民代表大会', 'effective 2023-10-01'],
    ],
    [
      'revised',
      '（2001年3月1日澜溪市人民代表大会通过　2023年7月27日澜溪市人民代表大会修订）',
      ['adopted 2001-03-01 澜溪市人民代表大会', 'revised 2023-07-27 澜溪市人民代表大会'],
    ],
    [
      '修订通过',
      '（2001年3月1日甲市人民代表大会通过　2023年7月27日甲市人民代表大会修订通过）',
      ['adopted 2001-03-01 甲市人民代表大会', 'revised 2023-07-27 甲市人民代表大会'],
    ],
    [
      'amended once: the passing of the decision is part of the change',
      '（2001年3月1日甲市人民代表大会通过　根据2015年6月2日甲市人民代表大会常务委员会第九次会议《关于修改〈甲市养犬规定〉的决定》修正）',
      ['adopted 2001-03-01 甲市人民代表大会', 'amended 2015-06-02 甲市人民代表大会常务委员会第九次会议'],
    ],
    [
      'a change that was passed and approved counts from the approval',
      '（根据2015年6月2日甲市人民代表大会常务委员会通过　2015年7月30日云岭省人民代表大会常务委员会批准的《关于修改〈甲市养犬规定〉的决定》修正）',
      ['amended 2015-07-30 云岭省人民代表大会常务委员会'],
    ],
    [
      'amended twice',
      '（2001年3月1日甲市人民代表大会通过　根据2010年5月4日甲市人民代表大会《关于修改部分法规的决定》第一次修正　根据2015年6月2日甲市人民代表大会《关于修改部分法规的决定》第二次修正）',
      [
        'adopted 2001-03-01 甲市人民代表大会',
        'amended 2010-05-04 甲市人民代表大会',
        'amended 2015-06-02 甲市人民代表大会',
      ],
    ],
    [
      'amendments to a code',
      '（1979年7月1日甲会议通过　根据1999年12月25日乙会议通过的《月球法修正案》修正）',
      ['adopted 1979-07-01 甲会议', 'amended 1999-12-25 乙会议'],
    ],
    [
      'repealed',
      '（2001年3月1日甲市人民政府公布　2020年1月1日甲市人民政府令第5号废止）',
      ['promulgated 2001-03-01 甲市人民政府', 'repealed 2020-01-01 甲市人民政府'],
    ],
  ])('%s', (_, text, expected) => expect(told(historyOf(text))).toEqual(expected))
})

describe('announcements', () => {
  test.each([
    [
      'the body stands before the day',
      '《甲市养犬规定》已由澜溪市第五届人民代表大会常务委员会第十四次会议于2023年7月27日通过，现予公布，自2023年10月1日起施行。',
      ['adopted 2023-07-27 澜溪市第五届人民代表大会常务委员会第十四次会议', 'effective 2023-10-01'],
    ],
    [
      'the body stands behind it',
      '《甲市养犬规定》已经2023年7月27日澜溪市人民政府第三次常务会议通过，现予公布。',
      ['adopted 2023-07-27 澜溪市人民政府第三次常务会议'],
    ],
    [
      'passed and approved',
      '《甲市养犬规定》由甲市人民代表大会常务委员会于2023年7月27日通过，经云岭省人民代表大会常务委员会于2023年9月27日批准，现予公布。',
      ['adopted 2023-07-27 甲市人民代表大会常务委员会', 'approved 2023-09-27 云岭省人民代表大会常务委员会'],
    ],
  ])('%s', (_, text, expected) => expect(told(historyOf(text))).toEqual(expected))
})

describe('days that are no history', () => {
  test.each([
    ['在2023年7月27日前办理登记。'],
    ['根据2023年7月27日的通知'],
    ['2023年7月27日'],
    ['为了规范管理，制定本办法。'],
    ['（2023年2月30日甲市人民代表大会通过）'], // there is no such day
  ])('%s', (text) => expect(historyOf(text)).toEqual([]))
})

describe('lines that only tell of history', () => {
  test.each([
    ['（2023年7月27日澜溪市人民代表大会通过）', true],
    ['2023年7月27日澜溪市人民代表大会通过', true],
    ['根据2015年6月2日甲市人民代表大会《关于修改部分法规的决定》修正', true],
    ['（2023年7月27日澜溪市人民代表大会通过。）', true], // a full stop within the bracket
    ['本条例自2023年10月1日起施行。', false], // an article
    ['2023年7月27日，甲市人民代表大会通过决定。会议指出：', false], // a sentence of minutes goes on
    ['2023年7月27日', false],
    [`（2023年7月27日甲市人民代表大会通过）${'。'.repeat(2000)}`, false], // a book
  ])('%s: %s', (text, is) => expect(isHistoryLine(text)).toBe(is))
})

describe('a text adopted once more is a change', () => {
  const entry = (event: HistoryEntry['event'], date: string): HistoryEntry => ({ event, date, text: '' })
  test.each([
    ['adopted twice', [entry('adopted', '2014-01-01'), entry('adopted', '2022-01-01')], ['adopted', 'revised']],
    ['in any order', [entry('adopted', '2022-01-01'), entry('adopted', '2014-01-01')], ['adopted', 'adopted']],
    ['two bodies on one day', [entry('adopted', '2022-01-01'), entry('adopted', '2022-01-01')], ['adopted', 'adopted']],
    [
      'a verb says so already',
      [entry('adopted', '2014-01-01'), entry('adopted', '2022-01-01'), entry('amended', '2022-01-01')],
      ['adopted', 'adopted', 'amended'],
    ],
    [
      'an earlier change doesn’t',
      [entry('adopted', '2014-01-01'), entry('amended', '2016-01-01'), entry('adopted', '2022-01-01')],
      ['adopted', 'amended', 'revised'],
    ],
    [
      'the approval is another step of it',
      [entry('adopted', '2014-01-01'), entry('adopted', '2022-01-01'), entry('approved', '2022-03-01')],
      ['adopted', 'revised', 'approved'],
    ],
    ['nothing was adopted', [entry('promulgated', '2014-01-01')], ['promulgated']],
  ] as const)('%s', (_, history, events) => expect(withChanges(history).map((h) => h.event)).toEqual(events))
})

describe('lines of databases', () => {
  test.each([
    ['【发布日期】2022.03.31', { event: 'promulgated', date: '2022-03-31' }],
    ['【公布日期】2022-3-1', { event: 'promulgated', date: '2022-03-01' }],
    ['【实施日期】2022年5月1日', { event: 'effective', date: '2022-05-01' }],
    ['【施行日期】 2022/5/1', { event: 'effective', date: '2022-05-01' }],
    ['【发文字号】澜政令〔2022〕3号', { number: '澜政令〔2022〕3号' }],
    ['【发布部门】澜溪市人民政府', { promulgated_by: '澜溪市人民政府' }],
    ['【制定机关】澜溪市人民政府', { promulgated_by: '澜溪市人民政府' }],
    ['【时效性】失效', { expired: true }],
    ['【时效性】已废止', { expired: true }],
  ])('%s', (text, expected) => expect(metaLine(text)).toMatchObject(expected))

  test.each([
    ['【时效性】现行有效'],
    ['【发文字号】'],
    ['【发布日期】不详'],
    ['【效力级别】地方性法规'],
    ['【目的】为了规范管理'],
    ['发布日期：2022.03.31'],
  ])('nothing of use: %s', (text) => expect(metaLine(text)).toBeUndefined())
})

test.each([
  ['（2012年12月7日中华人民共和国国务院令第628号公布）', '中华人民共和国国务院令第628号'],
  ['云岭省人民政府令第310号', '云岭省人民政府令第310号'],
  ['国务院令（第628号）', '国务院令（第628号）'],
  ['卫生部、公安部令第12号', '卫生部、公安部令第12号'], // two issuers
  ['（2012年12月7日中华人民共和国国务院令第 628 号）', '中华人民共和国国务院令第 628 号'],
  ['第628号', undefined], // whose
  ['责令限期改正', undefined], // an order that is no decree
  ['澜政发〔2022〕3号', undefined],
])('the decree of %s is %s', (text, number) => expect(decreeNumber(text)).toBe(number))
