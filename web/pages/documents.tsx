import type { Document } from '../../graph/model.ts'
import { DOCUMENT_KINDS } from '../../graph/model.ts'
import type { DocumentFilter, Page, Paged } from '../../graph/store.ts'
import type { Frame } from '../frame.ts'
import { DocumentRow } from '../parts/document-row.tsx'
import { anySet, Choose, Field, Filters } from '../parts/filters.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, Shown } from '../parts/pager.tsx'

export interface DocumentsPageProps {
  readonly frame: Frame
  readonly filter: DocumentFilter
  readonly result: Paged<Document>
  readonly page: Page
}

/** Documents, newest first. */
export function DocumentsPage({ frame, filter, result, page }: DocumentsPageProps) {
  const { say } = frame
  const { title, kind, year, source } = filter
  const filtered = anySet(title, kind, year, source)
  const part = { ...page, total: result.total }
  return (
    <Layout frame={frame} title={say('documents')}>
      <div class="zones">
        <aside class="left">
          <Filters frame={frame} action="/documents" clear={filtered ? '/documents' : undefined}>
            {source ? <input type="hidden" name="source" value={source} /> : null}
            <Field name="title" label={say('title')} value={title} />
            <Choose frame={frame} name="kind" label={say('kind')} table={DOCUMENT_KINDS} value={kind} />
            <Field name="year" label={say('year')} value={year} type="number" />
          </Filters>
        </aside>
        <div class="middle">
          <h1 class="small">{say('documents')}</h1>
          {result.total === 0 ? (
            <section class="empty">
              <p>{filtered ? say('no_documents') : say('empty')}</p>
              <p>{filtered ? say('clear_do') : say('empty_do')}</p>
            </section>
          ) : (
            <>
              <Shown frame={frame} part={part} word="shown_documents" />
              <ul class="rows">
                {result.items.map((document) => (
                  <DocumentRow frame={frame} document={document} />
                ))}
              </ul>
              <Pager frame={frame} part={part} />
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}
