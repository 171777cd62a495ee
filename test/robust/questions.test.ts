/** Odd and hostile questions to search by words and by meaning, with the real model over the sample. */
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedder } from '../../embed/embedder.ts'
import { openEmbedder } from '../../embed/open.ts'
import { openStore } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import { embedArticles } from '../../ingest/vectors.ts'
import { type SearchInput, search } from '../../query/search.ts'
import { ingestInto } from './graph.ts'

const SAMPLE = join(import.meta.dirname, '../../sample/corpus')

let folder = ''
let store: Store
let embedder: Embedder
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'famai-questions-'))
  const path = join(folder, 'graph.db')
  await ingestInto(path, SAMPLE)
  store = await openStore(path)
  embedder = await openEmbedder({ cacheFolder: folder, threads: 'many' })
  await embedArticles(store, { embedder })
}, 120_000)
afterAll(async () => {
  await embedder.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (text: string, more: Partial<SearchInput> = {}) => search(store, { text, limit: 5, ...more }, embedder)
const title = (hit: { law: { title: string } } | undefined) => hit?.law.title ?? ''

describe('questions that have an answer', () => {
  test.each([
    ['电瓶车能不能推进楼道里充电', '电动自行车'],
    // the same in traditional characters, with emoji, with Latin punctuation and wide spaces
    ['電瓶車能不能推進樓道裡充電', '电动自行车'],
    ['🛵 电瓶车  能不能，推进楼道里充电???　', '电动自行车'],
  ])('%s', async (text, law) => {
    const { items, weak, meaning } = await ask(text)
    expect(meaning.state).toBe('used')
    expect(weak).toBe(false)
    expect(title(items[0])).toContain(law)
  })

  test('a citation in the question comes first, whatever else is asked', async () => {
    const { items } = await ask('栖川市电动自行车停放充电安全条例第十条是什么意思')
    expect(items[0]).toMatchObject({ provision: { eid: 'art_10' }, why: { exact: true } })
  })
})

describe('no answer, and that is said', () => {
  test.each([
    ['', 'nothing was asked'],
    ['？！。，、；：', 'only punctuation'],
    ['😀😀😀', 'only emoji'],
    ['\u0000\u0007\ud800', 'nothing that is a character'],
    ['红烧肉怎么做才好吃', 'no matter of law'],
    ['how do I cook rice', 'another language'],
    ['asdfgh qwerty zxcvb', 'no language'],
  ])('%j: %s', async (text) => {
    const { items } = await ask(text)
    expect(items).toEqual([])
  })

  test('10,000 characters, a whole judgment: a clear error, and one that names the limit', async () => {
    const judgment = '原告诉称，被告拖欠货款未付，请求判令被告支付货款及利息。'.repeat(360)
    await expect(ask(judgment)).rejects.toMatchObject({ code: 'QUERY_TOO_LONG' })
    const { items } = await ask(judgment.slice(0, 500))
    expect(Array.isArray(items)).toBe(true)
  })
})

describe('always the same', () => {
  const questions = ['停车充电', '物业不管事怎么办', '代表辞职找谁', '罚款多少']

  test('the same list on every run, alone or with others at once', async () => {
    const ids = async (text: string) =>
      (await ask(text, { limit: 50 })).items.map((h) => `${h.edition.id} ${h.provision.eid}`)
    const alone: string[][] = []
    for (const q of questions) alone.push(await ids(q))
    expect(await Promise.all([...questions].reverse().map(ids))).toEqual([...alone].reverse())
  })

  test('the same list from a store that was filled in another order', async () => {
    const other = join(folder, 'other.db')
    const files = readdirSync(SAMPLE).filter((name) => !name.endsWith('.csv'))
    for (const name of files.reverse()) await ingestInto(other, join(SAMPLE, name))
    const again = await openStore(other)
    await embedArticles(again, { embedder })
    for (const text of questions) {
      const [a, b] = await Promise.all([store, again].map((s) => search(s, { text, limit: 50 }, embedder)))
      expect(b?.items.map((h) => [h.edition.id, h.provision.eid, h.score])).toEqual(
        a?.items.map((h) => [h.edition.id, h.provision.eid, h.score]),
      )
    }
    await again.close()
  })

  test('a filter is part of the search: what it leaves is filled up to the page', async () => {
    const question = '电动自行车在楼道里充电怎么处罚'
    const law = title((await ask(question)).items[0])
    const within = await ask(question, { limit: 5, law })
    expect(within.items.length).toBe(5)
    expect(new Set(within.items.map((h) => h.law.title))).toEqual(new Set([law]))
  })
})
