import type { Document, Source } from '../graph/model.ts'
import type { DocumentDetail, DocumentFilter, Paged, Store } from '../graph/store.ts'
import { NotFound } from './near.ts'
import { MOST, type PageInput, pageOf } from './page.ts'

/** Documents, newest first. */
export async function listDocuments(
  store: Store,
  filter: DocumentFilter,
  page: PageInput = {},
): Promise<Paged<Document>> {
  return store.documents(filter, pageOf(page, MOST.rows, 50))
}

export interface DocumentView extends DocumentDetail {
  /** Items before and after it in the same gazette. */
  readonly previous?: Document
  readonly next?: Document
}

/** A gazette, an item of one, or a file of its own. NOT_FOUND. */
export async function readDocument(store: Store, id: string): Promise<DocumentView> {
  const detail = await store.document(id)
  if (!detail) throw new NotFound(`document ${id}`)
  const siblings = detail.parent ? ((await store.document(detail.parent.id))?.items ?? []) : []
  const index = siblings.findIndex((d) => d.id === id)
  const previous = index > 0 ? siblings[index - 1] : undefined
  const next = index >= 0 ? siblings[index + 1] : undefined
  return { ...detail, ...(previous ? { previous } : {}), ...(next ? { next } : {}) }
}

/** Files, by path, without their text. */
export async function listSources(store: Store, page: PageInput = {}): Promise<Paged<Omit<Source, 'text'>>> {
  return store.sources(pageOf(page, MOST.rows, 50))
}
