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

/** Where each pair of quotation marks opens and closes, both ways. */
export interface Marks {
  readonly closing: ReadonlyMap<number, number>
  readonly opening: ReadonlyMap<number, number>
}

const PAIRS: Readonly<Record<string, string>> = { '”': '“', '」': '「', '』': '『' }

/** Pairs the marks in one pass: a text of nothing but opening marks must cost no more than another. */
export function pairMarks(text: string): Marks {
  const closing = new Map<number, number>()
  const opening = new Map<number, number>()
  const open: Record<string, number[]> = { '“': [], '「': [], '『': [] }
  let straight: number | undefined
  let headOfLine = true
  const pair = (from: number | undefined, to: number) => {
    if (from === undefined) return
    closing.set(from, to)
    opening.set(to, from)
  }
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '\n') straight = undefined
    else if (c === '"' || c === '＂') {
      pair(straight, i)
      straight = straight === undefined ? i : undefined
    } else if (PAIRS[c] !== undefined) pair(open[PAIRS[c]]?.pop(), i)
    // every paragraph of a long quotation begins with a mark of its own
    else if (!(headOfLine && (open[c]?.length ?? 0) > 0)) open[c]?.push(i)
    headOfLine = c === '\n' || (headOfLine && /\s/.test(c))
  }
  return { closing, opening }
}

/** The words quoted after a citation that ends at `end`. */
export function quotationAfter(text: string, end: number, marks: Marks): Quotation | undefined {
  const near = text.slice(end, end + REACH)
  const at = near.search(/[“「『"＂]/)
  if (at < 0) return undefined
  const gap = near.slice(0, at)
  const claimed = CLAIM.test(gap)
  if (!claimed && !MENTION.test(gap)) return undefined
  return between(text, end + at, marks.closing.get(end + at), claimed)
}

/** The words quoted before a citation that starts at `start`. */
export function quotationBefore(text: string, start: number, marks: Marks): Quotation | undefined {
  const from = Math.max(0, start - REACH)
  const match = BACK.exec(text.slice(from, start))
  if (!match) return undefined
  const close = from + match.index
  const open = marks.opening.get(close)
  return open === undefined ? undefined : between(text, open, close, close - open > SENTENCE)
}

function between(text: string, open: number, close: number | undefined, claimed: boolean): Quotation | undefined {
  if (close === undefined || open + 1 >= close) return undefined
  return { start: open + 1, end: close, text: text.slice(open + 1, close), claimed }
}
