import { LEVELS } from '../../graph/model.ts'
import type { Overview } from '../../query/overview.ts'
import type { Frame } from '../frame.ts'
import { link } from '../links.ts'
import { DocumentRow } from '../parts/document-row.tsx'
import { Layout } from '../parts/layout.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { count, term } from '../words.ts'

/** What one may ask, with names that are in the corpus: an example that finds nothing teaches nothing. */
function Examples({ frame, result }: { frame: Frame; result: Overview }) {
  const { say } = frame
  const titles = result.newest.map((d) => d.title).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  if (titles[0] === undefined) return <p class="hint">{say('search_hint')}</p>
  const examples = [say('search_example'), titles[0], `${titles[0]}第三条`]
  return (
    <p class="hint">
      {say('for_example')}
      {examples.map((q, i) => (
        <>
          {i > 0 ? ' · ' : ''}
          <a href={link('/search', { q })}>{q}</a>
        </>
      ))}
    </p>
  )
}

/** One box, what is there, what came last. */
export function HomePage({ frame, result }: { frame: Frame; result: Overview }) {
  const { say, lang } = frame
  const { counts, gazettes, newest } = result
  return (
    <Layout frame={frame} home>
      <section class="hero">
        <h1>{say('name')}</h1>
        <p class="tagline">{say('tagline')}</p>
        <SearchBox frame={frame} large />
        <Examples frame={frame} result={result} />
      </section>
      {counts.sources === 0 && counts.laws === 0 ? (
        <section class="empty">
          <p>{say('empty')}</p>
          <p>{say('empty_do')}</p>
        </section>
      ) : (
        <>
          <ul class="counts">
            <Count href="/laws" n={counts.laws} text={say('laws')} />
            <Count n={counts.articles} text={say('articles')} />
            {counts.citations > 0 ? <Count href="/cited" n={counts.citations} text={say('citations')} /> : null}
            <Count href="/documents" n={counts.documents} text={say('documents')} />
            <Count href="/sources" n={counts.sources} text={say('sources')} />
          </ul>
          <p class="levels">
            {(Object.keys(LEVELS) as (keyof typeof LEVELS)[]).map((level) => (
              <a href={link('/laws', { level })}>{term(lang, LEVELS, level)}</a>
            ))}
          </p>
          <div class="columns">
            {gazettes.length > 0 ? (
              <section>
                <h2>{say('newest_gazettes')}</h2>
                <ul class="rows">
                  {gazettes.map((document) => (
                    <DocumentRow frame={frame} document={document} plain />
                  ))}
                </ul>
                <p>
                  <a href="/documents?kind=gazette">{say('all_gazettes')} →</a>
                </p>
              </section>
            ) : null}
            {newest.length > 0 ? (
              <section>
                <h2>{say('newest')}</h2>
                <ul class="rows">
                  {newest.map((document) => (
                    <DocumentRow frame={frame} document={document} plain />
                  ))}
                </ul>
                <p>
                  <a href="/laws">{say('all_laws')} →</a>
                </p>
              </section>
            ) : null}
          </div>
          {counts.anomalies > 0 ? (
            <p class="quiet">
              {say('anomalies_note', { n: counts.anomalies })} <a href="/anomalies">{say('anomalies')} →</a>
            </p>
          ) : null}
        </>
      )}
    </Layout>
  )
}

function Count({ href, n, text }: { href?: string; n: number; text: string }) {
  const inner = (
    <>
      <b class="figures">{count(n)}</b> {text}
    </>
  )
  return <li>{href ? <a href={href}>{inner}</a> : inner}</li>
}
