import { lawPath } from '../../graph/ids.ts'
import { DOCUMENT_KINDS } from '../../graph/model.ts'
import type { DocumentView } from '../../query/documents.ts'
import type { Paragraph } from '../../query/paragraphs.ts'
import type { References } from '../../query/references.ts'
import type { Frame } from '../frame.ts'
import { dayOfEdition, documentPath, sourcePath } from '../links.ts'
import { Cites } from '../parts/cited-by.tsx'
import { CitedText } from '../parts/cited-text.tsx'
import { DocumentRow } from '../parts/document-row.tsx'
import { Layout } from '../parts/layout.tsx'
import { spotsIn } from '../places.ts'
import { day, term } from '../words.ts'

export interface DocumentPageProps {
  readonly frame: Frame
  readonly result: DocumentView
  /** The text for reading; `more` where it goes on in the source. */
  readonly paragraphs: readonly Paragraph[]
  readonly more: boolean
  /** What it cites, in the order of the text. */
  readonly references: References
}

/** A gazette issue with its items, or an item with its text. */
export function DocumentPage({ frame, result, paragraphs, more, references }: DocumentPageProps) {
  const { say, lang } = frame
  const { document, parent, items, editions, previous, next } = result
  const citations = [...references.keys()]
  const citing = { references, candidates: '#cites' }
  const facts = [
    [say('kind'), term(lang, DOCUMENT_KINDS, document.kind)],
    [say('number'), document.number],
    [say('issuer'), document.issuer],
    [say('date'), document.date ? day(lang, document.date) : undefined],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined)
  const source = sourcePath(document.source, [[document.start, document.end]])
  return (
    <Layout frame={frame} title={document.title}>
      <div class="zones book">
        <aside class="left">
          {parent ? (
            <section class="note">
              <h2>{say('issue')}</h2>
              <p lang="zh">
                <a href={documentPath(parent.id)}>{parent.title}</a>
              </p>
            </section>
          ) : null}
        </aside>
        <article class="middle">
          <header class="title-page">
            <h1 lang="zh">{document.title}</h1>
          </header>
          {editions.map((edition) => (
            <p class="direct">
              {say('holds_law')} <a href={lawPath(edition.law, undefined, dayOfEdition(edition))}>《{edition.law}》</a>{' '}
              <span class="facts">{say('read_as_law')} →</span>
            </p>
          ))}
          {items.length > 0 ? (
            <section>
              <h2>
                {say('items')} <small class="figures">{say('item_count', { n: items.length })}</small>
              </h2>
              <ol class="rows numbered">
                {items.map((item) => (
                  <DocumentRow frame={frame} document={item} />
                ))}
              </ol>
            </section>
          ) : (
            <div class="text plain" lang="zh">
              {paragraphs.map(({ text, ranges }) => (
                <p>
                  <CitedText frame={frame} text={text} spots={spotsIn(ranges, citations)} citing={citing} />
                </p>
              ))}
              {more ? (
                <p>
                  … <a href={source}>{say('in_source')}</a>
                </p>
              ) : null}
            </div>
          )}
          <Cites frame={frame} references={[...references.values()]} />
          {previous || next ? (
            <nav class="pager">
              {previous ? (
                <a rel="prev" href={documentPath(previous.id)}>
                  ← {previous.title}
                </a>
              ) : (
                <span />
              )}
              {next ? (
                <a rel="next" href={documentPath(next.id)}>
                  {next.title} →
                </a>
              ) : (
                <span />
              )}
            </nav>
          ) : null}
        </article>
        <aside class="right">
          <dl class="note">
            {facts.map(([name, value]) => (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
          <p class="note">
            <a href={source}>{say('in_source')} →</a>
          </p>
        </aside>
      </div>
    </Layout>
  )
}
