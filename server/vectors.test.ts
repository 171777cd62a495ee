import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../graph/store.ts'
import { embedCity, TABLE } from '../test/e2e/meaning.ts'
import { type OpenCity, openCity, silent } from '../test/e2e/open-city.ts'
import { createApp } from './app.ts'
import { serve } from './serve.ts'

const EVENTS = '/api/vectors/events'
const ARTICLES = 12

let city: OpenCity
beforeEach(async () => {
  city = await openCity()
})
afterEach(() => city.close())

/** The events of a stream as they come: `[event, data]`. */
async function* eventsOf(response: Response): AsyncGenerator<[event: string, data: { embedded: number }]> {
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event = '', data = '{}'] = /^event: (.*)\ndata: (.*)$/m.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      yield [event, JSON.parse(data)]
    }
  }
}

async function listen(store: Store = city.store) {
  const response = await createApp({ store, log: silent, patience: 100 }).request(EVENTS, {
    headers: { 'Accept-Encoding': 'gzip' },
  })
  return { response, events: eventsOf(response) }
}

test('the state as JSON', async () => {
  const app = createApp({ store: city.store, log: silent })
  const state = async () => (await app.request('/api/vectors')).json()
  expect(await state()).toEqual({ articles: ARTICLES, embedded: 0, coming_embedded: 0 })
  await embedCity(city.store, 5)
  expect(await state()).toEqual({ serving: TABLE, articles: ARTICLES, embedded: 5, coming_embedded: 0 })
})

describe('the stream', () => {
  test('tells the state at once, then each change, and ends when it is whole', async () => {
    const { response, events } = await listen()
    expect(response.headers.get('Content-Type')).toBe('text/event-stream')
    expect(response.headers.get('Content-Encoding')).toBeNull()
    expect(response.headers.get('ETag')).toBeNull()
    expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'self'")
    expect((await events.next()).value).toMatchObject(['state', { embedded: 0 }])
    await embedCity(city.store, 5) // longer than the patience with other requests
    expect((await events.next()).value).toMatchObject(['state', { embedded: 5 }])
    await embedCity(city.store)
    expect((await events.next()).value).toMatchObject(['state', { embedded: ARTICLES }])
    expect((await events.next()).value).toMatchObject(['whole', { embedded: ARTICLES }])
    expect(await events.next()).toMatchObject({ done: true })
  })

  test('is not whole while another model is on its way', async () => {
    await embedCity(city.store)
    await city.store.beginVectors({ name: '新', dimension: 4 }, { replace: true })
    const { events } = await listen()
    expect((await events.next()).value).toMatchObject(['state', { coming: { name: '新' } }])
    await city.store.serveVectors(TABLE)
    expect((await events.next()).value).toMatchObject(['state', { serving: TABLE }])
    expect((await events.next()).value?.[0]).toBe('whole')
  })

  test('a store that is away for a moment ends nothing; one that is broken does, and says nothing of itself', async () => {
    const { fail } = await import('../base/errors.ts')
    let trouble: Error | undefined
    const vectors = () => (trouble ? Promise.reject(trouble) : city.store.vectors())
    const { events } = await listen({ ...city.store, vectors })
    await events.next()
    trouble = fail('STORE_BUSY', { path: '/secret/famai.db' })
    const next = events.next()
    setTimeout(() => {
      trouble = new Error('/secret/famai.db is malformed')
    }, 2_500)
    expect(await next).toMatchObject({ done: true })
  })

  test('sixteen at a time, and those that are gone make room', async () => {
    const app = createApp({ store: city.store, log: silent })
    const heads = await Promise.all(Array.from({ length: 20 }, () => app.request(EVENTS, { method: 'HEAD' })))
    expect(heads.every((head) => head.status === 200)).toBe(true) // which hold nothing
    const open = await Promise.all(Array.from({ length: 16 }, () => app.request(EVENTS)))
    const refused = await app.request(EVENTS)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '5'])
    expect(refused.headers.get('Content-Type')).toMatch(/^application\/problem\+json/)
    expect(await refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY' })
    await open[0]?.body?.cancel()
    await expect.poll(async () => (await app.request(EVENTS)).status).toBe(200)
    await Promise.all(open.slice(1).map((response) => response.body?.cancel()))
  })

  test('a store that does not answer is a problem, not a stream', async () => {
    const { fail } = await import('../base/errors.ts')
    const away = { ...city.store, vectors: () => Promise.reject(fail('STORE_UNAVAILABLE', { url: 'x', reason: 'y' })) }
    const app = createApp({ store: away, log: silent })
    for (let n = 0; n < 20; n++) expect((await app.request(EVENTS)).status).toBe(503) // and takes no place
  })
})

describe('over the network', () => {
  test('closing the server ends its streams, and waits for none', async () => {
    const serving = await serve({ store: city.store, port: 0, log: silent })
    const events = eventsOf(await fetch(new URL(EVENTS, serving.url)))
    expect((await events.next()).value?.[0]).toBe('state')
    const began = performance.now()
    const [end] = await Promise.all([events.next(), serving.close()])
    expect(end).toMatchObject({ done: true })
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  test('a client that goes makes room', async () => {
    const serving = await serve({ store: city.store, port: 0, log: silent })
    const leave = new AbortController()
    const ask = (signal?: AbortSignal) => fetch(new URL(EVENTS, serving.url), signal ? { signal } : {})
    await Promise.all(Array.from({ length: 16 }, () => ask(leave.signal)))
    expect((await ask()).status).toBe(429)
    leave.abort()
    await expect.poll(async () => (await ask()).status, { timeout: 5_000 }).toBe(200)
    await serving.close()
  })
})
