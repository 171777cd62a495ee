import { formatNumeral } from '../../language/text/numerals.ts'

/** How one level of a list is numbered. */
export interface Level {
  readonly start: number
  readonly format: string
  /** `第%1条`, where %1 is the number of the first level. */
  readonly text: string
  readonly after: string
  /** All its numbers in digits, whatever their own format. */
  readonly legal: boolean
  /** It never begins anew under a higher level. */
  readonly endless: boolean
  readonly style?: string
}

export interface Style {
  readonly basedOn?: string
  readonly list?: string
  readonly level?: number
  readonly centred?: boolean
}

export interface Lists {
  /** List → what counts for it, its levels, and the numbers that it begins anew with. */
  readonly lists: ReadonlyMap<
    string,
    {
      readonly counter: string
      readonly levels: ReadonlyMap<number, Level>
      readonly restarts: ReadonlyMap<number, number>
    }
  >
  readonly styles: ReadonlyMap<string, Style>
}

/** `w:val` of the first such element. */
export function valOf(xml: string, element: string): string | undefined {
  const tag = new RegExp(`<w:${element}(?=[\\s/>])([^>]*)>`).exec(xml)
  return tag ? attributeOf(tag[1] ?? '', 'val') : undefined
}

export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\bw:${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined
}

function unescapeXml(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(Math.min(hex ? Number.parseInt(hex, 16) : Number(decimal), 0x10ffff)),
    )
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '',
    )
}

/** Each `<w:name …>…</w:name>` with its attributes and content; the elements asked for here don't nest. */
export function* elements(
  xml: string,
  name: string,
): Generator<{ start: number; end: number; attributes: string; content: string }> {
  const opening = new RegExp(`<w:${name}(?=[\\s>])([^>]*[^/>])?>`, 'g')
  const closing = `</w:${name}>`
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const close = xml.indexOf(closing, opening.lastIndex)
    if (close < 0) return
    const end = close + closing.length
    yield { start: found.index, end, attributes: found[1] ?? '', content: xml.slice(opening.lastIndex, close) }
    opening.lastIndex = end
  }
}

/** What `word/numbering.xml` and `word/styles.xml` say of numbered lists. */
export function readLists(numbering: string, stylesXml: string): Lists {
  const abstract = new Map<string, Map<number, Level>>()
  for (const { attributes, content } of elements(numbering, 'abstractNum')) {
    abstract.set(attributeOf(attributes, 'abstractNumId') ?? '', levelsOf(content))
  }
  const lists = new Map<string, { counter: string; levels: Map<number, Level>; restarts: Map<number, number> }>()
  for (const { attributes, content } of elements(numbering, 'num')) {
    const counter = valOf(content, 'abstractNumId') ?? ''
    const restarts = new Map<number, number>()
    for (const override of elements(content, 'lvlOverride')) {
      const start = valOf(override.content, 'startOverride')
      if (start !== undefined) restarts.set(Number(attributeOf(override.attributes, 'ilvl')), Number(start))
    }
    const levels = new Map([...(abstract.get(counter) ?? []), ...levelsOf(content)])
    lists.set(attributeOf(attributes, 'numId') ?? '', { counter, levels, restarts })
  }
  const styles = new Map<string, Style>()
  for (const { attributes, content } of elements(stylesXml, 'style')) {
    const [basedOn, list, level] = [valOf(content, 'basedOn'), valOf(content, 'numId'), valOf(content, 'ilvl')]
    const align = valOf(content, 'jc')
    styles.set(attributeOf(attributes, 'styleId') ?? '', {
      ...(basedOn === undefined ? {} : { basedOn }),
      ...(list === undefined ? {} : { list }),
      ...(level === undefined ? {} : { level: Number(level) }),
      ...(align === undefined ? {} : { centred: align === 'center' }),
    })
  }
  return { lists, styles }
}

function levelsOf(xml: string): Map<number, Level> {
  const levels = new Map<number, Level>()
  for (const { attributes, content } of elements(xml, 'lvl')) {
    const style = valOf(content, 'pStyle')
    levels.set(Number(attributeOf(attributes, 'ilvl')), {
      start: Number(valOf(content, 'start') ?? 1),
      format: valOf(content, 'numFmt') ?? 'decimal',
      text: valOf(content, 'lvlText') ?? '',
      after: { nothing: '', space: ' ' }[valOf(content, 'suff') ?? 'tab'] ?? '\u3000',
      legal: /<w:isLgl(?=[\s/>])/.test(content) && valOf(content, 'isLgl') !== '0',
      endless: valOf(content, 'lvlRestart') === '0',
      ...(style === undefined ? {} : { style }),
    })
  }
  return levels
}

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
