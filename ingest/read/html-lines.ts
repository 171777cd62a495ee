import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Block } from './compose.ts'
import { attribute, BLOCKS, type Context, isHidden, within } from './html-style.ts'
import { htmlTables } from './html-tables.ts'
import { type HtmlBlock, lineBuilder } from './html-text.ts'

type Step = { readonly node: Tree.Node; readonly context: Context } | { readonly leave: () => void }

/** The lines of a page in the order of its source. Walks with a stack of its own: pages come nested deeper than ours reaches. */
export function htmlLines(root: Tree.Node): Block[] {
  const line = lineBuilder()
  const tables = htmlTables(line)
  const numbers = new Map<Tree.Node, number>()
  const steps: Step[] = [{ node: root, context: {} }]
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('leave' in step) {
      step.leave()
      continue
    }
    const { node, context } = step
    if (node.nodeName === '#text') line.add((node as Tree.TextNode).value, context)
    if (!('childNodes' in node)) continue
    const element = 'tagName' in node ? node : undefined
    if (element && isHidden(element)) continue
    const inner = element ? within(element, context) : context
    if (element?.tagName === 'br') line.endLine()
    if (element && BLOCKS.has(element.tagName)) {
      line.endBlock()
      const leaveTable = tables.enter(element.tagName)
      steps.push({
        leave: () => {
          line.endBlock()
          leaveTable?.()
        },
      })
      if (element.tagName === 'li') numberItem(element, inner)
    }
    for (let i = node.childNodes.length - 1; i >= 0; i--) {
      const child = node.childNodes[i]
      if (child) steps.push({ node: child, context: inner })
    }
  }
  line.endBlock()
  return withoutAsides(line.blocks())

  /** The numbers of `<ol>` are seen but are no text of the page. */
  function numberItem(item: Tree.Element, inner: Context): void {
    const list = item.parentNode
    if (list?.nodeName !== 'ol' || !('attrs' in list)) return
    if (/list-style[^;]*none/i.test(attribute(list, 'style') ?? '') || (attribute(list, 'type') ?? '1') !== '1') return
    const given = Number.parseInt(attribute(item, 'value') ?? '', 10)
    const first = Number.parseInt(attribute(list, 'start') ?? '1', 10)
    const number = Number.isNaN(given) ? (numbers.get(list) ?? (Number.isNaN(first) ? 1 : first)) : given
    numbers.set(list, number + 1)
    line.add(`${number}. `, inner)
  }
}

/** Menus and banners are left out; a form stays where it holds the page (as ASP.NET has it), and anything where nothing else is. */
function withoutAsides(blocks: readonly HtmlBlock[]): Block[] {
  const size = (some: readonly HtmlBlock[]) => some.reduce((sum, block) => sum + block.text.trim().length, 0)
  const text = blocks.filter((block) => !block.aside)
  const form = blocks.filter((block) => block.aside === 'form')
  const keepForm = size(form) > size(text)
  const kept = blocks.filter((block) => !block.aside || (keepForm && block.aside === 'form'))
  return (size(kept) > 0 ? kept : blocks).map(({ aside, ...block }) => block)
}
