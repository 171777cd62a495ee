import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { fail } from '../../base/errors.ts'
import { compose } from './compose.ts'
import { damage, decode } from './decode.ts'
import { htmlLines } from './html-lines.ts'
import { longLines } from './lines.ts'
import type { Extract, Reader } from './port.ts'

/** HTML, as government sites publish it and as Word saves it. */
export const htmlReader: Reader = {
  mediaType: 'text/html',
  extensions: ['.html', '.htm'],
  async read(bytes, path) {
    const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
    const declared = /(?:<meta[^>]+charset|<\?xml[^>]+encoding)\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]
    return extractHtml(decode(bytes, path, declared).text, path)
  },
}

/** The text of a page; FILE_EMPTY where it has none. */
export function extractHtml(html: string, path: string): Extract {
  const document = parse(html)
  const { text, lines } = compose(htmlLines(document))
  if (lines.length === 0) throw fail('FILE_EMPTY', { path })
  const heading = lines.find((line) => line.heading === 1)
  const title = titleOf(document) ?? (heading && text.slice(heading.start, heading.end))
  return { text, lines, notices: [...damage(text), ...longLines(lines)], ...(title ? { title } : {}) }
}

function titleOf(document: Tree.Document): string | undefined {
  const child = (parent: Tree.ParentNode | undefined, name: string) =>
    parent?.childNodes.find((node): node is Tree.Element => node.nodeName === name)
  const title = child(child(child(document, 'html'), 'head'), 'title')
  const words = title?.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
  return words?.replace(/\s+/g, ' ').trim() || undefined
}
