import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasNeo4j, startNeo4j, type TestServer } from '../neo4j/server.ts'
import { type Running, STACK, start } from './cli.ts'

/** Nothing listens on port 1. */
const NOWHERE = 'neo4j://reader:secret@127.0.0.1:1/neo4j'
/** Of a server that starts on two slow cores, and of the pauses between two attempts. */
const LONG = 200_000

interface Site {
  /** Ends with a slash. */
  readonly url: string
  readonly running: Running
  printed(): string
}

let site: Site | undefined
afterEach(async () => {
  site?.running.child.kill('SIGKILL')
  await site?.running.ended
  site = undefined
})

/** `famai serve` on a free port, once it says where. */
async function serving(store: string, env: Readonly<Record<string, string>> = {}): Promise<Site> {
  const running = start(['serve', '--store', store, '--port', '0'], env)
  let printed = ''
  running.child.stdout?.on('data', (text: string) => {
    printed += text
  })
  let ended = false
  void running.ended.then(() => {
    ended = true
  })
  const url = () => /serving at (http:\/\/\S+\/)/.exec(printed)?.[1]
  await expect.poll(() => url() !== undefined || ended, { timeout: 30_000 }).toBe(true)
  const at = url()
  if (at === undefined) throw new Error(`it did not start: ${(await running.ended).stderr}`)
  site = { url: at, running, printed: () => printed }
  return site
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status
}

test('without its graph the site is up, says that it waits, and stops when told', { timeout: LONG }, async () => {
  const { url, running, printed } = await serving(NOWHERE)
  await expect.poll(printed).toContain('正在等待图数据库 · waiting for the graph at neo4j://127.0.0.1:1/neo4j')

  const health = await fetch(`${url}healthz`)
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }])
  const ready = await fetch(`${url}readyz`)
  expect([ready.status, ready.headers.get('Retry-After')]).toEqual([503, '5'])
  expect(await ready.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' })
  const page = await fetch(url)
  expect([page.status, page.headers.get('Retry-After'), page.headers.get('Refresh')]).toEqual([503, '5', '5'])
  expect(await page.text()).toContain('正在等待图数据库')

  running.child.kill('SIGTERM')
  const { code, stdout, stderr } = await running.ended
  expect(code).toBe(0)
  expect(stdout + stderr).not.toContain('secret')
  expect(stderr).not.toMatch(/UNFORESEEN|Unhandled/)
})

test('a store that is a file is not waited for', async () => {
  const path = join(tmpdir(), 'no-such-folder', 'famai.db')
  const { code, stderr } = await start(['serve', '--store', path, '--port', '0']).ended
  expect(code).toBe(1)
  expect(stderr).toContain(path)
  expect(stderr).not.toMatch(STACK)
})

describe.skipIf(!hasNeo4j())('over a server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startNeo4j()
  }, LONG)
  afterAll(() => server?.dispose(), LONG)
  const password = () => ({ FAMAI_STORE_PASSWORD: server.password })

  test('one that comes later, dies and comes back', { timeout: 2 * LONG }, async () => {
    await server.stop()
    const { url, running, printed } = await serving(server.url, password())
    await expect.poll(printed).toContain('waiting for the graph')
    expect(await statusOf(`${url}readyz`)).toBe(503)

    await server.start()
    const soon = { timeout: 60_000, interval: 200 }
    await expect.poll(() => statusOf(`${url}readyz`), soon).toBe(200)
    expect(printed()).toContain('图数据库已就绪 · the graph is ready')
    expect(await statusOf(url)).toBe(200)

    await server.kill()
    const began = performance.now()
    expect(await Promise.all(['', 'laws', 'api/overview', 'readyz'].map((path) => statusOf(url + path)))).toEqual([
      503, 503, 503, 503,
    ])
    expect(performance.now() - began).toBeLessThan(15_000)
    expect(await statusOf(`${url}healthz`)).toBe(200)

    await server.start()
    await expect.poll(() => statusOf(`${url}readyz`), soon).toBe(200)
    expect(await statusOf(`${url}laws`)).toBe(200)
    running.child.kill('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })

  test('one that is there and refuses us is not waited for', { timeout: LONG }, async () => {
    const { code, stderr } = await start(['serve', '--store', server.url, '--port', '0'], {
      FAMAI_STORE_PASSWORD: 'not the password',
    }).ended
    expect(code).toBe(1)
    expect(stderr).toMatch(/refused us/)
    expect(stderr).not.toMatch(STACK)
  })
})
