import { type Citation, LEVELS } from '../../graph/model.ts'
import type { RestsOnView } from '../../query/basis.ts'
import type { CitationsView } from '../../query/citations.ts'
import type { LawText } from '../../query/law.ts'
import type { Reference, References } from '../../query/references.ts'
import { articlesOf } from '../../query/tree.ts'
import type { Frame } from '../frame.ts'
import { citationsPath, link, marginNumber } from '../links.ts'
import { CitedBy } from '../parts/cited-by.tsx'
import { Contents } from '../parts/contents.tsx'
import { AdoptionLine, Editions } from '../parts/editions.tsx'
import { Field } from '../parts/filters.tsx'
import { Basis, CitationNotes } from '../parts/law-notes.tsx'
import { Layout } from '../parts/layout.tsx'
import { Division } from '../parts/provision-text.tsx'
import { StatusWord } from '../parts/status.tsx'
import { term } from '../words.ts'

/** Articles from which a browser lays out only what is in view. */
const LONG = 150

export interface LawPageProps {
  readonly frame: Frame
  readonly result: LawText
  /** What stands in the text, by eId, and where it leads. */
  readonly citations: ReadonlyMap<string, readonly Citation[]>
  readonly references: References
  /** How often each article is cited. */
  readonly cited: ReadonlyMap<string, number>
  /** Who cites the law: the first of them. */
  readonly citedBy: CitationsView
  /** What it rests on. */
  readonly basis: RestsOnView | undefined
  /** The day as asked for; absent for today. Links keep it. */
  readonly at: string | undefined
}

/** A law as a book: contents at the left, text in the middle, what is known about it at the right. */
export function LawPage({ frame, result, citations, references, cited, citedBy, basis, at }: LawPageProps) {
  const { say, lang } = frame
  const { law, edition, editions, contents, tree } = result
  const citing = {
    references,
    law: law.title,
    candidates: citationsPath(law.title, undefined, { direction: 'out', at }),
    // a place on this page is an anchor: shorter, and the reader stays
    near: (r: Reference) =>
      r.law === law.title && r.known && r.citation.to?.eid !== undefined ? `#${r.citation.to.eid}` : undefined,
  }
  const print = { frame, law: law.title, at, citations, citing, cited }
  const outgoing = [...citations.values()].reduce((n, list) => n + list.length, 0)
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
            <>
              <p class="empty">{say('not_in_corpus')}</p>
              <CitedBy frame={frame} result={citedBy} at={at} />
            </>
          )}
        </article>
        <aside class="right">
          {edition ? <CitationNotes frame={frame} citedBy={citedBy} outgoing={outgoing} at={at} /> : null}
          {basis && basis.root.basis.length > 0 ? (
            <section class="note basis">
              <h2>{say('basis')}</h2>
              <Basis frame={frame} nodes={basis.root.basis} />
            </section>
          ) : null}
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
