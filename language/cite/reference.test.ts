import { describe, expect, test } from 'vitest'
import { parseReference, printReference } from './index.ts'

describe('a reference as a person types it', () => {
  test.each([
    ['营口市人民代表大会议事规则 第三十六条第二款', '营口市人民代表大会议事规则', 'art_36__para_2'],
    ['刑法234条之一', '刑法', 'art_234-1'],
    ['刑法 234 条 2 款', '刑法', 'art_234__para_2'],
    ['《民法典》第1079条第3款第(二)项', '民法典', 'art_1079__para_3__item_2'],
    ['民法典', '民法典', ''],
    ['《立法法》', '立法法', ''],
    // half-width brackets in a title
    ['《某办法(试行)》第三条', '某办法（试行）', 'art_3'],
    // a provision alone
    ['第三条第二款', '', 'art_3__para_2'],
    // chapters
    ['刑法第二编第三章', '刑法', 'part_2__chp_3'],
    // an eId is accepted as it stands in a permalink
    ['刑法 art_234-1__para_2', '刑法', 'art_234-1__para_2'],
    // nested marks
    ['《关于〈水法〉第三条的解释》第二条', '关于〈水法〉第三条的解释', 'art_2'],
  ])('%s', (typed, name, eid) => expect(parseReference(typed)).toMatchObject({ name, eid }))

  test.each([
    [''],
    ['   '],
    // more than one provision
    ['刑法第三条、第五条'],
    ['刑法第三条至第五条'],
    // something after it
    ['刑法第三条的规定是什么'],
  ])('%j is none', (typed) => expect(parseReference(typed)).toBeUndefined())
})

test.each([
  ['某市公园条例', 'art_10__para_2__item_3', '《某市公园条例》第十条第二款第（三）项'],
  ['中华人民共和国刑法', 'art_234-1', '《中华人民共和国刑法》第二百三十四条之一'],
  ['', 'chp_4__sec_2', '第四章第二节'],
])('%s %s is printed as %s', (name, eid, printed) => {
  expect(printReference(name, parseReference(`x ${eid}`)?.steps ?? [])).toBe(printed)
})
