import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { FamaiError } from '../base/errors.ts'
import { parseEid } from '../graph/ids.ts'
import type { Citation, Edition } from '../graph/model.ts'
import { startOf } from '../graph/status.ts'
import { restsOn } from '../query/basis.ts'
import { outgoingByProvision, readCitations } from '../query/citations.ts'
import { dayOf } from '../query/day.ts'
import { listLaws, readLaw, withoutText } from '../query/law.ts'
import { locate, type Place } from '../query/locate.ts'
import { readProvision } from '../query/provision.ts'
import { referencesOf } from '../query/references.ts'
import { cleanQuery, search } from '../query/search.ts'
import { similarArticles } from '../query/similar.ts'
import type { TextNode } from '../query/tree.ts'
import { LawPage } from '../web/pages/law.tsx'
import { ProvisionPage } from '../web/pages/provision.tsx'
import { SearchPage } from '../web/pages/search.tsx'
import { UnknownProvisionPage } from '../web/pages/unknown-provision.tsx'
import type { Assets } from './assets.ts'
import { frameOf, wantsJson } from './frame.ts'
import { canonical, html, pageHits, pageQuery } from './page-query.ts'
import type { Deps } from './route.ts'
import { provisionJson } from './routes/laws.ts'
import { SearchQuery } from './routes/search.ts'
import { Day } from './schemas.ts'

const At = z.object({ at: Day.optional() })
/** Titles that are offered above the results. */
const TITLES = 5
/** Citing sentences on the page of what they cite; all of them have a page of their own. */
const SENTENCES = 10

/** The permalinks of laws and provisions (a page to a browser, JSON to a program), and the search page that leads to them. */
export function lawPageRoutes({ store, asker }: Deps, assets: Assets): Hono {
  const app = new Hono()
  const frame = (c: Context) => frameOf(c, assets)

  app.get('/law/:title', async (c) => {
    const { at } = pageQuery(c, At)
    const title = c.req.param('title')
    const result = await readLaw(store, title, { at })
    if (result.law.title !== title) return canonical(c, result.law.title)
    if (wantsJson(c)) return c.json(withoutText(result))
    const citedBy = await readCitations(store, { law: title, at, limit: result.edition ? 1 : SENTENCES })
    const { citations, references } = await citing(store, title, result.edition, at)
    const cited = await store.citedCounts(title, result.at)
    const basis = result.edition && (await restsOn(store, title, { at }))
    return html(c, LawPage({ frame: frame(c), result, citations, references, cited, citedBy, basis, at }))
  })

  app.get('/law/:title/:eid', async (c) => {
    const { at } = pageQuery(c, At)
    const { title, eid } = c.req.param()
    const unknown = wantsJson(c) ? undefined : await unknownLaw(store, title, eid)
    if (unknown !== undefined) {
      if (unknown !== title) return canonical(c, unknown, eid)
      const citedBy = await readCitations(store, { law: title, eid, at, limit: SENTENCES })
      return html(c, UnknownProvisionPage({ frame: frame(c), citedBy, at }))
    }
    const result = await readProvision(store, title, eid, { at })
    if (result.law.title !== title) return canonical(c, result.law.title, eid)
    if (wantsJson(c)) return c.json(await provisionJson(store, title, eid, at))
    const source = (await store.document(result.edition.document))?.document.source
    const citedBy = await readCitations(store, { law: title, eid, at, limit: SENTENCES })
    const { citations, references } = await citing(store, title, result.edition, at, result.whole)
    const cited = await store.citedCounts(title, result.at)
    const whole = result.whole.provision
    const similar = whole.kind === 'article' ? await similarArticles(store, { law: title, eid: whole.eid, at }) : []
    const page = { frame: frame(c), result, citations, references, cited, citedBy, similar, source, at }
    return html(c, ProvisionPage(page))
  })

  app.get('/search', async (c) => {
    const { q, ...filter } = pageQuery(c, SearchQuery.extend({ q: SearchQuery.shape.q.default('') }))
    const input = { ...filter, text: q, clauses: true }
    const text = cleanQuery(q)
    const titled = text === '' ? undefined : await listLaws(store, { title: text }, { limit: TITLES })
    const result = await search(store, { ...input, ...pageHits(c) }, asker)
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

/** What an edition cites, or a part of it, and where that leads. */
async function citing(
  store: Deps['store'],
  law: string,
  edition: Edition | undefined,
  asked: string | undefined,
  part?: TextNode,
) {
  const all = edition ? await outgoingByProvision(store, law, edition.id) : new Map<string, readonly Citation[]>()
  const within = part && new Set(eidsOf(part))
  const citations = within ? new Map([...all].filter(([eid]) => within.has(eid))) : all
  const since = edition && startOf(edition)
  const inOrder = [...citations.values()].flat().sort((a, b) => a.start - b.start || a.order - b.order)
  const references = await referencesOf(store, inOrder, { at: dayOf(asked), asked, since: () => since })
  return { citations, references }
}

function eidsOf({ provision, children }: TextNode): string[] {
  return [provision.eid, ...children.flatMap(eidsOf)]
}

/** The canonical title, where it is of a law that is only cited and the eId could be one of its provisions. */
async function unknownLaw(store: Deps['store'], title: string, eid: string): Promise<string | undefined> {
  const found = await store.law(title)
  return found && !found.law.known && parseEid(eid) ? found.law.title : undefined
}
