/** Ranges of a text, ascending: [start, end). */
type Ranges = readonly (readonly [start: number, end: number])[]

/** The text with its ranges in <mark>. Ranges may touch or overlap; what lies outside the text is left out. */
export function Marked({ text, ranges, from = 0, id }: { text: string; ranges: Ranges; from?: number; id?: string }) {
  const parts: unknown[] = []
  let at = 0
  let anchor = id
  for (const range of ranges) {
    const start = Math.max(range[0] - from, at)
    const end = Math.min(range[1] - from, text.length)
    if (start >= end) continue
    parts.push(text.slice(at, start), <mark id={anchor}>{text.slice(start, end)}</mark>)
    anchor = undefined
    at = end
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}

/** Characters of a quotation in a list of results. */
const QUOTE = 180

/** The sentence with the first match, with some of what stands around it; an ellipsis where something is left out. */
export function Quote({ text, ranges }: { text: string; ranges: Ranges }) {
  const line = text.replace(/\s/g, ' ')
  if (line.length <= QUOTE + 40) return <Marked text={line} ranges={ranges} />
  const first = ranges[0]?.[0] ?? 0
  const sentence = Math.max(line.lastIndexOf('。', first), line.lastIndexOf('；', first)) + 1
  const start = Math.min(first - sentence > QUOTE / 2 ? Math.max(0, first - 30) : sentence, line.length - QUOTE)
  const end = Math.min(start + QUOTE, line.length)
  return (
    <>
      {start > 0 ? '…' : ''}
      <Marked text={line.slice(start, end)} ranges={ranges} from={start} />
      {end < line.length ? '…' : ''}
    </>
  )
}
