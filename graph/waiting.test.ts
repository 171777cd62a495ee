import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ErrorCode, fail } from '../base/errors.ts'
import { CITY } from '../test/e2e/city.ts'
import { openStore } from './open.ts'
import type { Store } from './store.ts'
import { openWaiting, type WaitingStore } from './waiting.ts'

let folder = ''
let path = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'famai-waiting-'))
  path = join(folder, 'famai.db')
  const store = await openStore(path)
  for (const contribution of CITY) await store.apply(contribution)
  await store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const gone = (reason = 'connection refused') =>
  fail('STORE_UNAVAILABLE', { url: 'neo4j://graph.example:7687/neo4j', reason })

/** An `open` that fails so many times, and says how often it was called. */
function opensAfter(failures: number, error: () => Error = gone) {
  const opening = {
    calls: 0,
    open: async (): Promise<Store> => {
      if (++opening.calls <= failures) throw error()
      return openStore(path)
    },
  }
  return opening
}

const states: string[] = []
function waiting(open: () => Promise<Store>): WaitingStore {
  states.length = 0
  return openWaiting(open, { because: gone(), retryMs: 1, onState: (state) => void states.push(state) })
}

const unavailable = expect.objectContaining({ code: 'STORE_UNAVAILABLE' }) as Error
const page = { offset: 0, limit: 10 }

describe('a store that is not there yet', () => {
  test('refuses until it is, then is the store itself', async () => {
    const { open } = opensAfter(3)
    const store = waiting(open)
    expect(states).toEqual(['waiting'])
    await expect(store.counts()).rejects.toEqual(unavailable)
    await expect(store.laws({}, page)).rejects.toEqual(unavailable)
    await expect(all(store.records())).rejects.toEqual(unavailable)
    expect(store.writers).toBe(1)

    await store.settled
    expect(states).toEqual(['waiting', 'ready'])
    await using real = disposable(await openStore(path))
    expect(await store.counts()).toEqual(await real.store.counts())
    expect(await store.laws({ title: '用水' }, page)).toEqual(await real.store.laws({ title: '用水' }, page))
    expect(await all(store.records())).toEqual(await all(real.store.records()))
    await store.close()
    await expect(store.counts()).rejects.toThrow()
  })

  test('a method that was taken before the store came asks the store', async () => {
    const store = waiting(opensAfter(1).open)
    const { counts, records } = store
    const lines = records()
    await store.settled
    expect((await counts()).laws).toBeGreaterThan(0)
    expect((await all(lines)).length).toBeGreaterThan(0)
    await store.close()
  })

  test('every member of a store is a member of it, and it is no promise', async () => {
    const store = waiting(opensAfter(0).open)
    await using real = disposable(await openStore(path))
    for (const [name, member] of Object.entries(real.store))
      expect(typeof store[name as keyof Store], name).toBe(typeof member)
    expect(await store).toBe(store)
    await store.close()
  })

  test('tells the reason of the last attempt', async () => {
    const opening = opensAfter(Number.POSITIVE_INFINITY, () => gone(`attempt ${opening.calls}`))
    const store = waiting(opening.open)
    await expect.poll(() => store.counts().catch((e: Error) => e.message)).toMatch(/attempt [2-9]/)
    await store.close()
  })

  test.each<[ErrorCode, Error]>([
    ['STORE_DENIED', fail('STORE_DENIED', { url: 'neo4j://x', reason: 'unauthorized' })],
    ['STORE_NEWER', fail('STORE_NEWER', { path: 'neo4j://x', have: 9, want: 1 })],
  ])('%s ends the waiting', async (code, error) => {
    const opening = opensAfter(1, () => error)
    const store = waiting(opening.open)
    await expect(store.settled).rejects.toMatchObject({ code })
    await expect(store.counts()).rejects.toMatchObject({ code })
    await store.close()
    expect([opening.calls, states]).toEqual([1, ['waiting']])
  })

  test('a fault of ours ends the waiting too', async () => {
    const store = waiting(opensAfter(1, () => new TypeError('undefined is not a function')).open)
    await expect(store.settled).rejects.toThrow('undefined is not a function')
    await store.close()
  })

  test('a store that another process writes is waited for', async () => {
    const store = waiting(opensAfter(2, () => fail('STORE_BUSY', { path: 'x' })).open)
    await store.settled
    await store.close()
  })

  test('closed while it waits: no further attempt, and no error', async () => {
    const opening = opensAfter(Number.POSITIVE_INFINITY)
    const store = waiting(opening.open)
    await expect.poll(() => opening.calls).toBeGreaterThan(1)
    await store.close()
    await store.settled
    const { calls } = opening
    await new Promise((done) => setTimeout(done, 30))
    expect(opening.calls).toBe(calls)
    await expect(store.counts()).rejects.toEqual(unavailable)
    await store.close()
  })

  test('closed during an attempt that succeeds: what was opened is closed', async () => {
    const real = await openStore(path)
    let answer: ((store: Store) => void) | undefined
    const store = waiting(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    await expect.poll(() => answer).toBeDefined()
    const closed = store.close()
    answer?.(real)
    await closed
    await expect(real.counts()).rejects.toThrow()
    expect(states).toEqual(['waiting'])
  })
})

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

function disposable(store: Store) {
  return { store, [Symbol.asyncDispose]: () => store.close() }
}
