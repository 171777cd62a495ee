/**
 * Numerals as Chinese legal text writes them: 一百二十三, 二〇二三, 廿五, 十, 两, １２, 12, 壹佰. Whole numbers from 0 up to 99,999,999.
 */
const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  Ｏ: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
/** Contracted tens: 廿五 is 25. */
const TENS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30, 卌: 40 }

/** Characters of a numeral, for use within a character class. */
export const NUMERAL = '〇零○一二两三四五六七八九十百千万廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟0-9０-９'

/** The value of a numeral, or undefined where the text is not one. White space inside (一 百) is allowed. */
export function parseNumeral(text: string): number | undefined {
  const numeral = text.replace(/\s/g, '')
  if (numeral === '' || numeral.length > 20) return undefined
  const arabic = numeral.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
  if (/^\d{1,8}$/.test(arabic)) return Number(arabic)
  const [high, low, more] = numeral.split('万')
  if (more !== undefined || high === undefined) return undefined
  if (low === undefined) return belowTenThousand(high)
  const highValue = belowTenThousand(high)
  const lowValue = low === '' ? 0 : belowTenThousand(low.replace(/^零/, ''))
  return highValue && lowValue !== undefined ? highValue * 10000 + lowValue : undefined
}

function belowTenThousand(text: string): number | undefined {
  if ([...text].every((c) => c in DIGITS)) {
    // digit by digit: 二〇二三; a single 一
    return text.length > 0 && text.length <= 4 ? [...text].reduce((n, c) => n * 10 + (DIGITS[c] ?? 0), 0) : undefined
  }
  let sum = 0
  let digit: number | undefined
  let lastUnit = 10000
  for (const c of text) {
    const unit = UNITS[c]
    if (c in DIGITS) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = DIGITS[c]
    } else if (unit !== undefined) {
      if (unit >= lastUnit) return undefined
      sum += (digit === undefined || digit === 0 ? 1 : digit) * unit
      lastUnit = unit
      digit = undefined
    } else if (c in TENS && lastUnit > 10 && digit === undefined) {
      sum += TENS[c] ?? 0
      lastUnit = 10
    } else return undefined
  }
  return sum + (digit ?? 0)
}

/** 123 → 一百二十三; 12 → 十二. For labels that the print leaves out (第二款). From 0 to 9,999. */
export function formatNumeral(n: number): string {
  const digits = '零一二三四五六七八九'
  if (n === 0) return '零'
  let out = ''
  let zero = false
  for (const [unit, word] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const d = Math.floor(n / unit) % 10
    if (d === 0) zero = out !== ''
    else {
      out += `${zero ? '零' : ''}${d === 1 && unit === 10 && out === '' ? '' : digits[d]}${word}`
      zero = false
    }
  }
  return out
}
