import { decode } from './decode.ts'
import { longLines, rawLines, spaceWidth, trimRange } from './lines.ts'
import type { Line, Reader } from './port.ts'

/** Plain text, in any of the encodings of `decode.ts`. A blank line ends a paragraph; \f ends a page. */
export const textReader: Reader = {
  mediaType: 'text/plain',
  extensions: ['.txt'],
  async read(bytes, path) {
    const { text, notices } = decode(bytes, path)
    const lines = linesOf(text)
    return { text, lines, notices: [...notices, ...longLines(lines)] }
  },
}

function linesOf(text: string): Line[] {
  const paged = text.includes('\f')
  const lines: Line[] = []
  let blank = false
  let fresh = false
  for (const raw of rawLines(text)) {
    if (raw.opensPage) fresh = true
    const range = trimRange(text, raw.start, raw.end)
    if (!range) {
      blank = true
      continue
    }
    const indent = spaceWidth(text, raw.start, range.start)
    lines.push({
      ...range,
      // blank lines at the foot and the head of a page fill it; they end no paragraph
      ...(blank && !fresh && lines.length > 0 ? { breakBefore: true } : {}),
      ...(paged ? { page: raw.page } : {}),
      ...(indent > 0 ? { indent } : {}),
    })
    blank = false
    fresh = false
  }
  return lines
}
