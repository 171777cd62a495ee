import { foldText, isDateLine, isTerminated, startsWithMarker } from '../../language/text/shape.ts'
import { type Block, merge } from '../read/block.ts'
import type { Description } from './describe.ts'
import type { Item } from './items.ts'
import { articleMarker } from './markers.ts'

/** Without head lines, and without the title where it is printed once more, on one line or several. */
export function bodyBlocks(item: Item, description: Description): Block[] {
  const body = item.blocks.filter((b) => b.role === 'body').slice(description.headBlocks)
  const title = foldText(item.printed)
  let again = 0
  while (again < 4 && isPartOf(title, body[again])) again++
  return rejoinPlain(withoutSignature(body.slice(again)))
}

/**
 * In a law, a plain paragraph ends with a mark; one that doesn't and goes on with a plain paragraph that does was cut by a page.
 *
 *   每年新增土地应当安排一定比例的土地专  +  项指标，用于支持…项目。
 */
function rejoinPlain(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    if (before && wasCut(before) && isPlain(block) && isTerminated(block.content.text))
      joined[joined.length - 1] = merge(before, block)
    else joined.push(block)
  }
  return joined
}

function wasCut(block: Block): boolean {
  const text = block.content.text
  const article = articleMarker(text)
  if (!isPlain(block) && !article) return false
  return text.length - (article?.length ?? 0) >= 8 && /[\u4e00-\u9fa5，、]$/.test(text) && /^[^\t|]+$/.test(text)
}

function isPlain({ content, heading, table, centred }: Block): boolean {
  return !heading && !table && !centred && !startsWithMarker(content.text) && !content.text.includes('\t')
}

/** A body or an office-holder and a day below the last article: 代市长　某某 / 2025年5月26日. */
function withoutSignature(body: Block[]): Block[] {
  const last = body.findLastIndex((b) => isDateLine(b.content.text))
  if (last < 0 || last < body.length - 2) return body
  let end = last
  while (end > 1 && last - end < 3 && isSignature(body[end - 1]?.content.text ?? '')) end--
  return body.slice(0, end)
}

function isSignature(text: string): boolean {
  return text.length <= 30 && !isTerminated(text) && !startsWithMarker(text) && !/[，、]/.test(text)
}

function isPartOf(title: string, block: Block | undefined): boolean {
  const text = foldText(block?.content.text ?? '')
  return text.length >= 4 && title.includes(text)
}
