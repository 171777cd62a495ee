import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNumeral, parseNumeral } from './numerals.ts'

test.each([
  ['一', 1],
  ['十', 10], // no digit before the unit
  ['十二', 12],
  ['二十', 20],
  ['一百零五', 105], // 零 stands for the missing ten
  ['一百一十', 110],
  ['一百十', 110], // colloquial, without the digit
  ['二百三十四', 234],
  ['一千二百六十', 1260],
  ['一万二千', 12000],
  ['二〇二三', 2023], // digit by digit
  ['二○二三', 2023], // the circle sign of typewriters
  ['廿五', 25], // contracted tens
  ['卅', 30],
  ['１２', 12], // full width
  ['12', 12],
  ['两', 2],
  ['壹佰贰拾', 120], // as on cheques
  ['二 十', 20], // a space from the scan
])('%s is %d', (text, value) => expect(parseNumeral(text)).toBe(value))

test.each([
  [''],
  ['条'],
  ['十百'], // units must fall
  ['一二十'], // two digits before a unit
  ['万'],
  ['一二三四五六'], // a list of digits, not a number
  ['一'.repeat(50)],
])('%s is no numeral', (text) => expect(parseNumeral(text)).toBeUndefined())

test('what is printed is read back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 9999 }), (n) => parseNumeral(formatNumeral(n)) === n))
})
