import { type Context, Hono } from 'hono'
import { listAnomalies } from '../query/anomalies.ts'
import { citationsOfDocument } from '../query/citations.ts'
import { dayOf } from '../query/day.ts'
import { listDocuments, listSources, readDocument } from '../query/documents.ts'
import { listLaws } from '../query/law.ts'
import { overview } from '../query/overview.ts'
import { paragraphsOf } from '../query/paragraphs.ts'
import { referencesOf } from '../query/references.ts'
import { readSourcePage } from '../query/source.ts'
import { AnomaliesPage } from '../web/pages/anomalies.tsx'
import { DocumentPage } from '../web/pages/document.tsx'
import { DocumentsPage } from '../web/pages/documents.tsx'
import { HomePage } from '../web/pages/home.tsx'
import { LawsPage } from '../web/pages/laws.tsx'
import { SourcePage, SourcesPage } from '../web/pages/source.tsx'
import type { Assets } from './assets.ts'
import { frameOf } from './frame.ts'
import { html, pageQuery, pageRows, sourcePlace } from './page-query.ts'
import { type Deps, given } from './route.ts'
import { DocumentQuery } from './routes/documents.ts'
import { LawQuery } from './routes/laws.ts'
import { AnomalyQuery } from './routes/overview.ts'

/** UTF-16 units of a document that a page prints; the rest is one link away in the source. */
const TEXT_LIMIT = 400_000

/** Pages of lists, documents and sources. A page is a query's result, printed. */
export function pageRoutes({ store }: Deps, assets: Assets): Hono {
  const app = new Hono()
  const frame = (c: Context) => frameOf(c, assets)

  app.get('/', async (c) => html(c, HomePage({ frame: frame(c), result: await overview(store) })))

  app.get('/laws', async (c) => {
    const filter = given(pageQuery(c, LawQuery))
    const page = pageRows(c)
    const result = await listLaws(store, filter, page)
    return html(c, LawsPage({ frame: frame(c), filter, result, page }))
  })

  app.get('/documents', async (c) => {
    const filter = given(pageQuery(c, DocumentQuery))
    const page = pageRows(c)
    const result = await listDocuments(store, filter, page)
    return html(c, DocumentsPage({ frame: frame(c), filter, result, page }))
  })

  app.get('/document/:id', async (c) => {
    const result = await readDocument(store, c.req.param('id'))
    const { document, text } = result
    const day = document.date
    const cited = result.items.length > 0 ? [] : await citationsOfDocument(store, document.id)
    const references = await referencesOf(store, cited, { at: dayOf(undefined), since: () => day })
    const whole = paragraphsOf(text.slice(0, TEXT_LIMIT), document.start)
    const paragraphs = whole[0]?.text === document.title ? whole.slice(1) : whole // it stands above already
    const more = text.length > TEXT_LIMIT
    return html(c, DocumentPage({ frame: frame(c), result, paragraphs, more, references }))
  })

  app.get('/sources', async (c) => {
    const page = pageRows(c)
    return html(c, SourcesPage({ frame: frame(c), result: await listSources(store, page), page }))
  })

  app.get('/source/:id', async (c) => {
    const result = await readSourcePage(store, c.req.param('id'), sourcePlace(c))
    return html(c, SourcePage({ frame: frame(c), result }))
  })

  app.get('/anomalies', async (c) => {
    const filter = given(pageQuery(c, AnomalyQuery))
    const page = pageRows(c)
    const result = await listAnomalies(store, filter, page)
    return html(c, AnomaliesPage({ frame: frame(c), filter, result, page }))
  })

  return app
}
