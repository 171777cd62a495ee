import type { RankingView } from '../../query/ranking.ts'
import type { Frame } from '../frame.ts'
import { citationsPath, link } from '../links.ts'
import { Layout } from '../parts/layout.tsx'

export interface CitedPageProps {
  readonly frame: Frame
  readonly result: RankingView
}

/** The most cited laws or articles, by count or by weight. */
export function CitedPage({ frame, result }: CitedPageProps) {
  const { say } = frame
  const { level, by, items, total } = result
  const to = (query: { level?: string; by?: string }) => link('/cited', { level, by, ...query })
  return (
    <Layout frame={frame} title={say('most_cited')}>
      <div class="zones">
        <aside class="left">
          <nav class="note choices" aria-label={say('most_cited')}>
            <h2>{say('most_cited')}</h2>
            <Choice href={to({ level: 'law' })} on={level === 'law'} text={say('laws')} />
            <Choice href={to({ level: 'article' })} on={level === 'article'} text={say('articles')} />
            <h2>{say('order_by')}</h2>
            <Choice href={to({ by: 'in_degree' })} on={by === 'in_degree'} text={say('by_count')} />
            <Choice href={to({ by: 'pagerank' })} on={by === 'pagerank'} text={say('by_pagerank')} />
          </nav>
          <nav class="note">
            <p>
              <a href="/path">{say('path')} →</a>
            </p>
            <p>
              <a href="/verify">{say('verify')} →</a>
            </p>
          </nav>
        </aside>
        <div class="middle">
          <h1 class="small">{say(level === 'law' ? 'most_cited_laws' : 'most_cited_articles')}</h1>
          {items.length === 0 ? (
            <p class="empty">{say('no_citations')}</p>
          ) : (
            <>
              <p class="shown">
                {say('shown_first', { n: items.length, total })}{' '}
                {say(by === 'pagerank' ? 'pagerank_note' : 'count_note')}
              </p>
              <ol class="rows ranking">
                {items.map((item) => (
                  <li>
                    <span class="rank figures">{item.rank}</span>
                    <a class="title" href={item.path} lang="zh">
                      {item.law}
                      {item.name ? <b> {item.name}</b> : null}
                    </a>
                    <span class="facts figures">
                      <a href={citationsPath(item.law, item.eid)}>
                        {say('times_by_laws', { n: item.citations, laws: item.laws })}
                      </a>
                      {item.score === undefined ? null : (
                        <span>
                          {say('weight')} {(item.score * 100).toFixed(2)}%
                        </span>
                      )}
                    </span>
                  </li>
                ))}
              </ol>
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}

function Choice({ href, on, text }: { href: string; on: boolean; text: string }) {
  return (
    <a href={href} aria-current={on ? 'true' : undefined}>
      {text}
    </a>
  )
}
