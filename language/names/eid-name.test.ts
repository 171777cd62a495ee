import { expect, test } from 'vitest'
import { nameOfEid } from './eid-name.ts'

test.each([
  ['art_36__para_2', '第三十六条第二款'],
  ['art_234-1__para_3', '第二百三十四条之一第三款'], // 之一 belongs to the article's number
  ['art_9__para_1__item_2__subitem_1', '第九条第一款第（二）项第1目'],
  ['chp_4__sec_2', '第四章第二节'],
  ['preamble', '序言'],
  ['no such thing', 'no such thing'], // shown as it came
])('%s', (eid, name) => {
  expect(nameOfEid(eid)).toBe(name)
})
