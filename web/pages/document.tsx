import { lawPath } from '../../graph/ids.ts'
import { DOCUMENT_KINDS } from '../../graph/model.ts'
import type { DocumentView } from '../../query/documents.ts'
import type { Frame } from '../frame.ts'
import { dayOfEdition, documentPath, sourcePath } from '../links.ts'
import { DocumentRow } from '../parts/document-row.tsx'
import { Layout } from '../parts/layout.tsx'
import { day, term } from '../words.ts'

/** UTF-16 units of text that a page prints; the rest is one link away in the source. */
const TEXT_LIMIT = 400_000

/** A gazette issue with its items, or an item with its text. */
export function DocumentPage({ frame, result }: { frame: Frame; result: DocumentView }) {
  const { say, lang } = frame
  const { document, parent, items, editions, text, previous, next } = result
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
              {paragraphs(text, document.title).map((line) => (
                <p>{line}</p>
              ))}
              {text.length > TEXT_LIMIT ? (
                <p>
                  … <a href={source}>{say('in_source')}</a>
                </p>
              ) : null}
            </div>
          )}
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

/** The lines of the source as they stand; joining what a scan has broken is not a page's business. The title stands above already. */
function paragraphs(text: string, title: string): string[] {
  const lines = text
    .slice(0, TEXT_LIMIT)
    .split(/[\n\f]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines[0] === title ? lines.slice(1) : lines
}
