import { RELATIONS, type Relation } from '../../graph/model.ts'
import type { CountedLaw, Paged } from '../../graph/store.ts'
import type { Reference } from '../../query/references.ts'
import type { Frame } from '../frame.ts'
import { changed } from '../links.ts'
import { term } from '../words.ts'
import { nameOf, outcomeOf } from './cited-text.tsx'

/** The word for how one text uses the other; a plain reference needs none. */
export function RelationWord({ frame, relation }: { frame: Frame; relation: Relation }) {
  if (relation === 'reference') return null
  return <span class="relation">{term(frame.lang, RELATIONS, relation)}</span>
}

/** What is cited, each target with how it begins or why it leads nowhere. */
export function CitedRows({
  frame,
  references,
  own,
}: {
  frame: Frame
  references: readonly Reference[]
  own?: string | undefined
}) {
  return (
    <ol class="cited">
      {references.map((reference) => (
        <li>
          <Target frame={frame} reference={reference} own={own} />
        </li>
      ))}
    </ol>
  )
}

/** A target: linked where it resolved, in words where it did not. */
export function Target({ frame, reference, own }: { frame: Frame; reference: Reference; own?: string | undefined }) {
  const { path, known, citation, candidates } = reference
  const name = nameOf(reference, own)
  // what did not resolve is told in the words of the text: a name would claim more than is known
  const words = name === '' || path === undefined ? citation.text : name
  return (
    <>
      <RelationWord frame={frame} relation={citation.relation} />{' '}
      {path === undefined ? (
        <span class="target" lang="zh">
          {words}
        </span>
      ) : (
        <a class={known ? 'target' : 'target unknown'} href={path} lang="zh">
          {words}
        </a>
      )}{' '}
      {candidates.length > 0 ? (
        <span class="outcome">
          {frame.say('candidates')}{' '}
          {candidates.map((c, i) => (
            <>
              {i > 0 ? '、' : ''}
              <a href={c.path} lang="zh">
                {c.name}
              </a>
            </>
          ))}
        </span>
      ) : (
        <span
          class={known && path !== undefined ? 'begins' : 'outcome'}
          lang={known && path !== undefined ? 'zh' : undefined}
        >
          {outcomeOf(frame, reference)}
        </span>
      )}
    </>
  )
}

interface LawCountsProps {
  readonly frame: Frame
  readonly laws: Paged<CountedLaw>
  /** The list that a law narrows: its own address gets `other`. */
  readonly href: string
  /** The law that the list is narrowed to. */
  readonly other?: string | undefined
}

/** The laws at the other end with how many citations each has, most first. */
export function LawCounts({ frame, laws, href, other }: LawCountsProps) {
  const rest = laws.total - laws.items.length
  return (
    <ul class="law-counts">
      {laws.items.map(({ title, count }) => (
        <li>
          <a
            href={changed(href, { other: title, page: undefined })}
            aria-current={title === other ? 'true' : undefined}
          >
            <span lang="zh">{title}</span> <span class="figures">{count}</span>
          </a>
        </li>
      ))}
      {rest > 0 ? <li class="more">{frame.say('more_laws', { n: rest })}</li> : null}
    </ul>
  )
}
