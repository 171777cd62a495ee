import SwaggerParser from '@apidevtools/swagger-parser'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Store } from '../graph/store.ts'
import { CITY, GAZETTE, HOSTILE, lawFile, longLaw, WATER } from '../test/e2e/city.ts'
import { type OpenCity, openCity, silent } from '../test/e2e/open-city.ts'
import { createApp } from './app.ts'

let city: OpenCity
let app: Hono
beforeAll(async () => {
  city = await openCity([...CITY, lawFile(longLaw())])
  app = createApp({ store: city.store, log: silent })
})
afterAll(() => city.close())

const JSON_ONLY = { headers: { Accept: 'application/json' } }
const get = (path: string, init?: RequestInit) => app.request(encodeURI(path), init)
const law = `/law/${encodeURIComponent('云汀市节约用水条例')}`

describe('the API', () => {
  const { source } = lawFile(WATER)
  test.each([
    ['/api/laws?level=local_regulation', { total: 2 }],
    ['/api/laws?title=用水', { total: 1 }],
    ['/api/laws/节水条例', { law: { title: '云汀市节约用水条例' }, articles: 5 }],
    ['/api/laws/云汀市节约用水条例/provisions?limit=1', { items: [{ eid: 'chp_1' }] }],
    ['/api/provisions/云汀市节约用水条例/art_3__para_2', { name: '第三条第二款', provision: { eid: 'art_3__para_2' } }],
    ['/api/provisions/云汀市人民代表大会议事规则/art_3?at=2024-01-01', { provision: { eid: 'art_3' } }],
    ['/api/documents?kind=gazette', { total: 1 }],
    [`/api/documents/${GAZETTE.documents[0]?.id}`, { document: { kind: 'gazette' } }],
    ['/api/search?q=用水台账', { text: '用水台账', offset: 0 }],
    [
      '/api/locate?q=节水条例第三条第二款',
      { law: '云汀市节约用水条例', eid: 'art_3__para_2', path: `${law}/art_3__para_2` },
    ],
    ['/api/suggest?q=节水', { items: [{ law: '云汀市节约用水条例', alias: '节水条例', path: law }] }],
    ['/api/suggest?q=节水条例 3&limit=1', { items: [{ eid: 'art_3', name: '第三条', begins: expect.any(String) }] }],
    ['/api/provisions/节水条例/art_3/similar', { items: [] }], // no vectors
    ['/api/vectors', { embedded: 0, coming_embedded: 0 }],
    ['/api/anomalies?kind=item_gap', { total: 1 }],
    ['/api/sources', { total: 7 }],
    [`/api/sources/${source.id}?start=0&end=4`, { text: source.text.slice(0, 4), end: 4 }],
    ['/api/overview', { counts: { anomalies: 2 } }],
    ['/healthz', { status: 'ok' }],
    ['/readyz', { status: 'ready' }],
  ])('%s', async (path, expected) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(await response.json()).toMatchObject(expected)
  })

  test.each([
    ['/api/laws/云汀市用水条例', 404, 'NOT_FOUND'],
    ['/api/provisions/云汀市节约用水条例/art_99', 404, 'NOT_FOUND'],
    ['/api/provisions/云汀市节约用水条例/art_3;drop', 404, 'NOT_FOUND'],
    ['/api/provisions/云汀市人民代表大会议事规则/art_3?at=2010-01-01', 404, 'NOT_FOUND'], // not in that edition
    ['/api/documents/none', 404, 'NOT_FOUND'],
    ['/api/sources/none', 404, 'NOT_FOUND'],
    ['/api/nothing', 404, 'NOT_FOUND'],
    ['/api/laws?level=nonsense', 400, 'QUERY_INVALID'],
    ['/api/laws?limit=1001', 400, 'QUERY_INVALID'],
    ['/api/laws?offset=-1', 400, 'QUERY_INVALID'],
    ['/api/laws/节水条例?at=2024-13-01', 400, 'QUERY_INVALID'],
    ['/api/search', 400, 'QUERY_INVALID'], // q is required
    ['/api/search?q=水&limit=101', 400, 'QUERY_INVALID'],
    ['/api/search?q=水&recipe=best', 400, 'QUERY_INVALID'],
    ['/api/search?q=水&clauses=1', 400, 'QUERY_INVALID'],
    ['/api/suggest', 400, 'QUERY_INVALID'],
    ['/api/suggest?q=水&limit=0', 400, 'QUERY_INVALID'],
    [`/api/suggest?q=${'x'.repeat(501)}`, 400, 'QUERY_TOO_LONG'],
    ['/api/provisions/云汀市用水条例/art_3/similar', 404, 'NOT_FOUND'],
    ['/api/provisions/云汀市节约用水条例/art_99/similar', 404, 'NOT_FOUND'],
    ['/api/provisions/云汀市节约用水条例/art_3/similar?limit=101', 400, 'QUERY_INVALID'],
    [`/api/search?q=${'x'.repeat(501)}`, 400, 'QUERY_TOO_LONG'],
    [`/api/search?q=${'x'.repeat(100_000)}`, 400, 'QUERY_TOO_LONG'],
    [`/api/laws/${'x'.repeat(301)}`, 400, 'QUERY_INVALID'],
    ['/api/laws/%E0%A4%A', 404, 'NOT_FOUND'], // an escape that isn't UTF-8
  ])('%s is a problem', async (path, status, code) => {
    const response = await app.request(path.includes('%E0') ? path : encodeURI(path))
    expect(response.status).toBe(status)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/)
    const text = expect.stringMatching(/./)
    expect(await response.json()).toMatchObject({ status, code, type: text, title: text, detail: text, hint: text })
  })

  test('a problem names titles like the one asked for', async () => {
    const problem = (await (await get('/api/laws/云汀市用水条例')).json()) as { near: string[]; hint: string }
    expect(problem.near[0]).toBe('云汀市节约用水条例')
    expect(problem.hint).toContain('云汀市节约用水条例')
  })

  test('every route is described, and the description is valid OpenAPI', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as { paths: Record<string, object> }
    await SwaggerParser.validate(structuredClone(document) as never)
    const routes = app.routes
      .filter((r) => /^(GET|POST)$/.test(r.method) && /^\/(api\/|law\/|healthz$|readyz$)/.test(r.path))
      .map((r) => r.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}'))
    expect(Object.keys(document.paths).sort()).toEqual([...new Set(routes)].sort())
    for (const [path, item] of Object.entries(document.paths)) {
      const { get, post } = item as Record<'get' | 'post', { parameters?: object[]; responses: object } | undefined>
      const { parameters = [], responses = {} } = get ?? post ?? {}
      expect(Object.keys(responses), path).toEqual(expect.arrayContaining(['200', '400', '500', '503']))
      for (const parameter of parameters) expect(parameter, path).toHaveProperty('schema')
    }
  })
})

describe('permalinks', () => {
  test('are a page to a browser and JSON to a program', async () => {
    const page = await app.request(`${law}/art_3`, { headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
    expect(page.headers.get('Content-Type')).toMatch(/^text\/html/)
    const json = await app.request(`${law}/art_3`, JSON_ONLY)
    expect(await json.json()).toMatchObject({ provision: { eid: 'art_3' } })
    for (const response of [page, json]) expect(response.headers.get('Vary')).toContain('Accept')
    expect(await (await app.request(law, JSON_ONLY)).json()).toMatchObject({ articles: 5 })
  })

  test('of an alias redirect for good, with the query', async () => {
    const response = await get('/law/节水条例/art_3?at=2022-01-01')
    expect(response.status).toBe(308)
    expect(response.headers.get('Location')).toBe(`${law}/art_3?at=2022-01-01`)
  })

  test('take a day, and refuse what is none', async () => {
    const rules = '/law/云汀市人民代表大会议事规则'
    expect(await (await get(`${rules}?at=2010-05-01`)).text()).not.toContain('常务委员会认为必要')
    expect(await (await get(rules)).text()).toContain('常务委员会认为必要')
    expect((await get(`${rules}?at=yesterday`)).status).toBe(400)
  })

  test('a page that is missing offers near titles', async () => {
    const response = await get('/law/云汀市用水条例')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain(`href="${law}"`)
  })
})

describe('headers', () => {
  test('an unchanged page is not sent twice', async () => {
    const first = await app.request(law)
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).not.toBe('')
    expect(first.headers.get('Cache-Control')).toBe('no-cache')
    const second = await app.request(law, { headers: { 'If-None-Match': etag } })
    expect([second.status, await second.text()]).toEqual([304, ''])
    const packed = await app.request(law, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(packed.headers.get('Content-Encoding')).toBe('gzip')
    const tag = packed.headers.get('ETag') ?? ''
    expect((await app.request(law, { headers: { 'If-None-Match': tag } })).status).toBe(304)
  })

  test('nothing is loaded from elsewhere, nothing frames a page', async () => {
    for (const path of ['/', '/api/overview', '/nothing']) {
      const { headers } = await app.request(path)
      expect(headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('X-Frame-Options')).toBe('DENY')
      expect(headers.get('X-Powered-By')).toBeNull()
    }
  })

  test.each([
    ['style sheet', /href="(\/assets\/style\.[0-9a-f]{12}\.css)"/, 'text/css'],
    ['script', /<script type="module" src="(\/assets\/suggest\.[0-9a-f]{12}\.js)"><\/script>/, 'text/javascript'],
  ])('the %s may be kept for good, under the name that pages use', async (_, linked, type) => {
    const path = linked.exec(await (await app.request('/')).text())?.[1]
    const asset = await app.request(path ?? '')
    expect(asset.headers.get('Cache-Control')).toContain('immutable')
    expect(asset.headers.get('Content-Type')).toContain(type)
  })

  test('scripts are files of ours, and small', async () => {
    const page = await (await app.request(law)).text()
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).not.toMatch(/ on[a-z]+=/)
    const path = /<script type="module" src="([^"]+)"/.exec(page)?.[1] ?? ''
    const script = await (await app.request(path)).text()
    expect(Buffer.byteLength(script)).toBeLessThan(4096)
    expect(script).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|eval\(/)
  })

  test.each([
    ['evil.example', '127.0.0.1', 400], // DNS rebinding
    ['127.0.0.1:7100', '127.0.0.1', 200],
    ['localhost', '127.0.0.1', 200],
    ['[::1]:7100', '::1', 200],
    ['localhost.evil.example', '127.0.0.1', 400],
    ['127.0.0.1:8714', '0.0.0.0', 200], // a container, published on this machine
    ['localhost:8714', '::', 200],
    ['192.168.7.2:8714', '0.0.0.0', 200], // an address can't be pointed elsewhere
    ['[fe80::1]:8714', '0.0.0.0', 200],
    ['evil.example', '0.0.0.0', 400],
    ['192.168.7.2.evil.example', '0.0.0.0', 400],
    ['evil.example', '192.168.7.2', 400],
    ['Reading-Room', 'reading-room', 200], // the name that it was told to listen on
  ])('Host %s on %s: %i', async (host, bound, status) => {
    const bounded = createApp({ store: city.store, host: bound, log: silent })
    expect((await bounded.request('/', { headers: { Host: host } })).status).toBe(status)
  })

  test.each([
    ['library.example', '0.0.0.0', 200],
    ['Library.example:443', '127.0.0.1', 200], // a proxy on this machine
    ['sub.library.example', '0.0.0.0', 400],
    ['evil.example', '0.0.0.0', 400],
  ])('with the name of a proxy allowed, Host %s on %s: %i', async (host, bound, status) => {
    vi.stubEnv('FAMAI_ALLOWED_HOSTS', 'library.example')
    const bounded = createApp({ store: city.store, host: bound, log: silent })
    vi.unstubAllEnvs()
    expect((await bounded.request('/', { headers: { Host: host } })).status).toBe(status)
  })

  test('a body over the limit is refused', async () => {
    const body = 'x'.repeat(70_000)
    const response = await app.request('/api/search', { method: 'POST', body, headers: { 'Content-Length': '70000' } })
    expect(response.status).toBe(400)
  })
})

describe('pages', () => {
  test('hostile titles and texts are shown, not run', async () => {
    const pages = ['/', '/laws', '/documents', '/sources', '/search?q=违法所得', '/search?q=<script>alert(9)</script>']
    for (const { title } of HOSTILE) {
      pages.push(
        `/law/${encodeURIComponent(title)}`,
        `/law/${encodeURIComponent(title)}/art_1`,
        `/law/${encodeURIComponent(`${title}x`)}`,
      )
    }
    for (const { source, documents } of HOSTILE.map(lawFile)) {
      pages.push(`/source/${source.id}?r=0-20`, `/document/${documents[0]?.id}`)
    }
    for (const path of pages) {
      const response = await app.request(path.startsWith('/search') ? encodeURI(path) : path)
      const text = await response.text()
      expect([200, 404], path).toContain(response.status)
      expect(text, path).not.toMatch(
        /<script(?! type="module" src="\/assets\/suggest\.)|<svg|<img(?! src="data:)|onerror="|javascript:/,
      )
    }
    const page = await (await app.request(`/law/${encodeURIComponent(HOSTILE[0]?.title ?? '')}`)).text()
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;条例')
    expect(page).toContain('&amp;lt;已转义&amp;gt;') // what was escaped in the file stays as it is
  })

  test('the language is chosen by ?lang and remembered', async () => {
    const response = await app.request('/laws?lang=en&level=law')
    expect(await response.text()).toMatch(/<html lang="en">.*href="\/laws\?lang=zh&amp;level=law"/s)
    const cookie = response.headers.get('Set-Cookie') ?? ''
    expect(cookie).toContain('lang=en')
    expect(await (await app.request('/laws', { headers: { Cookie: 'lang=en' } })).text()).toContain('<html lang="en">')
  })

  test.each([
    ['/search', '输入词语'],
    ['/search?q=犨犩', '没有条文与'],
    ['/laws?year=1900', '没有符合条件的法规'],
    ['/documents?title=没有', '没有符合条件的文件'],
    ['/anomalies?kind=undecodable', '没有疑点'],
    ['/search?q=节水条例第三条第二款', '《云汀市节约用水条例》第三条第二款'],
    ['/search?q=用水台账', '<mark>'],
    ['/search?q=水&level=&region=&status=&year=&at=', '共 '], // fields of the form that were left empty
  ])('%s says %s', async (path, words) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(words)
  })

  test.each([['/laws?page=0'], ['/laws?page=x'], ['/source/x?r=1'], ['/laws?level=x'], ['/search?q=水&at=x']])(
    '%s is a page that says why not',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('无法理解这个请求')
    },
  )

  test('a law as long as a civil code comes whole', async () => {
    const text = await (await get('/law/云汀典')).text()
    expect(text).toContain('id="art_1260__para_2__item_2"')
  })
})

test('an error from inside is logged and not told', async () => {
  const lines: string[] = []
  const broken: Store = { ...city.store, counts: () => Promise.reject(new Error('/secret/path.db is corrupt')) }
  const { pino } = await import('pino')
  const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) })
  const failing = createApp({ store: broken, log })
  for (const path of ['/', '/api/overview']) {
    const response = await failing.request(path)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
  }
  expect(lines.join()).toContain('/secret/path.db')
})
