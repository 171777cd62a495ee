import { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { fail } from '../base/errors.ts'
import { createLog, type Logger } from '../base/log.ts'
import { NotFound } from '../query/near.ts'
import { ErrorPage } from '../web/pages/error.tsx'
import { readAssets } from './assets.ts'
import { citationPageRoutes } from './citation-pages.ts'
import { frameOf, wantsJson } from './frame.ts'
import { cacheRules, secure } from './headers.ts'
import { onlyOwnHost } from './hosts.ts'
import { lawPageRoutes } from './law-pages.ts'
import { openApi } from './openapi.ts'
import { outages } from './outages.ts'
import { html } from './page-query.ts'
import { pageRoutes } from './pages.ts'
import { within } from './patience.ts'
import { type Problem, problemOf, problemResponse, RETRY_SECONDS } from './problem.ts'
import type { Deps } from './route.ts'
import { citationRoutes } from './routes/citations.ts'
import { documentRoutes } from './routes/documents.ts'
import { lawRoutes } from './routes/laws.ts'
import { overviewRoutes } from './routes/overview.ts'
import { searchRoutes } from './routes/search.ts'
import { similarRoutes } from './routes/similar.ts'
import { suggestRoutes } from './routes/suggest.ts'
import { vectorRoutes, vectorStream } from './routes/vectors.ts'
import { VERIFY_BODY, verifyRoutes } from './routes/verify.ts'

export interface AppOptions extends Deps {
  /** The address that the server listens on; decides which Host headers are accepted. Default 127.0.0.1. */
  readonly host?: string
  readonly log?: Logger
  /** How long a request may take, in milliseconds, before it is answered 503. Default 30 s. */
  readonly patience?: number
}

const PATIENCE = 30_000

const API = [
  lawRoutes,
  similarRoutes,
  citationRoutes,
  verifyRoutes,
  documentRoutes,
  searchRoutes,
  suggestRoutes,
  vectorRoutes,
  overviewRoutes,
]
const PAGES = [pageRoutes, citationPageRoutes, lawPageRoutes]

/** Probes of whoever runs the server, which are no pages. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz'])

/** UTF-16 units of an address: a query of 500 Chinese characters takes 4,500 when escaped. */
const URL_LIMIT = 8_192
const BODY_LIMIT = 64 * 1024

/** The whole of HTTP over a store: `/api/…` as JSON, pages as HTML, permalinks as either. */
export function createApp(options: AppOptions): Hono {
  const { store, asker, closing, host = '127.0.0.1', log = createLog(), patience = PATIENCE } = options
  const deps: Deps = { store, asker, closing }
  const app = new OpenAPIHono()
  const assets = readAssets()

  app.use(secure())
  app.use(compress())
  app.use(cacheRules())
  app.use(onlyOwnHost(host))
  // a stream has no end to wait for or to take a digest of: it stands before what does
  app.route('/', vectorStream(deps))
  app.use(etag())
  app.use((_, next) => within(patience, next()))
  app.use(async (c, next) => {
    if (c.req.url.length > URL_LIMIT) throw fail('QUERY_TOO_LONG', { length: c.req.url.length, limit: URL_LIMIT })
    await next()
  })
  const [small, large] = [limited(BODY_LIMIT), limited(VERIFY_BODY)]
  app.use((c, next) => (c.req.path.endsWith('/verify') ? large : small)(c, next))

  for (const routes of API) app.route('/', routes(deps))
  openApi(app)
  for (const { path, body, type } of [assets.style, assets.suggest]) {
    const kept = { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }
    app.get(path, (c) => c.body(body, 200, kept))
  }
  for (const routes of PAGES) app.route('/', routes(deps, assets))

  const answer = (c: Parameters<typeof frameOf>[0], error: unknown, told: Problem = problemOf(error)) => {
    const { status, code, detail, near = [] } = told
    if (status === 503 || status === 429) c.header('Retry-After', String(RETRY_SECONDS))
    const json = c.req.path.startsWith('/api/') || PROBES.has(c.req.path) || wantsJson(c)
    if (json) return problemResponse(c, told)
    const frame = frameOf(c, assets)
    const what = error instanceof NotFound ? { what: error.what } : {}
    // not where a form was sent: the page would come back without what was typed
    const again = status === 503 && c.req.method === 'GET' ? { again: RETRY_SECONDS } : {}
    if (again.again) c.header('Refresh', String(again.again))
    return html(c, ErrorPage({ frame, status, code, near, detail, ...what, ...again }), status as 400 | 404 | 500 | 503)
  }
  app.notFound((c) => answer(c, new NotFound(c.req.path)))
  const outage = outages(log)
  app.onError((error, c) => {
    const told = problemOf(error)
    if (told.status === 503) outage(error, told.code, c.req.path)
    else if (told.status >= 500) log.error({ err: error, path: c.req.path }, 'request failed')
    return answer(c, error, told)
  })
  return app as unknown as Hono
}

function limited(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw fail('QUERY_TOO_LONG', { length: maxSize + 1, limit: maxSize })
    },
  })
}
