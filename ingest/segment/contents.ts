import { foldText } from '../../language/text/shape.ts'
import type { Block } from '../read/clean.ts'
import { isContentsHead } from './markers.ts'

/** An entry of a gazette's table of contents: evidence for an item, not the truth. */
export interface ContentsEntry {
  /** As printed, without leader and page: the line with the page, and with one, two, three lines above it. */
  readonly readings: readonly { readonly title: string; readonly from: number }[]
  readonly page?: number
  /** The block with the page. */
  readonly to: number
}

/** Dots or blanks that lead to a page number: `…议程·····13`, `…公告 ........ 2`, `…决定（5）`. */
const LED =
  /^(.*?)[\s]*(?:[·．.…⋯・•‧∙。_—-]\s?){3,}\s*[（(]?\s*(\d{1,4})\s*[)）]?$|^(.*?)(?:…{1,}|\t+|\s{3,})[（(]?\s*(\d{1,4})\s*[)）]?$|^(.{6,}?)\s*[（(](\d{1,4})[)）]$/

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
    const text = block.content.text
    const match = LED.exec(text)
    const own = (match?.[1] ?? match?.[3] ?? match?.[5] ?? '').trim()
    const bracketed = match?.[6] !== undefined
    const near = lastLed >= 0 && i - lastLed <= 12
    if (match && (!bracketed || near) && !/[。；]/.test(own)) {
      const lines = own === '' ? above : [...above, { from: i, text: own }]
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
      const page = Number(match[2] ?? match[4] ?? match[6])
      if (readings.length > 0 && page > 0) entries.push({ readings, page, to: i })
      above = []
      lastLed = i
    } else above = isContentsHead(text) ? [] : [...above, { from: i, text }].slice(-MOST_LINES)
  })
  return entries
}

/** A list of titles under 目录 without pages: it ends where its first line stands again. */
function plainEntries(blocks: readonly Block[]): ContentsEntry[] {
  const head = blocks.findIndex((b) => b.role === 'body' && isContentsHead(b.content.text))
  if (head < 0 || head > 60) return []
  const first = blocks.findIndex((b, i) => i > head && b.role === 'body')
  const key = foldText(blocks[first]?.content.text ?? '')
  if (first < 0 || key.length < 6 || /^第.{1,4}[编章节条]/.test(key)) return []
  const again = blocks.findIndex((b, i) => i > first && foldText(b.content.text) === key)
  if (again < 0 || again - first > 120) return []
  return blocks
    .slice(first, again)
    .flatMap((b, i) =>
      b.role === 'body' ? [{ readings: [{ title: b.content.text, from: first + i }], to: first + i }] : [],
    )
}
