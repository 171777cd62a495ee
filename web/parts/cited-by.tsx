import type { CitationsView } from '../../query/citations.ts'
import type { Reference } from '../../query/references.ts'
import type { Frame } from '../frame.ts'
import { citationsPath } from '../links.ts'
import { CitedRows, LawCounts } from './citations.tsx'
import { CitingRows } from './citing-rows.tsx'

/** Laws that are named with their counts. */
const LAWS = 5

interface CitedByProps {
  readonly frame: Frame
  /** The first of them; `total` is honest. */
  readonly result: CitationsView
  readonly at: string | undefined
}

/** Who cites this: how often, by which laws, and the first sentences. */
export function CitedBy({ frame, result, at }: CitedByProps) {
  const { say } = frame
  const { law, eid, total, items, around, laws } = result
  const all = citationsPath(law, eid, { at })
  return (
    <section class="citations" id="cited-by">
      <h2>
        {say('cited_by')}{' '}
        {total > 0 ? <small class="figures">{say('times_by_laws', { n: total, laws: laws.total })}</small> : null}
      </h2>
      {total === 0 ? (
        <p class="none">{say('not_cited')}</p>
      ) : (
        <>
          {laws.total > 1 ? (
            <LawCounts frame={frame} laws={{ ...laws, items: laws.items.slice(0, LAWS) }} href={all} />
          ) : null}
          <CitingRows frame={frame} rows={items} at={at} eid={eid} />
        </>
      )}
      <p class="onward">
        {total > items.length ? <a href={all}>{say('all_citations', { n: total })} →</a> : null}
        {around > 0 ? (
          <a href={citationsPath(law, eid, { at, scope: 'around' })}>{say('cited_around', { n: around })} →</a>
        ) : null}
      </p>
    </section>
  )
}

/** Targets that are shown before the reader asks for more. */
const SHOWN = 10

interface CitesProps {
  readonly frame: Frame
  readonly references: readonly Reference[]
  /** The law that is being read. */
  readonly own?: string | undefined
}

/** What this cites, in the order of the text; nothing where it cites nothing. */
export function Cites({ frame, references, own }: CitesProps) {
  if (references.length === 0) return null
  const { say } = frame
  const laws = new Set(references.map((r) => r.law).filter((law) => law !== undefined)).size
  const rest = references.slice(SHOWN)
  return (
    <section class="citations" id="cites">
      <h2>
        {say('cites')} <small class="figures">{say('places_in_laws', { n: references.length, laws })}</small>
      </h2>
      <CitedRows frame={frame} references={references.slice(0, SHOWN)} own={own} />
      {rest.length > 0 ? (
        <details>
          <summary>{say('and_more', { n: rest.length })}</summary>
          <CitedRows frame={frame} references={rest} own={own} />
        </details>
      ) : null}
    </section>
  )
}
