import { bareTitle } from '../../language/names/documents.ts'
import type { Positioned } from '../../language/text/positioned.ts'
import { closeUp, foldText } from '../../language/text/shape.ts'
import type { Block } from '../read/block.ts'
import { align } from './align.ts'
import { type ContentsEntry, contentsOf, PART_HEADING } from './contents.ts'
import { annexMarker, articleMarker } from './markers.ts'
import type { DraftAnomaly } from './structure.ts'
import {
  endedBefore,
  isLikelyTitle,
  isNumberLine,
  openingEvidence,
  repeatsTitle,
  type TitleCandidate,
  titleKey,
  titleShapes,
} from './titles.ts'

/** One document of a file: its title and the blocks behind it. */
export interface Item {
  readonly title: string
  /** As the body prints it, where that differs. */
  readonly printed: string
  readonly titleAt: Positioned
  /** Behind the title, up to the next item. */
  readonly blocks: readonly Block[]
  readonly start: number
}

export interface Items {
  /** Masthead, contents, colophon: what stands before the first item. */
  readonly front: readonly Block[]
  readonly items: readonly Item[]
  readonly contents: readonly ContentsEntry[]
  readonly anomalies: readonly DraftAnomaly[]
}

/** Splits a file into its documents, by its table of contents where it has one, and by titles that the text vouches for. */
export function splitItems(blocks: readonly Block[]): Items {
  const contents = contentsOf(blocks)
  const listed = new Set(contents.map((e) => e.to))
  const shapes = titleShapes(blocks).filter((c) => !listed.has(c.from) && !listed.has(c.to))
  const pairs = align(contents, shapes)
  const anomalies: DraftAnomaly[] = []
  const starts = new Map<number, { candidate: TitleCandidate; title: string }>()
  for (const { reading, candidate } of pairs) {
    const at = blocks[candidate.from]?.content
    if (at && !sameButIssuer(reading.title, candidate.title)) {
      anomalies.push({ kind: 'title_differs', at, detail: `目录：${closeUp(reading.title)}；正文：${candidate.title}` })
    }
    starts.set(candidate.from, { candidate, title: titleOf(reading.title, candidate, blocks) })
  }
  for (const entry of contents) {
    const at = blocks[entry.to]?.content
    if (!at || pairs.some((p) => p.entry === entry)) continue
    anomalies.push({ kind: 'contents_without_item', at, detail: closeUp(entry.readings[0]?.title ?? '') })
  }
  const lastEntry = contents.at(-1)?.to ?? -1
  for (const candidate of longestFirst(shapes)) {
    if (candidate.from <= lastEntry && pairs.length > 0) continue
    if (overlaps(candidate, starts) || !isLikelyTitle(blocks, candidate)) continue
    if (repeats(candidate, shapes, blocks) || isPageTitle(candidate, shapes, blocks)) continue
    if (pairs.length > 0 && !endedBefore(blocks, candidate.from)) continue
    if (belongsToAnnex(blocks, candidate, starts)) continue
    starts.set(candidate.from, { candidate, title: candidate.title })
    const at = blocks[candidate.from]?.content
    if (at && contents.length > 0 && !isAttached(blocks, candidate)) {
      anomalies.push({ kind: 'title_not_in_contents', at, detail: candidate.title })
    }
  }
  const ordered = [...starts.values()].sort((a, b) => a.candidate.from - b.candidate.from)
  const items = ordered.map(({ candidate, title }, i) =>
    itemOf(blocks, candidate, title, ordered[i + 1]?.candidate.from),
  )
  return { front: blocks.slice(0, ordered[0]?.candidate.from ?? 0), items, contents, anomalies }
}

function itemOf(blocks: readonly Block[], candidate: TitleCandidate, title: string, next: number | undefined): Item {
  const titleAt = blocks[candidate.from]?.content ?? { text: title, pieces: [] }
  return {
    title,
    printed: candidate.title,
    titleAt,
    blocks: blocks.slice(candidate.to + 1, next).filter((b) => !PART_HEADING.test(b.content.text)),
    start: blocks[candidate.from]?.start ?? 0,
  }
}

/**
 * What the contents print, where the body prints the same or less of it; else the body's title. Where the two differ by a
 * few characters one of them is misread: the contents name the item as its editors did, and the body's reading stays an alias.
 */
function titleOf(entry: string, candidate: TitleCandidate, blocks: readonly Block[]): string {
  const listed = closeUp(entry).replace(/[（(][^（()）]{1,12}[〔［(（]\d{4}[〕］)）]\d{1,4}号[)）]$/, '')
  const printed = candidate.title
  if (foldText(printed).endsWith(foldText(listed)) && printed.length > listed.length) return printed
  const numbered = /[（(]第?.{1,4}号[)）]$/.exec(listed)
  if (numbered && isNumberLine(blocks[candidate.to + 1]?.content.text ?? '')) return `${printed}${numbered[0]}`
  return listed
}

function sameButIssuer(a: string, b: string): boolean {
  const [x, y] = [titleKey(bareTitle(a)), titleKey(bareTitle(b))]
  return x.endsWith(y) || y.endsWith(x)
}

/** A title of several lines before the shorter ones that start or end with it. */
function longestFirst(shapes: readonly TitleCandidate[]): TitleCandidate[] {
  return [...shapes].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
}

/** How far below a page's title the text itself begins, in blocks. */
const PAGE_REACH = 16

/** The heading of a web page above a decree: 某办法 / 某市人民政府令 / 第41号 / … / 某办法 / 第一章. */
function isPageTitle(candidate: TitleCandidate, shapes: readonly TitleCandidate[], blocks: readonly Block[]): boolean {
  const again = shapes.find(
    (s) => s.from > candidate.to && s.from <= candidate.to + PAGE_REACH && s.key === candidate.key,
  )
  if (!again || openingEvidence(blocks, again.to) < 3) return false
  return blocks
    .slice(candidate.to + 1, again.from)
    .some((b) => /(?:人民政府|国务院|[部局])令$/.test(closeUp(b.content.text)))
}

/** 附件2 / 某规定 / 第一条: the title of an annex, in a text that has articles of its own. */
function belongsToAnnex(
  blocks: readonly Block[],
  candidate: TitleCandidate,
  starts: ReadonlyMap<number, { candidate: TitleCandidate }>,
): boolean {
  const before = blocks.slice(Math.max(0, candidate.from - 2), candidate.from)
  if (!before.some((b) => annexMarker(b.content.text))) return false
  const start = Math.max(0, ...[...starts.keys()].filter((k) => k < candidate.from))
  return blocks.slice(start, candidate.from).some((b) => articleMarker(b.content.text)?.number === 1)
}

/** How far above an attachment its notice stands, in blocks. */
const NOTICE_REACH = 14

/** 关于印发《某办法》的通知 … 某办法: what a notice publishes is printed under it and needs no entry of its own. */
function isAttached(blocks: readonly Block[], candidate: TitleCandidate): boolean {
  const above = blocks.slice(Math.max(0, candidate.from - NOTICE_REACH), candidate.from)
  const text = foldText(above.map((b) => b.content.text).join(''))
  return text.includes(foldText(bareTitle(candidate.title))) && /印发|公布|批转|转发|发布/.test(text)
}

/** The title of a law printed once more under its head, # 某条例 … 某条例 / 第一章, or in that of the notice right below: # 某条例 / 关于印发《某条例》的通知. */
function repeats(candidate: TitleCandidate, shapes: readonly TitleCandidate[], blocks: readonly Block[]): boolean {
  return shapes.some(
    (s) =>
      s.to < candidate.from &&
      (s.key.endsWith(candidate.key) || (s.to === candidate.from - 1 && repeatsTitle(s.title, candidate.title))) &&
      isLikelyTitle(blocks, s) &&
      !isPageTitle(s, shapes, blocks),
  )
}

function overlaps(candidate: TitleCandidate, starts: ReadonlyMap<number, { candidate: TitleCandidate }>): boolean {
  for (const { candidate: taken } of starts.values()) {
    if (candidate.from <= taken.to && taken.from <= candidate.to) return true
  }
  return false
}
