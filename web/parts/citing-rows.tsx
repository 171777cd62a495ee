import { lawPath, nameOfEid } from '../../graph/ids.ts'
import { LEVELS, STATUSES } from '../../graph/model.ts'
import type { CitationRow } from '../../graph/store.ts'
import type { Frame } from '../frame.ts'
import { documentPath } from '../links.ts'
import { day, term } from '../words.ts'
import { RelationWord } from './citations.tsx'
import { Quote } from './marked.tsx'

interface CitingRowsProps {
  readonly frame: Frame
  readonly rows: readonly CitationRow[]
  /** The day that links keep; `all` leads to the edition that cites. */
  readonly at: string | undefined
  /** The place that is cited: what of it is cited is named. */
  readonly eid?: string | undefined
}

/** Who cites: the citing provisions under the title of their law, each with its sentence, the citation marked. */
export function CitingRows({ frame, rows, at, eid }: CitingRowsProps) {
  const groups = sentencesOf(rows)
  return (
    <ol class="citing">
      {groups.map((group, i) => {
        const [row] = group
        const before = groups[i - 1]?.[0]
        const title = titleOf(row)
        const head = before === undefined || titleOf(before) !== title
        return (
          <li class={head ? 'head' : undefined}>
            {head ? <CitingHead frame={frame} row={row} title={title} at={at} /> : null}
            <Sentence frame={frame} row={row} at={at} targets={targetsOf(group, eid)} />
          </li>
        )
      })}
    </ol>
  )
}

type Group = readonly [CitationRow, ...CitationRow[]]

/** Targets of one list (第三条、第五条) stand in one sentence: it is shown once. */
function sentencesOf(rows: readonly CitationRow[]): Group[] {
  const groups: [CitationRow, ...CitationRow[]][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    const [a, b] = [last?.[0].citation, row.citation]
    if (last && a?.from.document === b.from.document && a.start === b.start && a.end === b.end) last.push(row)
    else groups.push([row])
  }
  return groups
}

function titleOf(row: CitationRow): string {
  return row.citation.from.law ?? row.document
}

/** What of the place is cited, where it is not the place itself that was asked for. */
function targetsOf(group: Group, eid: string | undefined): string[] {
  const eids = group.map((row) => row.citation.to?.eid).filter((to) => to !== undefined)
  return eids.every((to) => to === eid) ? [] : eids.map(nameOfEid)
}

function CitingHead({
  frame,
  row,
  title,
  at,
}: {
  frame: Frame
  row: CitationRow
  title: string
  at: string | undefined
}) {
  const { law, document } = row.citation.from
  const href = law === undefined ? documentPath(document) : lawPath(law, undefined, dayOf(row, at))
  return (
    <h3>
      <a class="title" href={href} lang="zh">
        {title}
      </a>{' '}
      <span class="facts">
        {row.level ? <span>{term(frame.lang, LEVELS, row.level)}</span> : null}
        {row.region ? <span lang="zh">{row.region}</span> : null}
        {row.status || row.day ? (
          <span class={`status ${row.status ?? ''}`}>
            {row.status ? term(frame.lang, STATUSES, row.status) : ''}
            {row.day ? <time datetime={row.day}>{frame.say('since', { date: day(frame.lang, row.day) })}</time> : null}
          </span>
        ) : null}
      </span>
    </h3>
  )
}

interface SentenceProps {
  readonly frame: Frame
  readonly row: CitationRow
  readonly at: string | undefined
  readonly targets?: readonly string[]
  /** The relation is told beside it already. */
  readonly bare?: boolean
}

/** The place that cites, what it cites, and its sentence. */
export function Sentence({ frame, row, at, targets = [], bare }: SentenceProps) {
  const { from, relation } = row.citation
  const { law, eid, document } = from
  return (
    <>
      {law !== undefined && eid !== undefined ? (
        <a class="place" href={lawPath(law, eid, dayOf(row, at))} lang="zh">
          {nameOfEid(eid)}
        </a>
      ) : law === undefined ? (
        <a class="place" href={`${documentPath(document)}#cites`}>
          {frame.say('document_text')}
        </a>
      ) : null}{' '}
      {bare ? null : <RelationWord frame={frame} relation={relation} />}
      {targets.length > 0 ? (
        <span class="outcome" lang="zh">
          {' '}
          → {targets.join('、')}
        </span>
      ) : null}
      <blockquote lang="zh">
        <Quote text={row.context} ranges={row.at ? [row.at] : []} />
      </blockquote>
    </>
  )
}

function dayOf(row: CitationRow, at: string | undefined): string | undefined {
  return at === 'all' ? row.day : at
}
