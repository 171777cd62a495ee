import type { VerifyItem, VerifyReport } from '../../query/verify.ts'
import type { Frame } from '../frame.ts'

/** Items that stand at the same characters: a list such as 第三条、第五条. */
interface Group {
  readonly start: number
  readonly end: number
  readonly items: readonly { readonly item: VerifyItem; readonly number: number }[]
}

/** The text as it was sent, a paragraph a line; each citation carries the number and the words of its verdicts. */
export function VerifiedText({ frame, result }: { frame: Frame; result: VerifyReport }) {
  const groups = groupsOf(result.items)
  let from = 0
  return (
    <>
      {result.text.split('\n').map((line) => {
        const start = from
        from += line.length + 1
        const within = groups.filter((g) => g.start >= start && g.start < start + line.length)
        return line.trim() === '' ? null : <p>{marked(frame, line, start, within)}</p>
      })}
    </>
  )
}

function marked(frame: Frame, line: string, offset: number, groups: readonly Group[]): unknown[] {
  const parts: unknown[] = []
  let at = 0
  for (const { start, end, items } of groups) {
    const [from, to] = [Math.max(start - offset, at), Math.min(end - offset, line.length)]
    if (from >= to) continue
    const first = items[0]?.number ?? 0
    parts.push(
      line.slice(at, from),
      <span class={`verified-cite ${worstOf(items)}`} id={`c${first}`}>
        {line.slice(from, to)}
      </span>,
      items.map(({ item, number }) => (
        <a
          class={`verdict-mark ${item.verdict}`}
          href={`#v${number}`}
          id={number === first ? undefined : `c${number}`}
          aria-label={`${number} ${frame.say(`verdict_${item.verdict}`)}`}
        >
          {number} {frame.say(`mark_${item.verdict}`)}
        </a>
      )),
    )
    at = to
  }
  parts.push(line.slice(at))
  return parts
}

const RANK: Readonly<Record<VerifyItem['verdict'], number>> = {
  no_such_provision: 0,
  quote_differs: 1,
  not_in_force: 2,
  ambiguous: 3,
  not_in_corpus: 4,
  exists: 5,
}

/** The line under a list is that of what the author has to look at first. */
function worstOf(items: Group['items']): VerifyItem['verdict'] {
  const verdicts = items.map(({ item }) => item.verdict)
  return verdicts.sort((a, b) => RANK[a] - RANK[b])[0] ?? 'exists'
}

/** In the order of the text. */
function groupsOf(items: readonly VerifyItem[]): Group[] {
  const groups: { start: number; end: number; items: { item: VerifyItem; number: number }[] }[] = []
  items.forEach((item, i) => {
    const last = groups.at(-1)
    if (last && item.start < last.end) last.items.push({ item, number: i + 1 })
    else groups.push({ start: item.start, end: item.end, items: [{ item, number: i + 1 }] })
  })
  return groups
}
