/**
 * The language of references: what may follow a law's name, 本法 or 前款. Read from top to bottom; each rule stands under
 * its examples. All look-ahead is bounded, so that reading is linear in the text.
 */
import type { EidStep, ProvisionKind } from '../names/eid.ts'
import { NUMERAL, parseNumeral } from '../text/numerals.ts'

/** One target, or the range from it to another. */
export interface Piece {
  readonly steps: readonly EidStep[]
  readonly to?: readonly EidStep[]
}

export interface Parsed {
  readonly pieces: readonly Piece[]
  readonly end: number
}

/** Widest first; a narrower unit follows a wider one, a list inherits the wider ones of its head. */
const RANK: Readonly<Record<ProvisionKind, number>> = {
  part: 0,
  subpart: 1,
  chapter: 2,
  section: 3,
  article: 4,
  paragraph: 5,
  item: 6,
  subitem: 7,
  preamble: 8,
  annex: 8,
}

const KIND_OF: Readonly<Record<string, ProvisionKind>> = {
  编: 'part',
  分编: 'subpart',
  章: 'chapter',
  节: 'section',
  条: 'article',
  款: 'paragraph',
  项: 'item',
  目: 'subitem',
}

/** Broken lines and spaced print: 第 三 条, 第三\n条. */
const WS = '[\\s\\u3000]{0,3}'
const NUM = `[${NUMERAL}]{1,12}`
/** 三 | （三） | (3) | 三） */
const NUMBER = `(?:[（(]${WS}(${NUM})${WS}[）)]|(${NUM}))`
const AND = '(?:、|以及|和|与|及|或者|或|,|，)'
const TO = '(?:至|到|—{1,2}|－|-|~|～|–)'

const FIRST = new RegExp(`第${WS}${NUMBER}${WS}`, 'y')
const MORE = new RegExp(`${WS}(${AND}|${TO}|(?=[（(]))${WS}(?:第${WS})?${NUMBER}${WS}`, 'y')
const LATER = new RegExp(`${NUMBER}${WS}`, 'y')
const RANGE = new RegExp(`^${TO}$`)
const KIND = /分编|[编章节条款项目]/y
const SUB = new RegExp(`${WS}之${WS}([一二三四五六七八九十]{1,3}|\\d{1,2})(?![${NUMERAL}])`, 'y')
const MORE_SUB = new RegExp(`${WS}(、|和|至|到)${WS}之${WS}([一二三四五六七八九十]{1,3}|\\d{1,2})(?![${NUMERAL}])`, 'y')
const SEPARATOR = new RegExp(`${WS}(?:(${AND})|(${TO}))${WS}`, 'y')
/** 第三十一条的第二款, 第十八条中第四项, 第九条所列第（一）项, 前款规定的第二项 */
export const GAP = /[\s\u3000]{0,3}(?:(?:的|中的?|所列的?|规定的?)[\s\u3000]{0,3}(?=第[^条章编]{1,12}[款项]))?/y

/** What makes a would-be unit another word: 第三条例, 第一款项, 第二项目, 第二节课, 第一编码. */
const NOT_A_UNIT: Readonly<Record<string, RegExp>> = {
  编: /[码制号队组]/y,
  章: /[程鱼]/y,
  节: /[课日目约能省车点]/y,
  条: /款|例(?!外)|约|件|幅|线|道|街|生产/y,
  款: /项(?!第|规定)|式|物|额/y,
  项: /目(?!第|规定)/y,
  目: /[标前录]|的(?:地|在|是)/y,
}

/** At most so many numbers before one 条 (第一、二、三…条): beyond it the text is not language. */
const MOST_NUMBERS = 40
/** 第一、第二、第三项; more than that is a text that counts (第一，…第二，…). */
const MOST_REPEATED = 5

interface Numbered {
  readonly step: EidStep
  readonly to?: EidStep
}

interface Group {
  readonly kind: ProvisionKind
  readonly numbers: readonly Numbered[]
  readonly end: number
}

/**
 * 第三条          第一百二十条之一        第234条          第（二）项
 * 第一、二、四项   第（一）至（三）项       第十二、十三条    第一百三十三条之一、之二
 */
function group(text: string, at: number, inList?: ProvisionKind, inRange = false): Group | undefined {
  const first = match(FIRST, text, at) ?? (inList ? match(LATER, text, at) : undefined)
  if (!first) return undefined
  // 第 may be left out: 第（一）项、（二）项; 前款（一）至（六）项; 第十条、十一条
  const later = text[at] !== '第'
  const numbers: { n: number; range: boolean }[] = [{ n: numberOf(first), range: false }]
  let end = at + first[0].length
  let kind = match(KIND, text, end)
  let repeated = 0
  while (!kind && numbers.length < MOST_NUMBERS) {
    const more = match(MORE, text, end)
    if (!more || (more[0].includes('第') && ++repeated > MOST_REPEATED)) return undefined
    numbers.push({ n: numberOf(more, 2), range: RANGE.test(more[1] ?? '') })
    end += more[0].length
    kind = match(KIND, text, end)
  }
  if (!kind || numbers.some((x) => Number.isNaN(x.n))) return undefined
  const word = kind[0]
  const provision = KIND_OF[word] ?? 'article'
  if (later && provision !== inList) return undefined
  if (later && !inRange && (provision === 'item' ? first[1] === undefined : provision !== 'article')) return undefined
  end += word.length
  const stop = NOT_A_UNIT[word]
  if (stop && match(stop, text, end)) return undefined
  const steps: Numbered[] = []
  for (const { n, range } of numbers) {
    const previous = range ? steps.pop() : undefined
    const step = { kind: provision, number: n }
    steps.push(previous ? { step: previous.step, to: step } : { step })
  }
  if (provision === 'article') end = subNumbers(text, end, steps)
  return { kind: provision, numbers: steps, end }
}

/** 之一 of 第二百三十四条之一; 之一、之二; 之一至之三. Part of the article's number, not a list of its own. */
function subNumbers(text: string, at: number, steps: Numbered[]): number {
  const sub = match(SUB, text, at)
  const last = steps.at(-1)
  if (!sub || !last) return at
  const with_ = (step: EidStep, digits: string | undefined): EidStep => ({
    ...step,
    sub: parseNumeral(digits ?? '') ?? 1,
  })
  steps[steps.length - 1] = last.to
    ? { step: last.step, to: with_(last.to, sub[1]) }
    : { step: with_(last.step, sub[1]) }
  let end = at + sub[0].length
  for (let more = match(MORE_SUB, text, end); more && steps.length < MOST_NUMBERS; more = match(MORE_SUB, text, end)) {
    const step = with_(last.to ?? last.step, more[2])
    const previous = steps.at(-1)
    if (/[至到]/.test(more[1] ?? '') && previous && !previous.to)
      steps[steps.length - 1] = { step: previous.step, to: step }
    else steps.push({ step })
    end += more[0].length
  }
  return end
}

/**
 * Units that narrow: 第三章第二节; 第十条第一款第（二）项第一目; 第一、二款. The wider steps come from `base`:
 * 第三款 after 第十条第一款 is 第十条第三款.
 */
function chain(
  text: string,
  at: number,
  base: readonly EidStep[],
  inList?: ProvisionKind,
  inRange = false,
): Parsed | undefined {
  const first = group(text, at, inList ?? (base.length > 0 ? 'item' : undefined), inRange)
  if (!first) return undefined
  const pieces: Piece[] = []
  let steps = outer(base, first.kind)
  let unit: Group | undefined = first
  let end = at
  while (unit) {
    end = unit.end
    const inherited = outer(steps, unit.kind)
    const read: Piece[] = unit.numbers.map((x) => ({
      steps: [...inherited, x.step],
      ...(x.to ? { to: [...inherited, x.to] } : {}),
    }))
    // 第一、二款第三项: the narrower unit belongs to the last
    if (pieces.length > 0) pieces.pop()
    pieces.push(...read)
    const last = read.at(-1)
    steps = [...(last?.to ?? last?.steps ?? [])]
    const first_ = last && !last.to && RANK[unit.kind] >= RANK.article ? match(FIRST_OF, text, end) : undefined
    if (first_) return { pieces: [...pieces.slice(0, -1), ...firstOf(steps, first_)], end: end + first_[0].length }
    const gap = match(GAP, text, end)?.[0].length ?? 0
    const next = group(text, end + gap, 'item')
    const narrower: boolean | undefined =
      next && RANK[next.kind] > RANK[unit.kind] && !(last?.to && next.kind !== 'item' && next.kind !== 'paragraph')
    unit = narrower ? next : undefined
  }
  return { pieces, end }
}

/** The steps that a unit stands under. An article is numbered through the whole law, its chapter is no part of its address. */
function outer(steps: readonly EidStep[], kind: ProvisionKind): readonly EidStep[] {
  return kind === 'article' ? [] : steps.filter((s) => RANK[s.kind] < RANK[kind])
}

const FIRST_OF = /前([二两三四五六七八九十])([款项])/y

/** 前三款 of 刑法第三百零七条之一前三款 are its first three; 第三款前两项. */
function firstOf(outer: readonly EidStep[], found: RegExpExecArray): Piece[] {
  const kind = found[2] === '款' ? 'paragraph' : 'item'
  const nth = (number: number): EidStep[] => [...outer, { kind, number }]
  return [{ steps: nth(1), to: nth(parseNumeral(found[1] ?? '') ?? 1) }]
}

/**
 * The whole tail after a head, or undefined where no provision follows at `at`:
 *
 *   第十条第一款第二项、第三项和第十二条至第十四条      heads are inherited, ranges kept as ranges
 *   第三十二条、第三十三条第一款
 *   第一款第一项至第三项、第五项
 */
export function references(text: string, at: number, base: readonly EidStep[] = []): Parsed | undefined {
  const first = chain(text, at, base)
  if (!first) return undefined
  const pieces = [...first.pieces]
  let end = first.end
  while (pieces.length < MOST_PIECES) {
    const separator = match(SEPARATOR, text, end)
    if (!separator) break
    const last = pieces.at(-1)
    const head = last?.to ?? last?.steps ?? base
    const next = chain(text, end + separator[0].length, head, head.at(-1)?.kind, separator[2] !== undefined)
    if (!next) break
    const [start, ...rest] = next.pieces
    if (separator[2] !== undefined && last && !last.to && start) {
      pieces[pieces.length - 1] = { steps: last.steps, to: start.steps }
      pieces.push(...(start.to ? [{ steps: start.to }] : []), ...rest)
    } else pieces.push(...next.pieces)
    end = next.end
  }
  return { pieces, end }
}

/** One citation holds at most so many; the next one begins a new citation. */
const MOST_PIECES = 400

/** 第十条至第十二条 → three eIds. A range between unlike ends (第九条第二款至第十一条) gives its ends and what lies between. */
export function expand(pieces: readonly Piece[], cap: number): { steps: (readonly EidStep[])[]; omitted: number } {
  const steps: (readonly EidStep[])[] = []
  let omitted = 0
  const add = (s: readonly EidStep[]) => {
    if (steps.length < cap) steps.push(s)
    else omitted++
  }
  for (const piece of pieces) {
    add(piece.steps)
    if (!piece.to) continue
    const at = piece.steps.findIndex((s, i) => !same(s, piece.to?.[i]))
    const from = piece.steps[at]
    const to = piece.to[at]
    if (from && to && from.kind === to.kind) {
      const prefix = piece.steps.slice(0, at)
      const subs = from.number === to.number
      const low = subs ? (from.sub ?? 0) + 1 : from.number + 1
      const high = subs ? (to.sub ?? 0) - 1 : to.number - 1
      for (let n = low; n <= high; n++) {
        if (steps.length >= cap) {
          omitted += high - n + 1
          break
        }
        add([...prefix, subs ? { ...from, sub: n } : { kind: from.kind, number: n }])
      }
      // 第一百二十条至第一百二十条之三 and 第三条至第五条之二 take the whole article in
      if (!subs && to.sub !== undefined) {
        add([...prefix, { kind: to.kind, number: to.number }])
        for (let n = 1; n < to.sub && steps.length < cap; n++) add([...prefix, { ...to, sub: n }])
      }
    }
    add(piece.to)
  }
  return { steps, omitted }
}

function same(a: EidStep, b: EidStep | undefined): boolean {
  return b !== undefined && a.kind === b.kind && a.number === b.number && a.sub === b.sub
}

function numberOf(found: RegExpExecArray, from = 1): number {
  return parseNumeral(found[from] ?? found[from + 1] ?? '') ?? Number.NaN
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
