/** What the shape of a line of Chinese legal text tells, without knowing what kind of document it stands in. */
import { NUMERAL } from './numerals.ts'

/** Width in full-width characters: a Chinese character 1, a Latin letter, digit or half-width mark one half. */
export function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 0x2000 ? 0.5 : 1
  return width
}

/** A sentence, or a lead-in, ends here: 。；：！？ with closing marks behind them. */
export function isTerminated(text: string): boolean {
  return /[。；：！？;:!?…][”’」』》）)"'\s]*$/.test(text)
}

/** Starts with a number that only stands at the head of a paragraph: 第三条, 第二章, （一）, 1., 一、, ①, 附件. */
export function startsWithMarker(text: string): boolean {
  return MARKER.test(text)
}

const MARKER = new RegExp(
  [
    `^[-·•●◆*]?\\s*(?:第[${NUMERAL}]{1,9}(?:分?编|章|节|条)`,
    `[（(][${NUMERAL}]{1,5}[)）]`,
    `[一二三四五六七八九十]{1,3}(?:、|是|要)`,
    `\\d{1,3}\\s*[.．、](?!\\d)`,
    '[①-⑳]',
    '附\\s*(?:件|录|表|则)?\\s*[一二三四五六七八九十\\d]{0,3}\\s*[:：]?$',
    '附\\s*(?:件|录|表)',
    '——|－－|--)',
  ].join('|'),
)

/** A day that stands alone: 2023年10月9日, 二〇二三年十月九日. */
export function isDateLine(text: string): boolean {
  return /^[（(]?\s*[\d０-９〇○零一二三四五六七八九]{4}\s*年\s*[\d０-９一二三四五六七八九十]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日\s*[)）]?$/.test(
    text,
  )
}

/** Two texts are the same but for white space and the width of their marks. */
export function foldText(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[〔[【]/g, '(')
    .replace(/[〕\]】]/g, ')')
    .replace(/[“”„"]/g, '"')
    .replace(/[‘’']/g, "'")
}

/** Without white space between Chinese characters: 总　则 → 总则. A single space next to Latin text stays. */
export function closeUp(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<![A-Za-z,.;:]) (?![A-Za-z])/g, '')
}
