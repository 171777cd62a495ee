import type { Page, Paged } from '../../graph/store.ts'
import type { SourceInfo, SourcePage as SourceResult } from '../../query/source.ts'
import type { Frame } from '../frame.ts'
import { link, sourcePath } from '../links.ts'
import { Layout } from '../parts/layout.tsx'
import { Marked } from '../parts/marked.tsx'
import { Pager, Shown } from '../parts/pager.tsx'

/** The text as it was read, line by line, with the ranges marked. */
export function SourcePage({ frame, result }: { frame: Frame; result: SourceResult }) {
  const { say } = frame
  const { source, rows, ranges, lines, before, after } = result
  const name = source.title ?? source.path
  const first = ranges.find(([start, end]) => rows.some((r) => start < r.start + r.text.length && end > r.start))
  let anchored = false
  return (
    <Layout frame={frame} title={name}>
      <h1 class="small">{name}</h1>
      <p class="facts">
        <span>{source.path}</span> <span>{source.media_type}</span>{' '}
        <span class="hash" title={source.id}>
          {say('fingerprint')} {source.id.slice(0, 12)}…
        </span>
        <a href={link('/documents', { source: source.id })}>{say('documents')}</a>
        <a href={link('/anomalies', { source: source.id })}>{say('anomalies')}</a>
      </p>
      <p class="shown" role="status">
        {say('source_lines', { from: rows[0]?.line ?? 0, to: rows.at(-1)?.line ?? 0, n: lines })}
        {first ? (
          <>
            {' · '}
            <a href="#marked">{say('to_marked')}</a>
          </>
        ) : null}
      </p>
      <Turn frame={frame} id={source.id} before={before} after={after} />
      <ol class="lines" lang="zh">
        {rows.map((row) => {
          const inRow = ranges.filter(([start, end]) => start < row.start + row.text.length && end > row.start)
          const anchor = inRow.length > 0 && !anchored
          anchored ||= anchor
          return (
            <li>
              <span class="line" aria-hidden={row.head ? undefined : 'true'}>
                {row.head ? row.line : ''}
              </span>
              <span class="words">
                {inRow.length === 0 ? (
                  row.text
                ) : (
                  <Marked text={row.text} ranges={inRow} from={row.start} {...(anchor ? { id: 'marked' } : {})} />
                )}
              </span>
            </li>
          )
        })}
      </ol>
      <Turn frame={frame} id={source.id} before={before} after={after} />
    </Layout>
  )
}

interface TurnProps {
  readonly frame: Frame
  readonly id: string
  readonly before: number | undefined
  readonly after: number | undefined
}

/** To the lines before and after the window; the marks stay behind. */
function Turn({ frame: { say }, id, before, after }: TurnProps) {
  if (before === undefined && after === undefined) return null
  return (
    <nav class="pager" aria-label={say('pages')}>
      {before === undefined ? <span /> : <a href={link(sourcePath(id), { line: before })}>↑ {say('earlier_lines')}</a>}
      {after === undefined ? <span /> : <a href={link(sourcePath(id), { line: after })}>{say('later_lines')} ↓</a>}
    </nav>
  )
}

export interface SourcesPageProps {
  readonly frame: Frame
  readonly result: Paged<SourceInfo>
  readonly page: Page
}

/** The files that were read. */
export function SourcesPage({ frame, result, page }: SourcesPageProps) {
  const { say } = frame
  const part = { ...page, total: result.total }
  return (
    <Layout frame={frame} title={say('sources')}>
      <h1 class="small">{say('sources')}</h1>
      {result.total === 0 ? (
        <section class="empty">
          <p>{say('no_sources')}</p>
          <p>{say('empty_do')}</p>
        </section>
      ) : (
        <>
          <Shown frame={frame} part={part} word="shown_documents" />
          <ul class="rows">
            {result.items.map((source) => (
              <li>
                <a class="title" href={sourcePath(source.id)}>
                  {source.path}
                </a>
                <span class="facts">
                  {source.title ? <span>{source.title}</span> : null}
                  <span>{source.media_type}</span>
                </span>
              </li>
            ))}
          </ul>
          <Pager frame={frame} part={part} />
        </>
      )}
    </Layout>
  )
}
