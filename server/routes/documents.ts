import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { listDocuments, listSources, readDocument } from '../../query/documents.ts'
import { readSource } from '../../query/source.ts'
import { answers, type Deps, given, router } from '../route.ts'
import { Document, DocumentKind, Edition, Id, Offset, paged, rows, Source, Word, Year } from '../schemas.ts'

export const DocumentQuery = z.object({
  title: Word.optional(),
  kind: DocumentKind.optional(),
  source: Id.optional(),
  parent: Id.optional().openapi({ description: 'The gazette issue whose items are asked for.' }),
  year: Year.optional(),
})

const DocumentView = z
  .object({
    document: Document,
    parent: Document.optional(),
    items: z.array(Document).readonly(),
    editions: z.array(Edition).readonly(),
    text: z.string(),
    previous: Document.optional(),
    next: Document.optional(),
  })
  .openapi('DocumentView')

const SourceSlice = z
  .object({
    source: Source,
    length: Offset.openapi({ description: 'Of the whole text, in UTF-16 code units.' }),
    start: Offset,
    end: Offset.openapi({ description: 'Where this answer ends: less than asked for where that was too much.' }),
    text: z.string(),
  })
  .openapi('SourceSlice')

/** Documents, and the files that they were read from. */
export function documentRoutes({ store }: Deps): OpenAPIHono {
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/documents',
        summary: 'Documents, newest first',
        request: { query: DocumentQuery.extend(rows) },
        responses: answers(paged(Document), 'A page of documents.'),
      }),
      async (c) => {
        const { offset, limit, ...filter } = c.req.valid('query')
        return c.json(await listDocuments(store, given(filter), { offset, limit }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/documents/{id}',
        summary: 'A document with its text, its items and the laws printed in it',
        request: { params: z.object({ id: Id }) },
        responses: answers(DocumentView, 'The document.', 'can be missing'),
      }),
      async (c) => c.json(await readDocument(store, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/sources',
        summary: 'Files, by path',
        request: { query: z.object(rows) },
        responses: answers(paged(Source), 'A page of files, without their text.'),
      }),
      async (c) => c.json(await listSources(store, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/sources/{id}',
        summary: 'A file, and its text or a slice of it',
        request: {
          params: z.object({ id: Id }),
          query: z.object({ start: Offset.optional(), end: Offset.optional() }),
        },
        responses: answers(SourceSlice, 'The slice.', 'can be missing'),
      }),
      async (c) => c.json(await readSource(store, c.req.valid('param').id, c.req.valid('query')), 200),
    )
}
