/**
 * Text → tokens for the lexical index, and a question → terms to look up. Pure; index and query must use the same analysis.
 *
 *   拖欠工资的，由12345热线ＡＢＣ受理    拖欠 欠工 工资 资的 的 由 12345 热线 线 abc 受理 理
 *
 * A run of Chinese characters gives its bigrams and, as a token of one character, its last one. So every character begins
 * exactly one token, and a single character is found as a prefix: unigrams cost no room of their own.
 * Latin letters and digits are whole tokens, lower case, half width. Traditional characters stay as they are.
 */

/** The name of this analysis. An index made with another one finds nothing: raise the number with every change of the tokens. */
export const ANALYSIS = 'bigram-1'

/** Longer words are cut, so that a line of base64 can't fill the term table. */
const LONGEST_WORD = 40

const SEPARATOR = 0
const HAN = 1
const WORD = 2

/** What a UTF-16 code unit is; a surrogate counts by the plane that its pair lies in. */
function classOf(code: number): number {
  if (code < 0x80) {
    return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
      ? WORD
      : SEPARATOR
  }
  if (code >= 0x4e00 && code <= 0x9fff) return HAN
  if (code >= 0xff10 && code <= 0xff5a) return classOf(code - 0xfee0)
  if ((code >= 0x3400 && code < 0x4e00) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3007) return HAN
  if (code < 0x00aa || (code >= 0x2000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef)) return SEPARATOR
  if (code >= 0xd840 && code <= 0xd88d) return HAN
  if (code >= 0xd800 && code <= 0xdfff) return SEPARATOR
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) ? WORD : SEPARATOR
}

type Kind = 'word' | 'bigram' | 'last' | 'lone'

/** Called for each token with its place in the text. `last` is the last character of a run, `lone` that of a run of one. */
type Sink = (token: string, start: number, end: number, kind: Kind) => void

function scan(text: string, sink: Sink): void {
  const n = text.length
  let i = 0
  while (i < n) {
    const kind = classOf(text.charCodeAt(i))
    if (kind === SEPARATOR) {
      i++
    } else if (kind === WORD) {
      const start = i
      while (i < n && classOf(text.charCodeAt(i)) === WORD) i++
      const word = halfWidth(text.slice(start, Math.min(i, start + LONGEST_WORD))).toLowerCase()
      sink(word, start, i, 'word')
    } else {
      i = scanRun(text, i, sink)
    }
  }
}

/** A run of Chinese characters from `at`; where it ends. */
function scanRun(text: string, at: number, sink: Sink): number {
  let from = -1
  let i = at
  while (i < text.length && classOf(text.charCodeAt(i)) === HAN) {
    const high = text.charCodeAt(i)
    const width = high >= 0xd800 && high <= 0xdbff && text.charCodeAt(i + 1) >= 0xdc00 ? 2 : 1
    if (from >= 0) sink(text.slice(from, i + width), from, i + width, 'bigram')
    from = i
    i += width
  }
  sink(text.slice(from, i), from, i, from === at ? 'lone' : 'last')
  return i
}

function halfWidth(word: string): string {
  return word.replace(/[\uff10-\uff5a]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
}

/** All tokens of a text, in order, separated by spaces: what the index is given. */
export function indexTokens(text: string): string {
  let out = ''
  scan(text, (token) => {
    out += `${token} `
  })
  return out
}

/** How often each of `wanted` (token → its place in `counts`) stands in a text, and how many tokens the text has. */
export function countTokens(text: string, wanted: ReadonlyMap<string, number>): { counts: number[]; length: number } {
  const counts = new Array<number>(wanted.size).fill(0)
  let length = 0
  scan(text, (token) => {
    length++
    const place = wanted.get(token)
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1
  })
  return { counts, length }
}

/** Something to look up: a whole token, or a single character, which is looked up as the beginning of a token. */
export interface Term {
  readonly token: string
  readonly prefix: boolean
}

/**
 * The different terms of a question in the order in which they first stand there, at most `limit`.
 * A character that stands alone in the question is a prefix term; the last character of a longer run adds nothing to its bigram.
 */
export function queryTerms(text: string, limit: number): Term[] {
  const terms = new Map<string, Term>()
  scan(text, (token, _start, _end, kind) => {
    if (kind !== 'last' && terms.size < limit) terms.set(token, { token, prefix: kind === 'lone' })
  })
  return [...terms.values()]
}

/** Ranges of `text` where one of the terms stands; those that overlap or touch are joined. Ascending, the `limit` longest. */
export function matchRanges(text: string, terms: readonly Term[], limit: number): [start: number, end: number][] {
  const whole = new Set(terms.filter((t) => !t.prefix).map((t) => t.token))
  const single = new Set(terms.filter((t) => t.prefix).map((t) => t.token))
  const ranges: [number, number][] = []
  const add = (start: number, end: number) => {
    const last = ranges.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else ranges.push([start, end])
  }
  scan(text, (token, start, end, kind) => {
    if (whole.has(token)) add(start, end)
    else if (kind !== 'word' && single.size > 0) {
      const first = String.fromCodePoint(token.codePointAt(0) ?? 0)
      if (single.has(first)) add(start, start + first.length)
    }
  })
  if (ranges.length <= limit) return ranges
  const longest = [...ranges].sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]).slice(0, limit)
  return longest.sort((a, b) => a[0] - b[0])
}
