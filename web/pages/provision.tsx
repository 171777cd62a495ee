import { lawPath } from '../../graph/ids.ts'
import type { Citation } from '../../graph/model.ts'
import type { CitationsView } from '../../query/citations.ts'
import type { ProvisionView } from '../../query/provision.ts'
import type { References } from '../../query/references.ts'
import type { SimilarArticle } from '../../query/similar.ts'
import type { Frame } from '../frame.ts'
import { documentPath, link, marginNumber, sourcePath } from '../links.ts'
import { CitedBy, Cites } from '../parts/cited-by.tsx'
import { Contents } from '../parts/contents.tsx'
import { Layout } from '../parts/layout.tsx'
import { Division } from '../parts/provision-text.tsx'
import { Similar } from '../parts/similar.tsx'
import { StatusWord } from '../parts/status.tsx'

export interface ProvisionPageProps {
  readonly frame: Frame
  readonly result: ProvisionView
  /** What stands in the text, by eId, and where it leads, in the order of the text. */
  readonly citations: ReadonlyMap<string, readonly Citation[]>
  readonly references: References
  /** How often each article of the law is cited: on the page of a 章. */
  readonly cited: ReadonlyMap<string, number>
  readonly citedBy: CitationsView
  /** Articles that are close to it in meaning. */
  readonly similar: readonly SimilarArticle[]
  /** The source that the edition's document stands in. */
  readonly source: string | undefined
  readonly at: string | undefined
}

/** One article with its 款 and 项, the part that was asked for pointed out; or a 章 or 节 with its articles. */
export function ProvisionPage({
  frame,
  result,
  citations,
  references,
  cited,
  citedBy,
  similar,
  source,
  at,
}: ProvisionPageProps) {
  const { say } = frame
  const { law, edition, provision, ancestors, whole, contents, articles, name, before, after } = result
  const divisions = [...ancestors, provision].filter((p) => p.kind !== 'article')
  // The whole is what the page is about: only a part of it is pointed out.
  const here = provision.eid === whole.provision.eid ? {} : { here: provision.eid }
  const citing = { references, law: law.title, candidates: '#cites' }
  const counts = whole.provision.kind === 'article' ? {} : { cited }
  const print = { frame, law: law.title, at, fine: true, ...here, citations, citing, ...counts }
  const above = ancestors.filter((p) => contents.some((entry) => entry.eid === p.eid))
  return (
    <Layout frame={frame} title={`${name} · ${law.title}`}>
      <div class="zones book">
        <aside class="left">
          <Contents
            frame={frame}
            law={law.title}
            at={at}
            entries={contents}
            articles={contents.length > 0 ? [] : articles.map((a) => [a.eid, marginNumber(a), a.label])}
            here={[...divisions.map((p) => p.eid), whole.provision.eid]}
          />
        </aside>
        <article class="middle statute">
          <nav class="trail" aria-label={say('place_in_law')} lang="zh">
            <a href={lawPath(law.title, undefined, at)}>{law.title}</a>
            {above.map((p) => (
              <a href={lawPath(law.title, p.eid, at)}>
                {p.label} {p.heading ?? ''}
              </a>
            ))}
          </nav>
          <h1 class="provision-name" lang="zh">
            {name}
          </h1>
          <div class="text fine-grain" lang="zh">
            <Division node={whole} print={print} />
          </div>
          <CitedBy frame={frame} result={citedBy} at={at} />
          <Cites frame={frame} references={[...references.values()]} own={law.title} />
          <nav class="pager" aria-label={say('neighbours')}>
            {before ? (
              <a rel="prev" href={lawPath(law.title, before.eid, at)}>
                ← {before.name}
              </a>
            ) : (
              <span />
            )}
            <a href={`${lawPath(law.title, undefined, at)}#${whole.provision.eid}`}>{say('whole_law')}</a>
            {after ? (
              <a rel="next" href={lawPath(law.title, after.eid, at)}>
                {after.name} →
              </a>
            ) : (
              <span />
            )}
          </nav>
        </article>
        <aside class="right">
          <section class="note">
            <h2>{say('status')}</h2>
            <p>
              <StatusWord frame={frame} edition={edition} />
            </p>
          </section>
          <section class="note">
            <h2>{say('citations')}</h2>
            <p class="figures">
              <a href="#cited-by">{say('cited_n', { n: citedBy.total })}</a>
              {references.size > 0 ? (
                <>
                  {' · '}
                  <a href="#cites">{say('cites_n', { n: references.size })}</a>
                </>
              ) : null}
            </p>
            <p>
              <a href={link('/path', { from: `${law.title} ${provision.eid}` })}>{say('path_from_here')} →</a>
            </p>
          </section>
          <Similar frame={frame} articles={similar} at={at} />
          <section class="note">
            <h2>{say('citation_form')}</h2>
            <p class="cite" lang="zh" data-url={lawPath(law.title, provision.eid, edition.effective)}>
              《{law.title}》{name}
            </p>
          </section>
          <section class="note">
            <h2>{say('provenance')}</h2>
            <p>
              <a href={documentPath(edition.document)}>{say('printed_in')}</a>
              {source ? (
                <>
                  {' · '}
                  <a href={sourcePath(source, provision.ranges)}>{say('in_source')}</a>
                </>
              ) : null}
            </p>
          </section>
        </aside>
      </div>
    </Layout>
  )
}
