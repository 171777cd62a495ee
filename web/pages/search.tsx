import { lawPath } from '../../graph/ids.ts'
import { LEVELS, STATUSES } from '../../graph/model.ts'
import type { LawSummary, Paged, SearchHit } from '../../graph/store.ts'
import type { Place } from '../../query/locate.ts'
import type { SearchInput, SearchResult } from '../../query/search.ts'
import type { Frame } from '../frame.ts'
import { link } from '../links.ts'
import { anySet, Choose, Field, Filters } from '../parts/filters.tsx'
import { Layout } from '../parts/layout.tsx'
import { Quote } from '../parts/marked.tsx'
import { Pager, Shown } from '../parts/pager.tsx'
import { StatusWord } from '../parts/status.tsx'
import { term } from '../words.ts'

export interface SearchPageProps {
  readonly frame: Frame
  readonly input: SearchInput
  readonly result: SearchResult
  /** What the text cites, where it is a citation or a title. */
  readonly place: Place | undefined
  /** Laws whose title contains the text. */
  readonly titles: Paged<LawSummary>
}

/** Articles that match, best first, each with the sentence that does. */
export function SearchPage({ frame, input, result, place, titles }: SearchPageProps) {
  const { say } = frame
  const { text } = result
  const { level, region, status, year, law, at } = input
  const filtered = anySet(level, region, status, year, law, at)
  return (
    <Layout frame={frame} title={text === '' ? say('search') : say('results_for', { text })} query={text}>
      <div class="zones">
        <aside class="left">
          <Filters frame={frame} action="/search" clear={filtered ? link('/search', { q: text }) : undefined}>
            <input type="hidden" name="q" value={text} />
            <Choose frame={frame} name="level" label={say('level')} table={LEVELS} value={level} />
            <Field
              name="region"
              label={say('region')}
              value={region}
              offer={result.items.map((hit) => hit.law.region)}
            />
            <Choose frame={frame} name="status" label={say('status')} table={STATUSES} value={status} />
            <Field name="year" label={say('year')} value={year} type="number" />
            <Field name="law" label={say('law')} value={law} offer={result.items.map((hit) => hit.law.title)} />
            <Field name="at" label={say('on_day')} value={at === 'all' ? undefined : at} type="date" />
          </Filters>
        </aside>
        <div class="middle">
          <h1 class="small">{text === '' ? say('search') : say('results_for', { text })}</h1>
          {place ? (
            <p class="direct">
              {say('go_to')} <a href={place.path}>{placeName(place)}</a>
            </p>
          ) : null}
          {titles.total > 0 ? <Titles frame={frame} text={text} titles={titles} /> : null}
          {text === '' ? (
            <p class="empty">{say('no_query')}</p>
          ) : result.total === 0 ? (
            <section class="empty">
              <p>{say('no_results', { text })}</p>
              <p>{say('no_results_do')}</p>
            </section>
          ) : (
            <>
              <Shown frame={frame} part={result} />
              <ol class="hits" start={result.offset + 1}>
                {result.items.map((hit) => (
                  <Hit frame={frame} hit={hit} at={at === 'all' ? undefined : at} />
                ))}
              </ol>
              <Pager frame={frame} part={result} />
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}

function Titles({ frame, text, titles }: { frame: Frame; text: string; titles: Paged<LawSummary> }) {
  const { say } = frame
  return (
    <section class="titles">
      <h2>{say('titles_like')}</h2>
      <ul>
        {titles.items.map(({ law }) => (
          <li>
            <a href={lawPath(law.title)}>{law.title}</a>
          </li>
        ))}
      </ul>
      {titles.total > titles.items.length ? (
        <a href={link('/laws', { title: text })}>{say('all_of_them', { n: titles.total })} →</a>
      ) : null}
    </section>
  )
}

function Hit({ frame, hit, at }: { frame: Frame; hit: SearchHit; at: string | undefined }) {
  const { law, edition, provision, context, matches } = hit
  return (
    <li class="hit">
      <h2>
        <a href={lawPath(law.title, provision.eid, at)}>
          <span class="title">{law.title}</span> <span class="number">{provision.label}</span>
        </a>
      </h2>
      <blockquote lang="zh">
        <Quote text={provision.text} ranges={matches} />
      </blockquote>
      <p class="facts">
        {context.length > 0 ? <span>{context.join(' › ')}</span> : null}
        {law.level ? <span>{term(frame.lang, LEVELS, law.level)}</span> : null}
        {law.region ? <span>{law.region}</span> : null}
        <StatusWord frame={frame} edition={edition} />
      </p>
    </li>
  )
}

function placeName(place: Place): string {
  return place.name === undefined ? `《${place.law}》` : `《${place.law}》${place.name}`
}
