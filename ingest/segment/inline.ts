import { type Positioned, slice, trim } from '../../language/text/positioned.ts'
import { type ItemMarker, itemMarker } from './markers.ts'

export interface InlineItems {
  readonly lead: Positioned
  readonly items: readonly { readonly marker: ItemMarker; readonly content: Positioned }[]
}

/** Further entries within an entry: `（一）平面图；（二）价目表；` on one line. */
export function runOnItems(item: Positioned, first: ItemMarker): Positioned[] | undefined {
  const starts = [0]
  for (const match of item.text.matchAll(/(?<=[；;。]\s*)(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]|[①-⑳])/g)) {
    const marker = itemMarker(item.text.slice(match.index))
    if (marker?.style === first.style && marker.number === first.number + starts.length) starts.push(match.index)
  }
  return starts.length < 2 ? undefined : starts.map((start, i) => trim(slice(item, start, starts[i + 1])))
}

/**
 * A list that was printed within one paragraph. Only where the numbers run from one without a gap and each stands
 * behind a mark: `有下列情形之一的：（一）…；（二）…；（三）…。`
 */
export function inlineItems(paragraph: Positioned): InlineItems | undefined {
  const starts: number[] = []
  for (const match of paragraph.text.matchAll(
    /(?<=[：:；;。]\s*)(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]|[①-⑳])/g,
  )) {
    const marker = itemMarker(paragraph.text.slice(match.index))
    if (marker?.number === starts.length + 1) starts.push(match.index)
    else return undefined
  }
  if (starts.length < 2) return undefined
  const items = starts.map((start, i) => {
    const content = trim(slice(paragraph, start, starts[i + 1]))
    return { marker: itemMarker(content.text) as ItemMarker, content }
  })
  return { lead: trim(slice(paragraph, 0, starts[0])), items }
}
