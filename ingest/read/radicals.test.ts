import { expect, test } from 'vitest'
import { foldRadicals } from './radicals.ts'

test.each([
  ['Kangxi radicals', '⼈⼤⼝', '人大口'],
  ['radicals of the supplement, which Unicode does not fold', '⺠⻅⻋⻰', '民见车龙'],
  ['those that Unicode folds to what laws do not write', '⼾⾭', '户青'],
  ['other characters', '第一条 甲', '第一条 甲'],
])('%s', (_, text, folded) => {
  expect(foldRadicals(text)).toBe(folded)
})
