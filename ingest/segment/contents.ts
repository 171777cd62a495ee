import { foldText } from '../../language/text/shape.ts'
import type { Block } from '../read/block.ts'
import { isContentsHead } from './markers.ts'

/** An entry of a gazette's table of contents: evidence for an item, not the truth. */
export interface ContentsEntry {
  /** As printed, without leader and page: the line with the page, and with one, two, three lines above it. */
  readonly readings: readonly { readonly title: string; readonly from: number }[]
  readonly page?: number
  /** The block with the page. */
  readonly to: number
}

/** Dots that lead to a page number, with the author between where the gazette names one: `…议程·····13`, `…说明……某某（5）`. */
const LED =
  /^(.*?)\s*(?:(?:[·．.…⋯・•‧∙。_—-]\s?){3,}|…+)\s*(?:[\u4e00-\u9fa5·]{1,4}\s?[\u4e00-\u9fa5·]{0,8}\s*)?[（(]?\s*(\d{1,4})\s*[)）]?$/
/** Blanks, a slash or brackets alone are too little to tell an entry anywhere else than below 目录. */
const WEAK = /^(.*?)(?:\t+|\s{2,}|\s*\/)\s*[（(]?(\d{1,4})[)）]?$|^(.{4,}?)\s*[（(](\d{1,4})[)）]$/
/** Two columns that were flattened: `标题 (3) 标题 (8)`. */
const SEVERAL = /[（(]\d{1,4}[)）]\s+(?=\S)/g
/** ★ 重要文件, 【市政府令】: a heading within the contents or before the first item of a part. */
export const PART_HEADING = /^[★☆●◆■▲※]|^【[^】]{2,12}】$|^[━─=]{4,}/

/** How many printed lines an entry may take before the one with its page. */
const MOST_LINES = 4

/** The entries of all tables of contents of the file, in order. Empty where there is none. */
export function contentsOf(blocks: readonly Block[]): ContentsEntry[] {
  const led = ledEntries(blocks)
  return led.length >= 2 ? led : plainEntries(blocks)
}

function ledEntries(blocks: readonly Block[]): ContentsEntry[] {
  const entries: ContentsEntry[] = []
  let above: { from: number; text: string }[] = []
  let lastLed = blocks.findIndex((b) => isContentsHead(b.content.text))
  blocks.forEach((block, i) => {
    if (block.role !== 'body') return
    for (const text of columnsOf(block.content.text)) {
      const near = lastLed >= 0 && i - lastLed <= 12
      const led = entryOf(text, near)
      if (led === undefined) {
        const restart = isContentsHead(text) || PART_HEADING.test(text)
        above = restart ? [] : [...above, { from: i, text }].slice(-MOST_LINES)
        continue
      }
      const own = led.title.replace(ORDINAL, '')
      const lines = own === '' ? above : [...(ORDINAL.test(led.title) ? [] : above), { from: i, text: own }]
      const readings = lines
        .map((line, k) => ({
          title: lines
            .slice(k)
            .map((l) => l.text)
            .join(' '),
          from: line.from,
        }))
        .reverse()
        .slice(0, MOST_LINES)
      if (readings.length > 0 && led.page > 0) entries.push({ readings, page: led.page, to: i })
      above = []
      lastLed = i
    }
  })
  return entries
}

/** The entries of a line, each with its page. */
function columnsOf(text: string): string[] {
  const ends = [...text.matchAll(SEVERAL)].map((m) => m.index + m[0].length)
  return [0, ...ends].map((start, i) => text.slice(start, ends[i]).trim())
}

/** 1. …, 2、… before a title in the contents. */
const ORDINAL = /^\d{1,3}\s*[.．、]\s*/

function entryOf(text: string, near: boolean): { readonly title: string; readonly page: number } | undefined {
  const half = text.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
  const match = LED.exec(half) ?? (near ? WEAK.exec(half) : null)
  const title = (match?.[1] ?? match?.[3])?.trim()
  if (!match || title === undefined || /[。；]/.test(title)) return undefined
  return { title: text.slice(0, title.length), page: Number(match[2] ?? match[4]) }
}

/** A list of titles under 目录 without pages: it ends where its first line stands again. */
function plainEntries(blocks: readonly Block[]): ContentsEntry[] {
  const head = blocks.findIndex((b) => b.role === 'body' && isContentsHead(b.content.text))
  if (head < 0 || head > 60) return []
  const first = blocks.findIndex((b, i) => i > head && b.role === 'body' && !PART_HEADING.test(b.content.text))
  const key = foldText(blocks[first]?.content.text ?? '')
  if (first < 0 || key.length < 6 || /^第.{1,4}[编章节条]/.test(key)) return []
  const again = blocks.findIndex((_, i) => i > first && startsWithKey(blocks, i, key))
  if (again < 0 || again - first > 120) return []
  return blocks
    .slice(first, again)
    .flatMap((b, i) =>
      b.role === 'body' && !PART_HEADING.test(b.content.text)
        ? [{ readings: [{ title: b.content.text, from: first + i }], to: first + i }]
        : [],
    )
}

/** The text at `i`, with up to two more lines, is `key`: a title of one line in the contents may have several in the body. */
function startsWithKey(blocks: readonly Block[], i: number, key: string): boolean {
  let text = ''
  for (let j = i; j < Math.min(blocks.length, i + 3) && text.length < key.length; j++)
    text += foldText(blocks[j]?.content.text ?? '')
  return text === key
}
