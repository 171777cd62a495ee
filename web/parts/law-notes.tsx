import type { BasisNode } from '../../query/basis.ts'
import type { CitationsView } from '../../query/citations.ts'
import type { Frame } from '../frame.ts'
import { citationsPath } from '../links.ts'

interface CitationNotesProps {
  readonly frame: Frame
  readonly citedBy: CitationsView
  readonly outgoing: number
  readonly at: string | undefined
}

/** How often the law is cited and cites, and how its citations are marked. */
export function CitationNotes({ frame: { say }, citedBy, outgoing, at }: CitationNotesProps) {
  const { law, total } = citedBy
  return (
    <section class="note">
      <h2>{say('citations')}</h2>
      <p class="figures">
        {total > 0 ? (
          <a href={citationsPath(law, undefined, { at })}>{say('cited_n', { n: total })}</a>
        ) : (
          say('not_cited')
        )}
      </p>
      {outgoing > 0 ? (
        <>
          <p class="figures">
            <a href={citationsPath(law, undefined, { direction: 'out', at })}>{say('cites_n', { n: outgoing })}</a>
          </p>
          <ul class="marks" aria-label={say('ref_legend')}>
            <li>
              <span class="ref">{say('ref_known')}</span>
            </li>
            <li>
              <span class="ref unknown">{say('ref_unknown')}</span>
            </li>
            <li>
              <span class="ref ambiguous">{say('ref_ambiguous')}</span>
            </li>
          </ul>
        </>
      ) : null}
    </section>
  )
}

/** The laws that a law is based on, and theirs. */
export function Basis({ frame, nodes }: { frame: Frame; nodes: readonly BasisNode[] }) {
  return (
    <ul>
      {nodes.map(({ law, path, known, basis, cut }) => (
        <li>
          <a class={known ? undefined : 'target unknown'} href={path} lang="zh">
            {law}
          </a>
          {cut === 'shown_before' ? <span class="outcome"> {frame.say('basis_more')}</span> : null}
          {basis.length > 0 ? <Basis frame={frame} nodes={basis} /> : null}
        </li>
      ))}
    </ul>
  )
}
