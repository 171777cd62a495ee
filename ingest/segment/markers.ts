/** The numbers at the head of a paragraph of law, and the headings: one function for each, each under its examples. */
import { NUMERAL, parseNumeral } from '../../language/text/numerals.ts'
import { closeUp, isTerminated } from '../../language/text/shape.ts'

export interface Marker {
  readonly number: number
  /** As printed, without inner spaces: 第三条, （一）. */
  readonly label: string
  /** Characters of the text that the marker takes, white space behind it included. */
  readonly length: number
}

export interface ArticleMarker extends Marker {
  readonly sub?: number
  /** 第三条　（立法目的）, 第三条【立法目的】 */
  readonly heading?: string
  /** Something other than white space or an end of line follows the number at once. */
  readonly tight: boolean
}

const N = `[${NUMERAL}\\s]`
const ARTICLE = new RegExp(`^第(${N}{1,12}?)条(?:\\s?之([一二三四五六七八九十]{1,3}))?`)

/** 第三条 …, 第二百三十四条之一 …, 第 三 条, 第3条, 第三条：…, 第三条（目的）. Undefined for a sentence that starts with a citation. */
export function articleMarker(text: string): ArticleMarker | undefined {
  const match = ARTICLE.exec(text)
  const number = match?.[1] && parseNumeral(match[1])
  if (!match || number === undefined || number === '') return undefined
  const rest = text.slice(match[0].length)
  // 第三条第二款规定的…, 第三条和第五条…: a sentence that starts with a citation
  if (
    /^\s*第[^条章]{1,6}[款项目]|^(?:第|[、，,]|[至和与及或](?=第|者)|规定|的|所|中|[之前后]|修改|删去|增加|作为)/.test(
      rest,
    )
  )
    return undefined
  const gap = /^[\s　:：.．]*/.exec(rest)?.[0].length ?? 0
  const heading = /^(?:【([^】]{1,30})】|〔([^〕]{1,30})〕|[（(]([^（）()，。；]{1,20})[)）](?=\s|$))\s*/.exec(
    rest.slice(gap),
  )
  const sub = match[2] === undefined ? undefined : parseNumeral(match[2])
  return {
    number,
    ...(sub === undefined ? {} : { sub }),
    label: closeUp(match[0]),
    length: match[0].length + gap + (heading?.[0].length ?? 0),
    ...(heading ? { heading: closeUp(heading[1] ?? heading[2] ?? heading[3] ?? '') } : {}),
    tight: rest !== '' && gap === 0 && !heading,
  }
}

const HEADING_UNITS = { 编: 'part', 分编: 'subpart', 章: 'chapter', 节: 'section' } as const

export interface HeadingMarker extends Marker {
  readonly kind: (typeof HEADING_UNITS)[keyof typeof HEADING_UNITS]
  readonly heading: string
}

const HEADING = new RegExp(`^第(${N}{1,10}?)(分编|编|章|节)(?=\\s|[:：]|$|\\S)[\\s　:：]*`)

/** 第一章　总　则, 第二分编 担保物权. Undefined for a sentence that starts with 第一章规定…. */
export function headingMarker(text: string): HeadingMarker | undefined {
  const match = HEADING.exec(text)
  const number = match?.[1] && parseNumeral(match[1])
  if (!match || number === undefined || number === '') return undefined
  const heading = text.slice(match[0].length)
  const tight = match[0].trimEnd().length === match[0].length
  // 第一章规定的…, 第三章和第四章…: a sentence that starts with a citation
  if (tight && /^(?:的|规定|所(?!有)|至|、|，|第|和第|与第|中的?(?:规定|有关)|以外)/.test(heading)) return undefined
  if (heading.length > 45 || (isTerminated(heading) && !/^[^，。；：]{2,12}。$/.test(heading))) return undefined
  return {
    kind: HEADING_UNITS[match[2] as keyof typeof HEADING_UNITS],
    number,
    label: closeUp(match[0].replace(/[\s　:：]+$/, '')),
    length: match[0].length,
    heading: closeUp(heading).replace(/。$/, ''),
  }
}

/** How a list numbers its entries; a deeper list in one entry numbers them in another way. */
export type ListStyle = 'bracket' | 'bracket_arabic' | 'point' | 'comma' | 'circle'

export interface ItemMarker extends Marker {
  readonly style: ListStyle
}

const ITEM_STYLES: readonly { style: ListStyle; pattern: RegExp }[] = [
  { style: 'bracket', pattern: /^[（(]\s*([〇零一二三四五六七八九十百廿卅]{1,5})\s*[)）]\s*[、.．]?\s*/ }, // （一）
  { style: 'bracket_arabic', pattern: /^[（(]?\s*([\d０-９]{1,3})\s*[)）]\s*/ }, // (1), 1）
  { style: 'point', pattern: /^([\d０-９]{1,3})\s*[.．、](?![\d０-９])\s*/ }, // 1.
  { style: 'comma', pattern: /^([一二三四五六七八九十百]{1,4})\s*、\s*/ }, // 一、
  { style: 'circle', pattern: /^([①-⑳])\s*/ }, // ①
]

/** （一）…, (一)…, - (一)…, 1. …, 一、…, ① … */
export function itemMarker(text: string): ItemMarker | undefined {
  const bullet = /^[-·•●]\s*(?=[（(\d一二三四五六七八九十])/.exec(text)?.[0].length ?? 0
  for (const { style, pattern } of ITEM_STYLES) {
    const match = pattern.exec(text.slice(bullet))
    const numeral = match?.[1]
    if (!match || numeral === undefined) continue
    const number = style === 'circle' ? numeral.charCodeAt(0) - 0x245f : parseNumeral(numeral)
    if (number === undefined) continue
    return { style, number, label: match[0].replace(/\s+/g, ''), length: bullet + match[0].length }
  }
  return undefined
}

/** 附件, 附件1：…, 附录二, 附：…, 附表 – alone on a line, not a sentence about one. 附则 is a chapter. */
export function annexMarker(text: string): { readonly label: string; readonly heading: string } | undefined {
  const match = /^(附\s*(?:件|录|表|图)?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?)\s*(?:[:：.、]\s*|\s+|$)(.*)$/.exec(
    text,
  )
  const heading = match?.[2] ?? ''
  if (!match?.[1] || heading === '则' || heading.length > 50 || /[。；，]/.test(heading)) return undefined
  return { label: closeUp(match[1]), heading: closeUp(heading) }
}

/** 目录, 目 次 */
export function isContentsHead(text: string): boolean {
  return /^(?:本期|总)?目\s*[录次]$/.test(text.trim())
}
