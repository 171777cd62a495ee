import type { Hono } from 'hono'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fail } from '../base/errors.ts'
import type { Store } from '../graph/store.ts'
import { openWaiting, type WaitingStore } from '../graph/waiting.ts'
import { type OpenCity, openCity, silent } from '../test/e2e/open-city.ts'
import { createApp } from './app.ts'

const ADDRESS = 'neo4j://graph.example:7687/neo4j'
const gone = () => fail('STORE_UNAVAILABLE', { url: ADDRESS, reason: 'connect ECONNREFUSED 10.1.2.3:7687' })
const PAGES = ['/', '/laws', '/search?q=用水', '/law/云汀市节约用水条例', '/cited', '/documents', '/path?from=甲&to=乙']
const API = ['/api/overview', '/api/laws', '/api/search?q=用水', '/api/locate?q=节水条例第三条', '/readyz']

let city: OpenCity
/** Whether the server that the store is on is there. */
let there = false
let store: WaitingStore
let app: Hono
beforeAll(async () => {
  city = await openCity()
  const open = async () => {
    if (!there) throw gone()
    return city.store
  }
  store = openWaiting(open, { because: gone(), retryMs: 5 })
  app = createApp({ store, log: silent })
})
afterAll(async () => {
  await store.close()
  await city.close()
})

const get = (path: string, init?: RequestInit) => app.request(encodeURI(path), init)

describe('while the graph is not there', () => {
  test('the process is up, and says so without the store', async () => {
    const response = await get('/healthz')
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  })

  test.each(API)('%s: 503 as a problem, and when to ask again', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(response.headers.get('Refresh')).toBeNull()
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/)
    const problem = await response.json()
    expect(problem).toMatchObject({ status: 503, code: 'STORE_UNAVAILABLE', title: 'Waiting for the graph' })
    expect(JSON.stringify(problem)).not.toMatch(/graph\.example|10\.1\.2\.3/) // for the log, not for the world
  })

  test.each(PAGES)('%s: 503 as a page that comes again by itself', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(response.headers.get('Refresh')).toBe('5')
    const text = await response.text()
    expect(text).toContain('正在等待图数据库')
    expect(text).toContain('本页每 5 秒自动重新载入')
    expect(text).toContain('The graph is not there yet')
    expect(text).not.toMatch(/<script(?! type="module" src="\/assets\/)|graph\.example|10\.1\.2\.3/)
  })

  test('in English, where that was asked for', async () => {
    expect(await (await get('/?lang=en')).text()).toContain('This page loads itself again every 5 seconds')
  })

  test('a form that was sent is not loaded again, what was typed would be lost', async () => {
    const body = new URLSearchParams({ text: '根据《云汀市节约用水条例》第三条' })
    const response = await app.request('/verify', { method: 'POST', body })
    expect([response.status, response.headers.get('Retry-After'), response.headers.get('Refresh')]).toEqual([
      503,
      '5',
      null,
    ])
  })
})

describe('once it is there', () => {
  beforeAll(async () => {
    there = true
    await store.settled
  })

  test.each(['/', '/laws', '/api/overview', '/healthz'])('%s', async (path) => {
    const response = await get(path)
    expect([response.status, response.headers.get('Retry-After')]).toEqual([200, null])
  })

  test('it is ready', async () => {
    const response = await get('/readyz')
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready' }])
  })
})

const never = () => new Promise<never>(() => {})
const refuses = (error: Error) => () => Promise.reject(error)

describe('a store that stops answering', () => {
  const failing = (counts: Store['counts'], more = {}) =>
    createApp({ store: { ...city.store, counts }, log: silent, ...more })

  test('is not waited for by a probe', async () => {
    const began = performance.now()
    const response = await failing(never).request('/readyz')
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '5'])
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('hangs no request', async () => {
    const hanging = failing(never, { patience: 50 })
    const page = await hanging.request('/')
    expect([page.status, page.headers.get('Retry-After')]).toEqual([503, '5'])
    expect(await page.text()).toContain('正在等待图数据库')
    expect((await hanging.request('/laws')).status).toBe(200)
  })

  test('a store that is written says when to come again too', async () => {
    const busy = failing(refuses(fail('STORE_BUSY', { path: 'famai.db' })))
    for (const path of ['/', '/api/overview', '/readyz']) {
      const response = await busy.request(path)
      expect([response.status, response.headers.get('Retry-After')], path).toEqual([503, '5'])
    }
  })

  test('a broken store is not ready', async () => {
    const broken = failing(refuses(new Error('disk image is malformed')))
    expect((await broken.request('/readyz')).status).toBe(500)
    expect((await broken.request('/healthz')).status).toBe(200)
  })
})

test('what fails for want of the store is a warning, once and not for each request', async () => {
  const lines: { level: number; err: { message: string } }[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const out = createApp({ store: { ...city.store, counts: refuses(gone()) }, log })
  for (let n = 0; n < 20; n++) await out.request('/api/overview')
  expect(lines).toMatchObject([{ level: 40, err: { message: expect.stringContaining('ECONNREFUSED') } }])
})
