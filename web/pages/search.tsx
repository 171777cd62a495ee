import { lawPath } from '../../graph/ids.ts'
import { LEVELS, STATUSES } from '../../graph/model.ts'
import type { LawSummary, Paged } from '../../graph/store.ts'
import type { Place } from '../../query/locate.ts'
import type { SearchHit, SearchInput, SearchResult } from '../../query/search.ts'
import type { Frame } from '../frame.ts'
import { changed, link } from '../links.ts'
import { anySet, Choose, Field, Filters } from '../parts/filters.tsx'
import { Layout } from '../parts/layout.tsx'
import { Quote } from '../parts/marked.tsx'
import { Pager, Shown } from '../parts/pager.tsx'
import { Reasons } from '../parts/reasons.tsx'
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

/** Articles that match, best first, each with the sentence that does and why it was found. */
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
            {input.recipe ? <input type="hidden" name="recipe" value={input.recipe} /> : null}
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
          {text === '' ? null : <Reach frame={frame} input={input} result={result} />}
          {text === '' ? (
            <p class="empty">{say('no_query')}</p>
          ) : result.weak ? (
            <section class="empty">
              <p>{say('weak')}</p>
              <p>{say('weak_do')}</p>
              <p>
                <a href={changed(frame.url, { recipe: 'words', page: undefined })}>{say('weak_anyway')} →</a>
              </p>
            </section>
          ) : result.total === 0 ? (
            <section class="empty">
              <p>{say('no_results', { text })}</p>
              <p>{say('no_results_do')}</p>
            </section>
          ) : (
            <>
              <Shown frame={frame} part={result} word={result.whole ? 'shown' : 'shown_best'} />
              {result.items.some((hit) => hit.clause) ? <Marks frame={frame} /> : null}
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

/** What was searched by, where that is not what one would expect. */
function Reach({ frame, input, result }: { frame: Frame; input: SearchInput; result: SearchResult }) {
  const { say, url } = frame
  const { meaning, read } = result
  const { state, embedded, articles } = meaning
  return (
    <p class="reach">
      {read === undefined ? null : <span>{say('read_as', { read })}</span>}
      {meaning.state === 'other_model' ? (
        <span>{say('meaning_other', { have: meaning.have, want: meaning.want })}</span>
      ) : state === 'none' || input.recipe === 'words' ? (
        <span>{say('words_only')}</span>
      ) : embedded < articles ? (
        <span>{say('meaning_partial', { n: Math.floor((100 * embedded) / articles) })}</span>
      ) : null}
      {state === 'used' && input.recipe === 'words' ? (
        <a href={changed(url, { recipe: undefined, page: undefined })}>{say('with_meaning')} →</a>
      ) : null}
    </p>
  )
}

/** How words and clauses are marked. */
function Marks({ frame: { say } }: { frame: Frame }) {
  return (
    <ul class="marks in-line" aria-label={say('legend')}>
      <li>
        <mark>{say('marked_words')}</mark>
      </li>
      <li>
        <em class="closest">{say('closest_clause')}</em>
      </li>
    </ul>
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
  const { law, edition, provision, context, matches, clause, why } = hit
  return (
    <li class="hit">
      <h2>
        <a href={lawPath(law.title, provision.eid, at)}>
          <span class="title">{law.title}</span> <span class="number">{provision.label}</span>
        </a>
      </h2>
      <blockquote lang="zh">
        <Quote
          text={provision.text}
          ranges={matches}
          clause={clause && { range: clause, title: frame.say('closest_clause') }}
        />
      </blockquote>
      <p class="facts">
        {context.length > 0 ? <span>{context.join(' › ')}</span> : null}
        {law.level ? <span>{term(frame.lang, LEVELS, law.level)}</span> : null}
        {law.region ? <span>{law.region}</span> : null}
        <StatusWord frame={frame} edition={edition} />
        <Reasons frame={frame} why={why} />
      </p>
    </li>
  )
}

function placeName(place: Place): string {
  return place.name === undefined ? `《${place.law}》` : `《${place.law}》${place.name}`
}
