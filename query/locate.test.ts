import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatEid } from '../graph/ids.ts'
import type { OpenCity } from '../test/e2e/open-city.ts'
import { CHARGING, HOUSING, openSample, PROVINCE } from '../test/e2e/sample-site.ts'
import { locate, readReference } from './locate.ts'

test.each([
  ['营口市人民代表大会议事规则 第三十六条第二款', '营口市人民代表大会议事规则', 'art_36__para_2'],
  ['《某条例》第3条第（二）项', '某条例', 'art_3__item_2'], // the 款 is left out: found later
  ['《某条例》第3条第2项', '某条例', 'art_3__item_2'], // without brackets
  ['刑法234条之一', '刑法', 'art_234-1'], // without 第
  ['刑法第二百三十四条之一第三款', '刑法', 'art_234-1__para_3'],
  ['某条例 第１２条 第一款', '某条例', 'art_12__para_1'], // full width, spaces
  ['某条例第四章第二节', '某条例', 'chp_4__sec_2'],
  ['某条例第四章第十二条', '某条例', 'art_12'], // articles are numbered through
  ['某条例第九条第一款第（二）项第1目', '某条例', 'art_9__para_1__item_2__subitem_1'],
  ['/law/%E6%9F%90%E6%9D%A1%E4%BE%8B/art_3__para_2?at=2024-01-01', '某条例', 'art_3__para_2'],
  ['http://127.0.0.1:7100/law/某条例/art_3', '某条例', 'art_3'],
  ['某条例 art_3__para_1', '某条例', 'art_3__para_1'], // as the command line prints it
  ['某条例', '某条例', ''],
  ['《关于〈某条例〉的说明》', '关于〈某条例〉的说明', ''], // nested marks stay
  ['第三条', '', 'art_3'],
  ['/law/%E0%A4%A/art_3', '%E0%A4%A', 'art_3'], // broken escapes are not an error
])('%s', (text, name, eid) => {
  const read = readReference(text)
  expect([read.name, formatEid(read.steps)]).toEqual([name, eid])
})

describe('in a store', () => {
  let sample: OpenCity
  beforeAll(async () => {
    sample = await openSample()
  })
  afterAll(() => sample.close())

  test.each([
    ['民法典', '中华人民共和国民法典', undefined, ''], // a short name of a law that is only cited
    ['地方组织法第五十条', '中华人民共和国地方各级人民代表大会和地方各级人民政府组织法', 'art_50', ''],
    ['电动自行车停放充电安全条例第10条第2款', CHARGING, 'art_10__para_2', ''], // a part of one title alone
    ['栖川市住宅物业管理规定第八条第四项', HOUSING, 'art_8__para_1__item_4', ''], // the 款 left out
    [`${PROVINCE} 第二十六条`, PROVINCE, 'art_26', '2021-01-01'], // of the edition of that day
    [`${PROVINCE} 8条之一`, PROVINCE, 'art_8-1', ''],
  ])('%s', async (text, law, eid, at) => {
    const place = await locate(sample.store, text, { at })
    expect([place.law, place.eid]).toEqual([law, eid])
  })

  test.each([
    ['an article too many', `${CHARGING}第四十一条`, /goes from 第一条 to 第四十条\.$/],
    ['one of another edition', `${PROVINCE}第二十六条`, /from 第一条 to 第二十五条\. It stands in /],
    ['several titles have it', '电动自行车', /Did you mean/],
    ['more than one place', `${CHARGING}第一条、第二条`, /Did you mean/],
  ])('NOT_FOUND: %s', async (_why, text, hint) => {
    await expect(locate(sample.store, text)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hint: expect.stringMatching(hint),
    })
  })

  test('the page of a provision that nobody has the text of is that of its law', async () => {
    const { path } = await locate(sample.store, '民法典第二百七十八条')
    expect(decodeURIComponent(path)).toBe('/law/中华人民共和国民法典')
  })
})
