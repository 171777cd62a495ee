import { describe, expect, test } from 'vitest'
import { indexTitles, type NameOutcome, resolveName, resolveTarget } from './index.ts'

const titles = indexTitles([
  '中华人民共和国刑法',
  '中华人民共和国民法典',
  '甲市物业管理条例',
  '乙市物业管理条例',
  '甲市公园条例',
  '甲市公园条例实施办法（试行）',
  '渔港管理规定（2018年修正）',
  '渔船管理规定（一）',
  '渔船管理规定（二）',
  '最高人民法院关于渔港纠纷的解释',
])

const shown = (o: NameOutcome) =>
  o.status === 'resolved'
    ? `${o.title}${o.known ? '' : ' ?'}`
    : o.status === 'ambiguous'
      ? o.candidates.join(' | ')
      : o.reason

describe('names', () => {
  test.each([
    ['刑法', '中华人民共和国刑法'],
    ['中华人民共和国刑法', '中华人民共和国刑法'],
    ['民法典', '中华人民共和国民法典'],
    // spacing and brackets of a scan
    ['甲市 公园条例', '甲市公园条例'],
    ['渔港管理规定(2018年修正)', '渔港管理规定（2018年修正）'],
    // the year or 试行 left out, where one law alone is called so
    ['渔港管理规定', '渔港管理规定（2018年修正）'],
    ['甲市公园条例实施办法', '甲市公园条例实施办法（试行）'],
    // two are: no guess
    ['渔船管理规定', '渔船管理规定（一） | 渔船管理规定（二）'],
    // well-known, text not in the corpus
    ['刑诉法', '中华人民共和国刑事诉讼法 ?'],
    ['地方组织法', '中华人民共和国地方各级人民代表大会和地方各级人民政府组织法 ?'],
    // without a region it is the national one, never a city's
    ['物业管理条例', '物业管理条例 ?'],
    ['公园条例', 'not_in_corpus'],
    ['丙市公园条例', 'not_in_corpus'],
    ['条例', 'generic_name'],
    // a draft, an entry of a series: nothing to look up
    ['议事规则（草案）', 'generic_name'],
    ['修正案（三）', 'generic_name'],
    // the issuer stands outside of the marks: 最高人民法院《关于…的解释》
    ['关于渔港纠纷的解释', '最高人民法院关于渔港纠纷的解释'],
  ])('%s → %s', (name, expected) => expect(shown(resolveName(name, { titles }))).toBe(expected))

  test('an alias of the document comes first', () => {
    const aliases = new Map([['条例', '甲市公园条例']])
    expect(shown(resolveName('条例', { titles, aliases }))).toBe('甲市公园条例')
  })

  test('《条例》 in its implementing rules', () => {
    expect(shown(resolveName('条例', { titles, self: '甲市公园条例实施办法（试行）' }))).toBe('甲市公园条例')
  })
})

describe('provisions', () => {
  const have = new Set([
    'art_1',
    'art_1__para_1',
    'art_1__para_1__item_1',
    'art_2',
    'art_2__para_1',
    'art_2__para_2',
    'art_2__para_1__item_1',
    'art_2__para_2__item_1',
    'art_2__para_2__item_2',
    'art_3',
    'part_2__chp_9',
  ])
  const shape = { has: (e: string) => have.has(e), paragraphs: (a: string) => (a === 'art_2' ? 2 : 1) }

  test.each([
    ['art_2__para_2', 'art_2__para_2'],
    // 款 left out: the article has one
    ['art_1__item_1', 'art_1__para_1__item_1'],
    // 款 left out: only one has such an item
    ['art_2__item_2', 'art_2__para_2__item_2'],
    // 款 left out: both have it
    ['art_2__item_1', 'art_2__para_1__item_1 | art_2__para_2__item_1'],
    ['art_9', 'no_such_article'],
    ['art_2__para_3', 'no_such_paragraph'],
    ['art_1__para_1__item_7', 'no_such_item'],
    ['art_1__item_7', 'no_such_item'],
    ['chp_9', 'part_2__chp_9'],
    ['chp_8', 'no_such_chapter'],
  ])('%s → %s', (eid, expected) => {
    const o = resolveTarget(eid, shape)
    expect(o.status === 'resolved' ? o.eid : o.status === 'ambiguous' ? o.candidates.join(' | ') : o.reason).toBe(
      expected,
    )
  })

  test('an amendment that numbers 一、二、三、 is cited by 条', () => {
    const amendment = new Set(['item_1', 'item_2', 'item_3'])
    const shown = resolveTarget('art_3', { has: (e) => amendment.has(e), paragraphs: () => 0 })
    expect(shown).toEqual({ status: 'resolved', eid: 'item_3' })
  })

  test('a chapter under a 分编 that the citation leaves out', () => {
    const code = new Set(['art_1', 'part_2__subpart_2__chp_6'])
    const shown = resolveTarget('part_2__chp_6', { has: (e) => code.has(e), paragraphs: () => 1 })
    expect(shown).toEqual({ status: 'resolved', eid: 'part_2__subpart_2__chp_6' })
  })
})
