import { lawPath } from '../../graph/ids.ts'
import type { ProvisionView } from '../../query/provision.ts'
import type { Frame } from '../frame.ts'
import { documentPath, marginNumber, sourcePath } from '../links.ts'
import { Contents } from '../parts/contents.tsx'
import { Layout } from '../parts/layout.tsx'
import { Division } from '../parts/provision-text.tsx'
import { StatusWord } from '../parts/status.tsx'

export interface ProvisionPageProps {
  readonly frame: Frame
  readonly result: ProvisionView
  /** The source that the edition's document stands in. */
  readonly source: string | undefined
  readonly at: string | undefined
}

/** One article with its 款 and 项, the part that was asked for pointed out; or a 章 or 节 with its articles. */
export function ProvisionPage({ frame, result, source, at }: ProvisionPageProps) {
  const { say } = frame
  const { law, edition, provision, ancestors, whole, contents, articles, name, before, after } = result
  const divisions = [...ancestors, provision].filter((p) => p.kind !== 'article')
  // The whole is what the page is about: only a part of it is pointed out.
  const here = provision.eid === whole.provision.eid ? {} : { here: provision.eid }
  const print = { frame, law: law.title, at, fine: true, ...here }
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
