import { lawPath } from '../../graph/ids.ts'
import { LEVELS, STATUSES } from '../../graph/model.ts'
import type { LawFilter, LawSummary, Page, Paged } from '../../graph/store.ts'
import type { Frame } from '../frame.ts'
import { anySet, Choose, Field, Filters } from '../parts/filters.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, Shown } from '../parts/pager.tsx'
import { StatusWord } from '../parts/status.tsx'
import { term } from '../words.ts'

export interface LawsPageProps {
  readonly frame: Frame
  readonly filter: LawFilter
  readonly result: Paged<LawSummary>
  readonly page: Page
}

/** Laws by title, with what decides: rank, region, status, size. */
export function LawsPage({ frame, filter, result, page }: LawsPageProps) {
  const { say, lang } = frame
  const { title, level, region, status, year, at } = filter
  const filtered = anySet(title, level, region, status, year, at)
  return (
    <Layout frame={frame} title={say('laws')}>
      <div class="zones">
        <aside class="left">
          <Filters frame={frame} action="/laws" clear={filtered ? '/laws' : undefined}>
            <Field name="title" label={say('title')} value={title} />
            <Choose frame={frame} name="level" label={say('level')} table={LEVELS} value={level} />
            <Field
              name="region"
              label={say('region')}
              value={region}
              offer={result.items.map(({ law }) => law.region)}
            />
            <Choose frame={frame} name="status" label={say('status')} table={STATUSES} value={status} />
            <Field name="year" label={say('year')} value={year} type="number" />
            <Field name="at" label={say('on_day')} value={at} type="date" />
          </Filters>
        </aside>
        <div class="middle">
          <h1 class="small">{say('laws')}</h1>
          {result.total === 0 ? (
            <section class="empty">
              <p>{filtered ? say('no_laws') : say('empty')}</p>
              <p>{filtered ? say('clear_do') : say('empty_do')}</p>
            </section>
          ) : (
            <>
              <Shown frame={frame} part={{ ...page, total: result.total }} word="shown_laws" />
              <ul class="rows">
                {result.items.map(({ law, edition, editions, articles }) => (
                  <li>
                    <a class={law.known ? 'title' : 'title unknown'} href={lawPath(law.title, undefined, at)}>
                      {law.title}
                    </a>
                    <span class="facts">
                      {law.level ? <span>{term(lang, LEVELS, law.level)}</span> : null}
                      {law.region ? <span>{law.region}</span> : null}
                      {articles > 0 ? <span class="figures">{say('article_count', { n: articles })}</span> : null}
                      {editions > 1 ? <span class="figures">{say('edition_count', { n: editions })}</span> : null}
                      {edition ? <StatusWord frame={frame} edition={edition} /> : null}
                    </span>
                  </li>
                ))}
              </ul>
              <Pager frame={frame} part={{ ...page, total: result.total }} />
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}
