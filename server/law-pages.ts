import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { FamaiError } from '../base/errors.ts'
import { lawPath } from '../graph/ids.ts'
import { listLaws, readLaw, withoutText } from '../query/law.ts'
import { locate, type Place } from '../query/locate.ts'
import { readProvision } from '../query/provision.ts'
import { cleanQuery, search } from '../query/search.ts'
import { LawPage } from '../web/pages/law.tsx'
import { ProvisionPage } from '../web/pages/provision.tsx'
import { SearchPage } from '../web/pages/search.tsx'
import type { Assets } from './assets.ts'
import { frameOf, wantsJson } from './frame.ts'
import { html, pageHits, pageQuery } from './page-query.ts'
import type { Deps } from './route.ts'
import { provisionJson } from './routes/laws.ts'
import { SearchQuery } from './routes/search.ts'
import { Day } from './schemas.ts'

const At = z.object({ at: Day.optional() })
/** Titles that are offered above the results. */
const TITLES = 5

/** The permalinks of laws and provisions (a page to a browser, JSON to a program), and the search page that leads to them. */
export function lawPageRoutes({ store }: Deps, assets: Assets): Hono {
  const app = new Hono()
  const frame = (c: Context) => frameOf(c, assets.style.path)

  app.get('/law/:title', async (c) => {
    const { at } = pageQuery(c, At)
    const title = c.req.param('title')
    const result = await readLaw(store, title, { at })
    if (result.law.title !== title) return canonical(c, result.law.title)
    if (wantsJson(c)) return c.json(withoutText(result))
    return html(c, LawPage({ frame: frame(c), result, at }))
  })

  app.get('/law/:title/:eid', async (c) => {
    const { at } = pageQuery(c, At)
    const { title, eid } = c.req.param()
    const result = await readProvision(store, title, eid, { at })
    if (result.law.title !== title) return canonical(c, result.law.title, eid)
    if (wantsJson(c)) return c.json(await provisionJson(store, title, eid, at))
    const source = (await store.document(result.edition.document))?.document.source
    return html(c, ProvisionPage({ frame: frame(c), result, source, at }))
  })

  app.get('/search', async (c) => {
    const { q, ...filter } = pageQuery(c, SearchQuery.extend({ q: SearchQuery.shape.q.default('') }))
    const input = { ...filter, text: q }
    const text = cleanQuery(q)
    const titled = text === '' ? undefined : await listLaws(store, { title: text }, { limit: TITLES })
    const result = await search(store, { ...input, ...pageHits(c) })
    const place = result.offset === 0 ? await placeOf(store, text, filter.at) : undefined
    const titles = result.offset === 0 && titled ? titled : { items: [], total: 0 }
    return html(c, SearchPage({ frame: frame(c), input, result, place, titles }))
  })

  return app
}

/** Most texts that people search for are no citation: that is an answer, not an error. */
async function placeOf(store: Deps['store'], text: string, at: string | undefined): Promise<Place | undefined> {
  if (text === '') return undefined
  try {
    return await locate(store, text, { at: at === 'all' ? undefined : at })
  } catch (error) {
    if (error instanceof FamaiError && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}

/** An alias leads to the one address that a law has; the query goes along. */
function canonical(c: Context, title: string, eid?: string): Response {
  return c.redirect(lawPath(title, eid) + new URL(c.req.url).search, 308)
}
