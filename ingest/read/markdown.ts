import { decode } from './decode.ts'
import { frontMatter } from './frontmatter.ts'
import { longLines } from './lines.ts'
import { scanMarkdown } from './markdown-blocks.ts'
import type { Reader } from './port.ts'

/**
 * Markdown, as people write laws in it. A scanner of lines and not a parser of CommonMark: positions are what we exist for, the
 * parsers take four-space indentation for code and 1. for a list's own number, and they are too slow for a corpus.
 */
export const markdownReader: Reader = {
  mediaType: 'text/markdown',
  extensions: ['.md', '.markdown'],
  async read(bytes, path) {
    const { text, notices } = decode(bytes, path)
    const front = frontMatter(text)
    const lines = scanMarkdown(text, front?.end ?? 0)
    const title = front?.meta.title ?? front?.meta.标题
    return {
      text,
      lines,
      notices: [...notices, ...longLines(lines)],
      ...(title ? { title } : {}),
      ...(front ? { meta: front.meta } : {}),
    }
  },
}
