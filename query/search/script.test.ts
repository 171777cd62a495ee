import { expect, test } from 'vitest'
import { simplified } from './script.ts'

test.each([
  ['老闆拖欠工資怎麼辦', '老板拖欠工资怎么办'],
  ['離婚後小孩歸誰撫養', '离婚后小孩归谁抚养'],
  // what is simplified stays, also words with characters that are traditional elsewhere
  ['著作权乾隆瞭望后天皇后里程干部', '著作权乾隆瞭望后天皇后里程干部'],
  ['ABC 123 😀', 'ABC 123 😀'],
])('%s', (typed, read) => {
  expect(simplified(typed)).toBe(read)
})
