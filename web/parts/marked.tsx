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

interface QuoteProps {
  readonly text: string
  readonly ranges: Ranges
  /** A clause to point out besides, and what to call it. */
  readonly clause?: Clause | undefined
}

interface Clause {
  readonly range: Ranges[number]
  readonly title: string
}

/**
 * The clause, else the sentence with the first match, with some of what stands around it; an ellipsis where something is left
 * out.
 */
export function Quote({ text, ranges, clause }: QuoteProps) {
  const line = text.replace(/\s/g, ' ')
  if (line.length <= QUOTE + 40) return <Pointed text={line} ranges={ranges} clause={clause} from={0} />
  const first = clause?.range[0] ?? ranges[0]?.[0] ?? 0
  const sentence = Math.max(line.lastIndexOf('。', first), line.lastIndexOf('；', first)) + 1
  const start = Math.min(first - sentence > QUOTE / 2 ? Math.max(0, first - 30) : sentence, line.length - QUOTE)
  const end = Math.min(start + QUOTE, line.length)
  return (
    <>
      {start > 0 ? '…' : ''}
      <Pointed text={line.slice(start, end)} ranges={ranges} clause={clause} from={start} />
      {end < line.length ? '…' : ''}
    </>
  )
}

/** As `Marked`, with the clause in <em>; words can be marked within it. */
function Pointed({ text, ranges, clause, from }: QuoteProps & { from: number }) {
  const [start, end] = (clause?.range ?? [0, 0]).map((at) => Math.min(Math.max(at - from, 0), text.length))
  if (!clause || start === undefined || end === undefined || start >= end) {
    return <Marked text={text} ranges={ranges} from={from} />
  }
  return (
    <>
      <Marked text={text.slice(0, start)} ranges={ranges} from={from} />
      <em class="closest" title={clause.title}>
        <Marked text={text.slice(start, end)} ranges={ranges} from={from + start} />
      </em>
      <Marked text={text.slice(end)} ranges={ranges} from={from + end} />
    </>
  )
}
