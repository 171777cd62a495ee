/** Which words of a text are quoted from the provision that is cited before or after them. */

export interface Quotation {
  /** Of the words in the text, without their marks. */
  readonly start: number
  readonly end: number
  readonly text: string
  /**
   * The text says that the provision reads so. Else the marks may only set off a term (第九条规定的“首违不罚”): then the words
   * are a quotation if the provision has them, and nothing if not.
   */
  readonly claimed: boolean
}

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '「': '」', '『': '』', '"': '"', '＂': '＂' }
const OPENING: Readonly<Record<string, string>> = { '”': '“', '」': '「', '』': '『', '"': '"', '＂': '＂' }
/** No provision is longer, so a mark that is farther away belongs to something else. */
const LONGEST = 8_000
/** 第三条|第一款明确规定：| “ */
const REACH = 30

/** 规定： / 明确规定， / 的原文为 / 载明 / nothing but a colon */
const CLAIM =
  /^[^。；！？“”「」《》]{0,16}(?:规定|明确|载明|写明|指出|要求|原文|内容|条文|表述|文字)(?:了|如下|的?[是为])?\s*[：:，,]?\s*$|^\s*(?:的规定)?[：:]\s*$/
/** 第九条|的|“首违不罚” / 第九条|规定的|“首违不罚” / 第九条（|“首违不罚”） */
const MENTION = /^(?:[^，。；！？“”「」《》]{0,8}的|[\s，,（(]*|[^，。；！？“”「」《》]{0,8}(?:所称|所指|关于|中))$/

/** “……”（《某条例》第三条） / “……”——《某条例》第三条 / “……”，见《某条例》第三条 */
const BACK =
  /([”」』"＂])\s*[。，,；]?\s*(?:[（(【[]\s*(?:参?见|引自|出自|摘自|依据|根据|语出|载于|依照|按照)?|(?:——|—|--|－－)\s*(?:语出|引自|出自|摘自|见)?|(?:参见|见|引自|出自|摘自|语出|载于|这是|此为|此系)[^，。；！？“”「」《》]{0,4})\s*$/

/** Shorter ones in brackets are terms: “首违不罚”（《行政处罚法》第三十三条）. */
const SENTENCE = 10

/** The words quoted after a citation that ends at `end`. */
export function quotationAfter(text: string, end: number): Quotation | undefined {
  const near = text.slice(end, end + REACH)
  const at = near.search(/[“「『"＂]/)
  if (at < 0) return undefined
  const gap = near.slice(0, at)
  const claimed = CLAIM.test(gap)
  if (!claimed && !MENTION.test(gap)) return undefined
  const start = end + at + 1
  const close = closingAfter(text, start, near.charAt(at))
  return close === undefined || close === start
    ? undefined
    : { start, end: close, text: text.slice(start, close), claimed }
}

/** The words quoted before a citation that starts at `start`. */
export function quotationBefore(text: string, start: number): Quotation | undefined {
  const from = Math.max(0, start - REACH)
  const match = BACK.exec(text.slice(from, start))
  if (!match) return undefined
  const end = from + match.index
  const open = openingBefore(text, end, match[1] ?? '”')
  if (open === undefined || open + 1 >= end) return undefined
  const words = text.slice(open + 1, end)
  return { start: open + 1, end, text: words, claimed: words.length >= SENTENCE }
}

function closingAfter(text: string, start: number, opening: string): number | undefined {
  const closing = CLOSING[opening] ?? '”'
  let depth = 1
  for (let i = start; i < text.length && i - start <= LONGEST; i++) {
    const c = text.charAt(i)
    if (c === closing && --depth === 0) return i
    // every paragraph of a long quotation begins with a mark of its own
    else if (c === opening && c !== closing && !/\n\s*$/.test(text.slice(Math.max(start, i - 8), i))) depth++
  }
  return undefined
}

function openingBefore(text: string, end: number, closing: string): number | undefined {
  const opening = OPENING[closing] ?? '“'
  let depth = 1
  for (let i = end - 1; i >= 0 && end - i <= LONGEST; i--) {
    const c = text.charAt(i)
    if (c === opening && --depth === 0) return i
    else if (c === closing && c !== opening) depth++
  }
  return undefined
}
