import { lawPath, nameOfEid } from '../../graph/ids.ts'
import { LEVELS, RELATIONS, STATUSES } from '../../graph/model.ts'
import type { CitationsInput, CitationsView } from '../../query/citations.ts'
import type { References } from '../../query/references.ts'
import type { Frame } from '../frame.ts'
import { changed, citationsPath } from '../links.ts'
import { LawCounts, Target } from '../parts/citations.tsx'
import { CitingRows, Sentence } from '../parts/citing-rows.tsx'
import { anySet, Choose, Field, Filters } from '../parts/filters.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, Shown } from '../parts/pager.tsx'

export interface CitationsPageProps {
  readonly frame: Frame
  readonly result: CitationsView
  /** Of the rows, where the page shows what is cited. */
  readonly references: References
  readonly filter: Omit<CitationsInput, 'law' | 'eid'>
}

/** Every citation to or from a law or a provision: filtered, by law, a page at a time. */
export function CitationsPage({ frame, result, references, filter }: CitationsPageProps) {
  const { say } = frame
  const { law, eid, name, direction, scope, total, items, laws } = result
  const { at } = filter
  const place = name === undefined ? `《${law}》` : `《${law}》${name}`
  const heading = say(direction === 'in' ? (scope === 'around' ? 'who_cites_around' : 'who_cites') : 'what_it_cites')
  const bare = citationsPath(law, eid, { direction: direction === 'out' ? 'out' : undefined })
  return (
    <Layout frame={frame} title={`${heading} · ${place}`}>
      <div class="zones">
        <aside class="left">
          <CitationFilters frame={frame} result={result} filter={filter} clear={bare} />
          {laws.total > 1 || filter.other !== undefined ? (
            <details class="fold by-law" open={filter.other !== undefined}>
              <summary>{say('by_law')}</summary>
              {filter.other === undefined ? null : (
                <p>
                  <a href={changed(frame.url, { other: undefined, page: undefined })}>← {say('all_laws')}</a>
                </p>
              )}
              <LawCounts frame={frame} laws={laws} href={frame.url} other={filter.other} />
            </details>
          ) : null}
        </aside>
        <div class="middle">
          <h1 class="small">
            {heading}
            <br />
            <a href={lawPath(law, eid, at === 'all' ? undefined : at)} lang="zh">
              {place}
            </a>
          </h1>
          <Scopes frame={frame} result={result} at={at} />
          {total === 0 ? (
            <section class="empty">
              <p>{say(direction === 'in' ? 'not_cited' : 'cites_nothing')}</p>
              {at === 'all' ? null : (
                <p>
                  <a href={changed(frame.url, { at: 'all', page: undefined })}>{say('with_past_editions')} →</a>
                </p>
              )}
            </section>
          ) : (
            <>
              <Shown frame={frame} part={result} word="shown_citations" />
              {direction === 'in' ? (
                <CitingRows frame={frame} rows={items} at={at} eid={eid} />
              ) : (
                <ol class="citing">
                  {items.map((row) => {
                    const reference = references.get(row.citation)
                    return (
                      <li>
                        {reference ? <Target frame={frame} reference={reference} own={law} /> : null}
                        <div class="in-place">
                          <Sentence frame={frame} row={row} at={at} bare />
                        </div>
                      </li>
                    )
                  })}
                </ol>
              )}
              <Pager frame={frame} part={result} />
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}

/** To the other direction, to the wider places that hold this one, and to editions of other days. */
function Scopes({ frame: { say, url }, result, at }: { frame: Frame; result: CitationsView; at: string | undefined }) {
  const { law, eid, direction, scope, around } = result
  const article = eid === undefined ? undefined : /^(.*?art_[\d~-]+)__/.exec(eid)?.[1]
  return (
    <p class="scopes">
      {direction === 'in' ? (
        <a href={citationsPath(law, eid, { direction: 'out', at })}>{say('what_it_cites')}</a>
      ) : (
        <a href={citationsPath(law, eid, { at })}>{say('who_cites')}</a>
      )}
      {scope === 'around' ? (
        <a href={citationsPath(law, eid, { at })}>{say('who_cites_itself')}</a>
      ) : around > 0 ? (
        <a href={citationsPath(law, eid, { at, scope: 'around' })}>{say('cited_around', { n: around })}</a>
      ) : null}
      {article ? <a href={citationsPath(law, article, { at })}>{nameOfEid(article)}</a> : null}
      {eid === undefined ? null : <a href={citationsPath(law, undefined, { at })}>{say('whole_law')}</a>}
      {at === 'all' ? (
        <a href={changed(url, { at: undefined, page: undefined })}>{say('only_in_force')}</a>
      ) : (
        <a href={changed(url, { at: 'all', page: undefined })}>{say('with_past_editions')}</a>
      )}
    </p>
  )
}

interface CitationFiltersProps {
  readonly frame: Frame
  readonly result: CitationsView
  readonly filter: CitationsPageProps['filter']
  readonly clear: string
}

function CitationFilters({ frame, result, filter, clear }: CitationFiltersProps) {
  const { say } = frame
  const { relation, level, region, status, year, other, at } = filter
  const set = anySet(relation, level, region, status, year, other)
  return (
    <Filters
      frame={frame}
      action={citationsPath(result.law, result.eid)}
      clear={set || at !== undefined ? clear : undefined}
    >
      {result.direction === 'out' ? <input type="hidden" name="direction" value="out" /> : null}
      {result.scope === 'around' ? <input type="hidden" name="scope" value="around" /> : null}
      {other === undefined ? null : <input type="hidden" name="other" value={other} />}
      {at === 'all' ? <input type="hidden" name="at" value="all" /> : null}
      <Choose frame={frame} name="relation" label={say('relation')} table={RELATIONS} value={relation} />
      <Choose frame={frame} name="level" label={say('level')} table={LEVELS} value={level} />
      <Field name="region" label={say('region')} value={region} offer={result.items.map((row) => row.region)} />
      <Choose frame={frame} name="status" label={say('status')} table={STATUSES} value={status} />
      <Field name="year" label={say('year')} value={year} type="number" />
      {at === 'all' ? null : <Field name="at" label={say('on_day')} value={at} type="date" />}
    </Filters>
  )
}
