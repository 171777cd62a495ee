import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cacheKey, type VectorCache } from '../embed/cache.ts'
import type { Embedder } from '../embed/embedder.ts'
import { passageOf } from '../embed/passage.ts'
import { openStore } from '../graph/open.ts'
import type { Store } from '../graph/store.ts'
import { contribution } from '../test/contract/fixtures.ts'
import { embedArticles } from './vectors.ts'

/** Vectors by arithmetic: the phase asks for numbers, what they mean is the affair of others. */
function embedderOf(name: string) {
  const asked: string[] = []
  const embedder: Embedder = {
    model: { name, dimension: 4 },
    together: 1,
    embed: async (text) => {
      asked.push(text)
      const angle = [...text].reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0)
      return Float32Array.from([Math.cos(angle), Math.sin(angle), 0, 0])
    },
    close: async () => {},
  }
  return { embedder, asked }
}

function memoryCache(): VectorCache & { entries: Map<string, Float32Array> } {
  const entries = new Map<string, Float32Array>()
  return {
    entries,
    get: (key) => entries.get(key),
    put: (all) => {
      for (const [key, v] of all) entries.set(key, v)
    },
    close: () => {},
  }
}

const law = (path: string, title: string, articles: number) =>
  contribution({
    path,
    title,
    dates: { promulgated: '2020-01-01', effective: '2020-01-01' },
    body: ['# 总则', ...Array.from({ length: articles }, (_, i) => [`第${i}种船应当挂灯。`])],
  })

let store: Store
beforeEach(async () => {
  store = await openStore(':memory:')
  await store.apply(law('a.md', '汀北市灯船条例', 150))
})
afterEach(() => store.close())

const state = async () => {
  const { serving, coming, articles, embedded } = await store.vectors()
  return { serving: serving?.name, coming: coming?.name, articles, embedded }
}

describe('the phase that gives articles their vectors', () => {
  test('each article once, with the words that say where it stands', async () => {
    const { embedder, asked } = embedderOf('m')
    const seen: number[] = []
    const made = await embedArticles(store, { embedder, onProgress: (p) => seen.push(p.done) })
    expect(made).toMatchObject({ computed: 150, reused: 0, interrupted: false })
    expect(await state()).toEqual({ serving: 'm', coming: undefined, articles: 150, embedded: 150 })
    expect(asked[3]).toBe('汀北市灯船条例 第1章 总则 第3种船应当挂灯。')
    expect(seen).toEqual([0, 64, 128, 150])
    expect(await embedArticles(store, { embedder })).toMatchObject({ computed: 0, reused: 0 })
  })

  test('stopped, it goes on where it was, and computes nothing twice', async () => {
    const stop = new AbortController()
    const { embedder, asked } = embedderOf('m')
    const stopping: Embedder = {
      ...embedder,
      embed: (text, kind) => {
        if (asked.length === 99) stop.abort()
        return embedder.embed(text, kind)
      },
    }
    const cache = memoryCache()
    expect(await embedArticles(store, { embedder: stopping, cache, signal: stop.signal })).toMatchObject({
      computed: 100,
      interrupted: true,
    })
    expect(await state()).toMatchObject({ embedded: 100 })
    await embedArticles(store, { embedder, cache })
    expect(asked).toHaveLength(150)
    expect(new Set(asked).size).toBe(150)
  })

  test('what the cache knows is not computed again: after a new ingest, and for another store', async () => {
    const { embedder, asked } = embedderOf('m')
    const cache = memoryCache()
    await embedArticles(store, { embedder, cache })
    await store.apply({ ...law('a.md', '汀北市灯船条例', 151) })
    expect(await embedArticles(store, { embedder, cache })).toMatchObject({ computed: 1, reused: 150 })
    const other = await openStore(':memory:')
    await other.apply(law('b.md', '汀北市灯船条例', 150))
    expect(await embedArticles(other, { embedder, cache })).toMatchObject({ computed: 0, reused: 150 })
    await other.close()
    expect(asked).toHaveLength(151)
  })

  test('the same text twice is computed once', async () => {
    await store.apply(law('copy.md', '汀北市灯船条例', 150))
    const { embedder, asked } = embedderOf('m')
    const made = await embedArticles(store, { embedder, cache: memoryCache() })
    expect(asked).toHaveLength(150)
    expect(made.computed + made.reused).toBe((await store.vectors()).articles)
  })

  test('another model is refused, unless it is to take the place of the one that serves', async () => {
    await embedArticles(store, { embedder: embedderOf('old').embedder })
    const { embedder } = embedderOf('new')
    await expect(embedArticles(store, { embedder })).rejects.toMatchObject({ code: 'STORE_MISMATCH' })
    const stop = new AbortController()
    const seen: unknown[] = []
    await embedArticles(store, {
      embedder,
      replace: true,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done >= 64) stop.abort()
      },
    })
    seen.push(await state())
    await embedArticles(store, { embedder, replace: true })
    seen.push(await state())
    expect(seen).toMatchObject([
      { serving: 'old', coming: 'new', embedded: 150 },
      { serving: 'new', coming: undefined, embedded: 150 },
    ])
  })

  test('the key of the cache depends on the text and on the model', () => {
    const a = { law: '甲', headings: ['第一章 总则'], text: '一。\n二。' }
    expect(passageOf(a)).toBe('甲 第一章 总则 一。 二。')
    const m = { name: 'm', dimension: 4 }
    expect(cacheKey(m, 'a')).not.toBe(cacheKey(m, 'b'))
    expect(cacheKey(m, 'a')).not.toBe(cacheKey({ ...m, name: 'n' }, 'a'))
  })
})
