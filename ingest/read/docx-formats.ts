import { formatNumeral } from '../../language/text/numerals.ts'

const at = (row: string) => (n: number) => [...row][n - 1] ?? String(n)
const letters = (first: number) => (n: number) => String.fromCharCode(first + ((n - 1) % 26)).repeat(Math.ceil(n / 26))
const roman = (n: number) =>
  [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ].reduce(
    ({ left, said }, [value, sign]) => ({
      left: left % Number(value),
      said: said + String(sign).repeat(Math.floor(left / Number(value))),
    }),
    { left: n, said: '' },
  ).said
const wide = (n: number) => String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
const formal = (n: number) =>
  formatNumeral(n).replace(/./gu, (c) => '壹贰叁肆伍陆柒捌玖拾佰仟'['一二三四五六七八九十百千'.indexOf(c)] ?? c)
const digits = (n: number) => String(n).replace(/\d/g, (d) => '〇一二三四五六七八九'[Number(d)] ?? d)

/** `w:numFmt` → how a number is written. What isn't here has no number in print (bullets, none) or is written in digits. */
const FORMATS: Readonly<Record<string, (n: number) => string>> = {
  none: () => '',
  chineseCounting: formatNumeral,
  chineseCountingThousand: formatNumeral,
  taiwaneseCounting: formatNumeral,
  taiwaneseCountingThousand: formatNumeral,
  japaneseCounting: formatNumeral,
  ideographDigital: digits,
  taiwaneseDigital: digits,
  japaneseDigitalTenThousand: digits,
  chineseLegalSimplified: formal,
  ideographLegalTraditional: formal,
  ideographTraditional: at('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: at('子丑寅卯辰巳午未申酉戌亥'),
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalFullWidth: wide,
  decimalFullWidth2: wide,
  decimalEnclosedCircle: at('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'),
  decimalEnclosedCircleChinese: at('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'),
  decimalEnclosedParen: at('⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇'),
  ideographEnclosedCircle: at('㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉'),
  lowerLetter: letters(97),
  upperLetter: letters(65),
  lowerRoman: roman,
  upperRoman: (n) => roman(n).toUpperCase(),
}

export function formatNumber(n: number, format: string): string {
  if (n < 1 && format !== 'decimal') return String(n)
  return (FORMATS[format] ?? String)(n)
}
