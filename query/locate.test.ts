import { expect, test } from 'vitest'
import { formatEid } from '../graph/ids.ts'
import { readReference } from './locate.ts'

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
