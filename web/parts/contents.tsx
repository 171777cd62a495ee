import { lawPath } from '../../graph/ids.ts'
import type { ContentsEntry } from '../../query/tree.ts'
import type { Frame } from '../frame.ts'

interface ContentsProps {
  readonly frame: Frame
  readonly law: string
  readonly at?: string | undefined
  readonly entries: readonly ContentsEntry[]
  /** For a law without chapters: its article numbers, as [eId, number in the margin, label]. */
  readonly articles: readonly (readonly [eid: string, number: string, label: string])[]
  /** eIds of the divisions above what is being read. */
  readonly here?: readonly string[]
  /** Link to anchors of this page rather than to the law's. */
  readonly anchors?: boolean
}

/** The contents: at the left on a wide screen, folded above the text on a phone. */
export function Contents({ frame, law, at, entries, articles, here = [], anchors }: ContentsProps) {
  const to = (eid: string) => `${anchors ? '' : lawPath(law, undefined, at)}#${eid}`
  if (entries.length === 0 && articles.length === 0) return null
  return (
    <details class="fold contents">
      <summary>{frame.say('contents')}</summary>
      <nav aria-label={frame.say('contents')}>
        {entries.length > 0 ? (
          <ol>
            {entries.map((e) => (
              <li class={`depth-${Math.min(e.depth, 3)}`}>
                <a href={to(e.eid)} aria-current={here.includes(e.eid) ? 'true' : undefined}>
                  <span class="unit">{e.label}</span> <span>{e.heading}</span>
                  <small>{span(e)}</small>
                </a>
              </li>
            ))}
          </ol>
        ) : (
          <p class="numbers">
            {articles.map(([eid, number, label]) => (
              <a href={to(eid)} aria-label={label} aria-current={here.includes(eid) ? 'true' : undefined}>
                {number}
              </a>
            ))}
          </p>
        )}
      </nav>
    </details>
  )
}

/** art_9 … art_15 → 9–15 */
function span(entry: ContentsEntry): string {
  const number = (eid: string | undefined) => eid?.replace(/^.*art_/, '') ?? ''
  const [first, last] = [number(entry.first), number(entry.last)]
  return first === last ? first : `${first}–${last}`
}
