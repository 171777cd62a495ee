import { LINK_REASONS, RELATIONS } from '../../graph/model.ts'
import type { Reference, References } from '../../query/references.ts'
import type { Frame } from '../frame.ts'
import type { Spot } from '../places.ts'
import { day, term } from '../words.ts'

/** What the citations of a text lead to, and how a page links them. */
export interface Citing {
  readonly references: References
  /** The law that is being read: its own name is left out of previews. */
  readonly law?: string | undefined
  /** Where candidates are listed. */
  readonly candidates: string
  /** The address on this page, where the cited text stands on it. */
  readonly near?: (reference: Reference) => string | undefined
}

/** Targets of one citation that a preview names. */
const MOST = 6

/** A text with its citations as links, each exactly over its characters. */
export function CitedText({
  frame,
  text,
  spots,
  citing,
}: {
  frame: Frame
  text: string
  spots: readonly Spot[]
  citing: Citing
}) {
  if (spots.length === 0) return <>{text}</>
  const parts: unknown[] = []
  let at = 0
  for (const spot of spots) {
    const end = Math.min(spot.end, text.length)
    if (spot.start < at || spot.start >= end) continue
    parts.push(
      text.slice(at, spot.start),
      <Cite frame={frame} words={text.slice(spot.start, end)} spot={spot} citing={citing} />,
    )
    at = end
  }
  parts.push(text.slice(at))
  return <>{parts}</>
}

interface CiteProps {
  readonly frame: Frame
  readonly words: string
  readonly spot: Spot
  readonly citing: Citing
}

/**
 * One citation. Resolved: a link to its (first) target. Not in the corpus: a link to the page of the law to come, with a word.
 * Ambiguous: a link to where the candidates are. Unresolved: text with the reason. `data-says` is shown on hover and focus.
 */
function Cite({ frame, words, spot, citing }: CiteProps) {
  const references = spot.citations.map((c) => citing.references.get(c)).filter((r) => r !== undefined)
  const first = references.find((r) => r.path !== undefined && r.known) ?? references.find((r) => r.path !== undefined)
  const says = previewOf(frame, references, citing.law)
  if (first?.path !== undefined) {
    const href = citing.near?.(first) ?? first.path
    return (
      <a class={first.known ? 'ref' : 'ref unknown'} href={href} data-says={says}>
        {words}
      </a>
    )
  }
  if (references.some((r) => r.citation.status === 'ambiguous')) {
    return (
      <a class="ref ambiguous" href={citing.candidates} data-says={says}>
        {words}
      </a>
    )
  }
  return (
    <span class="ref unresolved" data-says={says}>
      {words}
    </span>
  )
}

/** A line for each target: what it is, how it begins, or why it leads nowhere. */
function previewOf(frame: Frame, references: readonly Reference[], law: string | undefined): string {
  const lines = references.slice(0, MOST).map((reference) => {
    const { relation } = reference.citation
    const kind = relation === 'reference' ? '' : `${term(frame.lang, RELATIONS, relation)} · `
    const name = nameOf(reference, law)
    return `${kind}${name}${name === '' ? '' : frame.lang === 'zh' ? '　' : ' '}${outcomeOf(frame, reference)}`.trim()
  })
  const rest = references.length - lines.length
  return [...new Set(lines), ...(rest > 0 ? [frame.say('and_more', { n: rest })] : [])].join('\n')
}

/** 《某条例》第三条; without the title of the law that is being read. */
export function nameOf({ law, name }: Pick<Reference, 'law' | 'name'>, own?: string): string {
  const title = law === undefined || (law === own && name !== undefined) ? '' : `《${law}》`
  return title + (name ?? '')
}

/** How the target begins, else why there is nothing to show, in words. */
export function outcomeOf({ say, lang }: Frame, { citation, known, text, asOf, candidates, path }: Reference): string {
  if (citation.status === 'ambiguous') {
    return `${say('ambiguous')}${lang === 'zh' ? '：' : ': '}${candidates.map((c) => c.name).join('、')}`
  }
  if (citation.status === 'unresolved' || path === undefined) {
    return `${say('unresolved')}${lang === 'zh' ? '：' : ': '}${term(lang, LINK_REASONS, citation.reason ?? 'not_linked')}`
  }
  if (!known) return say('not_here')
  return asOf === undefined ? text : `${say('as_of', { date: day(lang, asOf) })} ${text}`
}
