import { concat, envelope, type Positioned } from '../../language/text/positioned.ts'

/** Paragraphs as one text, a line each. The line ends are those of the source, so that the text is still made of its pieces. */
export function joinLines(lines: readonly Positioned[], source: string): Positioned {
  const parts: Positioned[] = []
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    if (before) {
      const at = source.indexOf('\n', envelope(before).end)
      if (at >= 0 && at < envelope(line).start) parts.push({ text: '\n', pieces: [{ start: at, end: at + 1 }] })
    }
    parts.push(line)
  })
  return concat(parts)
}
