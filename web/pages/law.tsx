import { LEVELS } from '../../graph/model.ts'
import type { LawText } from '../../query/law.ts'
import { articlesOf } from '../../query/tree.ts'
import type { Frame } from '../frame.ts'
import { link, marginNumber } from '../links.ts'
import { Contents } from '../parts/contents.tsx'
import { AdoptionLine, Editions } from '../parts/editions.tsx'
import { Field } from '../parts/filters.tsx'
import { Layout } from '../parts/layout.tsx'
import { Division } from '../parts/provision-text.tsx'
import { StatusWord } from '../parts/status.tsx'
import { term } from '../words.ts'

/** Articles from which a browser lays out only what is in view. */
const LONG = 150

export interface LawPageProps {
  readonly frame: Frame
  readonly result: LawText
  /** The day as asked for; absent for today. Links keep it. */
  readonly at: string | undefined
}

/** A law as a book: contents at the left, text in the middle, what is known about it at the right. */
export function LawPage({ frame, result, at }: LawPageProps) {
  const { say, lang } = frame
  const { law, edition, editions, contents, tree } = result
  const print = { frame, law: law.title, at }
  const articles = contents.length > 0 ? [] : articlesOf(tree)
  return (
    <Layout frame={frame} title={law.title}>
      <div class="zones book">
        <aside class="left">
          <Contents
            frame={frame}
            law={law.title}
            entries={contents}
            articles={articles.map((a) => [a.provision.eid, marginNumber(a.provision), a.provision.label])}
            anchors
          />
        </aside>
        <article class="middle statute">
          <header class="title-page">
            <p class="facts">
              {law.level ? <span>{term(lang, LEVELS, law.level)}</span> : null}
              {law.region ? <span>{law.region}</span> : null}
              {edition ? <StatusWord frame={frame} edition={edition} /> : null}
            </p>
            <h1 lang="zh">{law.title}</h1>
            {edition ? <AdoptionLine frame={frame} edition={edition} /> : null}
          </header>
          {edition && tree.length > 0 ? (
            <div class={result.articles > LONG ? 'text long' : 'text'} lang="zh">
              {tree.map((node) => (
                <Division node={node} print={print} />
              ))}
            </div>
          ) : (
            <p class="empty">{say('not_in_corpus')}</p>
          )}
        </article>
        <aside class="right">
          <Editions frame={frame} law={law.title} editions={editions} shown={edition} />
          {edition ? (
            <form class="day" action={link(`/law/${encodeURIComponent(law.title)}`)} method="get">
              <Field name="at" label={say('on_day')} value={at} type="date" />
              <button type="submit">{say('apply')}</button>
            </form>
          ) : null}
          {law.aliases && law.aliases.length > 0 ? (
            <section class="note">
              <h2>{say('aliases')}</h2>
              <p lang="zh">{law.aliases.join('、')}</p>
            </section>
          ) : null}
          {result.articles > 0 ? <p class="note figures">{say('article_count', { n: result.articles })}</p> : null}
        </aside>
      </div>
    </Layout>
  )
}
