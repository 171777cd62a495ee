import { z } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { FamaiError } from '../base/errors.ts'
import { readCitations } from '../query/citations.ts'
import { dayOf } from '../query/day.ts'
import { locate, type Place } from '../query/locate.ts'
import { NotFound } from '../query/near.ts'
import { shortestPath } from '../query/path.ts'
import { mostCited } from '../query/ranking.ts'
import { referencesOf } from '../query/references.ts'
import { VERIFY_LIMIT, verify } from '../query/verify.ts'
import { CitationsPage } from '../web/pages/citations.tsx'
import { CitedPage } from '../web/pages/cited.tsx'
import { PathPage } from '../web/pages/path.tsx'
import { VerifyPage } from '../web/pages/verify.tsx'
import type { Assets } from './assets.ts'
import { frameOf, wantsJson } from './frame.ts'
import { canonical, html, pageQuery, pageRows } from './page-query.ts'
import { type Deps, given } from './route.ts'
import { CitationsQuery, PathQuery, RankingQuery } from './routes/citations.ts'
import { Day, hits } from './schemas.ts'

/** Rows of the page of what is most cited. */
const RANKS = 100

/** Who cites whom, what is cited most, the way from one place to another, and the check of a text. */
export function citationPageRoutes({ store }: Deps, assets: Assets): Hono {
  const app = new Hono()
  const frame = (c: Context) => frameOf(c, assets)

  const list = async (c: Context, title: string, eid?: string) => {
    const json = wantsJson(c)
    const { offset, limit, ...filter } = given(pageQuery(c, CitationsQuery.extend(hits)))
    const page = json ? { offset: offset ?? 0, limit: limit ?? 20 } : pageRows(c)
    const result = await readCitations(store, { ...filter, law: title, eid, ...page })
    if (result.law !== title) return canonical(c, result.law, eid, '/citations')
    if (json) return c.json(result)
    const asked = filter.at === 'all' ? undefined : filter.at
    const days = new Map(result.items.map((row) => [row.citation, row.day]))
    const shown = result.direction === 'out' ? result.items.map((row) => row.citation) : []
    const references = await referencesOf(store, shown, { at: dayOf(asked), asked, since: (r) => days.get(r) })
    return html(c, CitationsPage({ frame: frame(c), result, references, filter }))
  }
  app.get('/law/:title/citations', (c) => list(c, c.req.param('title')))
  app.get('/law/:title/:eid/citations', (c) => list(c, c.req.param('title'), c.req.param('eid')))

  app.get('/cited', async (c) => {
    const result = await mostCited(store, { ...pageQuery(c, RankingQuery), limit: RANKS })
    return html(c, CitedPage({ frame: frame(c), result }))
  })

  app.get('/path', async (c) => {
    const { from = '', to = '', at } = pageQuery(c, PathQuery.partial())
    const shown = { frame: frame(c), from, to, result: undefined }
    if (from === '' || to === '') return html(c, PathPage(shown))
    const day = at === 'all' ? undefined : at
    const ends: Place[] = []
    for (const text of [from, to]) {
      const place = await found(locate(store, text, { at: day }))
      if (place instanceof NotFound) return html(c, PathPage({ ...shown, trouble: place }))
      ends.push(place)
    }
    const [a, b] = ends as [Place, Place]
    const result = await shortestPath(store, a, b, { either: true, at })
    return html(c, PathPage({ ...shown, result: result ?? null }))
  })

  app.get('/verify', (c) => html(c, VerifyPage({ frame: frame(c), limit: VERIFY_LIMIT, at: undefined })))

  app.post('/verify', async (c) => {
    const form = Form.safeParse(await c.req.parseBody())
    const { text, at } = form.success ? form.data : { text: '', at: undefined }
    const shown = { frame: frame(c), limit: VERIFY_LIMIT, at }
    try {
      // a form ends its lines with \r\n; places must count in what the page prints
      const result = await verify(store, text.replace(/\r\n?/g, '\n'), { at })
      return html(c, VerifyPage({ ...shown, result }))
    } catch (error) {
      if (!(error instanceof FamaiError) || error.code !== 'QUERY_TOO_LONG') throw error
      return html(c, VerifyPage({ ...shown, trouble: { length: text.length } }), 400)
    }
  })

  return app
}

const Form = z.object({ text: z.string(), at: z.union([Day, z.literal('').transform(() => undefined)]).optional() })

/** What was typed is often no place: that is an answer on the page, not an error. */
async function found(place: Promise<Place>): Promise<Place | NotFound> {
  try {
    return await place
  } catch (error) {
    if (error instanceof NotFound) return error
    throw error
  }
}
