/** What is of this store alone; what every store does with vectors is told by `test/contract/vectors.ts`. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contribution, sha } from '../../test/contract/fixtures.ts'
import { meddle as behind } from '../../test/neo4j/meddle.ts'
import { hasNeo4j, startNeo4j, type TestServer, withPassword } from '../../test/neo4j/server.ts'
import { wipe } from '../../test/neo4j/wipe.ts'
import type { Contribution } from '../model.ts'
import { openStore } from '../open.ts'
import type { ArticleToEmbed, MeaningQuery, Store, VectorModel } from '../store.ts'

const SMALL: VectorModel = { name: '小模型', dimension: 4 }
const LARGE: VectorModel = { name: '大模型', dimension: 8 }
const LAW = '星河市百业条例'
const dates = { effective: '2020-01-01' }
const law = contribution({ path: 'a.md', title: LAW, dates, body: [['甲业。'], ['乙业。'], ['丙业。']] })
/** The same edition, printed more fully. */
const fuller = contribution({ path: 'b.md', title: LAW, dates, body: [['甲业。'], ['乙业。'], ['丙业。'], ['丁业。']] })

/** Of length 1, another one for each text. */
function meaningOf(text: string, { name, dimension }: VectorModel): Float32Array {
  const digest = sha(`${name} ${text}`)
  const numbers = Array.from(
    { length: dimension },
    (_, i) => Number.parseInt(digest.slice(i * 4, i * 4 + 4), 16) - 32768,
  )
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (n) => n / length)
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

const vectorsFor = (articles: readonly ArticleToEmbed[], model: VectorModel) =>
  articles.map(({ key, text }) => ({ key, vector: meaningOf(text, model) }))

async function embed(store: Store, model: VectorModel, atOnce = 1_000): Promise<void> {
  for (;;) {
    const articles = await store.unembedded(model, atOnce)
    if (articles.length === 0) return
    await store.putVectors(model, vectorsFor(articles, model))
  }
}

describe.skipIf(!hasNeo4j())('vectors in a real Neo4j', () => {
  let server: TestServer
  let url = ''
  let store: Store
  beforeAll(async () => {
    server = await startNeo4j()
    url = withPassword(server)
    store = await openStore(url)
  }, 200_000)
  afterAll(async () => {
    await store?.close()
    await server?.dispose()
  }, 100_000)

  async function fresh(...all: Contribution[]): Promise<void> {
    await wipe(url)
    for (const c of all) await store.apply(c)
  }

  const meddle = (...statements: string[]) => behind(server, ...statements)

  const nearest = (model: VectorModel, text: string, more: Partial<MeaningQuery> = {}) =>
    store.rankByMeaning({ vector: meaningOf(text, model), limit: 1, ...more })
  const first = async (model: VectorModel, text: string) => (await nearest(model, text)).items[0]?.eid
  const indexes = async () =>
    (await meddle('SHOW VECTOR INDEXES YIELD name, options RETURN name, options ORDER BY name')).map(
      ({ name, options }) => [name, (options as { indexConfig: object }).indexConfig],
    )
  /** How many articles have a vector in each place, and the mark that says so. */
  const kept = async () =>
    (
      await meddle(`MATCH (u:Unit|UnitCopy) RETURN count(u.vector_a) AS a, count(u.vector_b) AS b,
        count(CASE WHEN u:EmbeddedA THEN 1 END) AS markedA, count(CASE WHEN u:EmbeddedB THEN 1 END) AS markedB`)
    )[0]

  describe('models', () => {
    beforeEach(() => fresh(law))

    test('each in its place, with an index of its dimension; the old one leaves nothing behind', async () => {
      await store.beginVectors(SMALL)
      await embed(store, SMALL)
      expect(await indexes()).toEqual([['unit_vector_a', expect.objectContaining({ 'vector.dimensions': 4 })]])
      await store.beginVectors(LARGE, { replace: true })
      await embed(store, LARGE)
      expect(await kept()).toEqual({ a: 3, b: 3, markedA: 3, markedB: 3 })
      expect(await first(SMALL, '乙业。')).toBe('art_2')
      await store.serveVectors(LARGE)
      expect(await indexes()).toEqual([['unit_vector_b', expect.objectContaining({ 'vector.dimensions': 8 })]])
      expect(await kept()).toEqual({ a: 0, b: 3, markedA: 0, markedB: 3 })
      expect(await first(LARGE, '乙业。')).toBe('art_2')
      await store.beginVectors(SMALL, { replace: true })
      expect((await indexes()).map(([name]) => name)).toEqual(['unit_vector_a', 'unit_vector_b'])
    })

    const leftovers = 'MATCH (u:Unit) SET u.vector_b = [1.0, 0.0, 0.0, 0.0], u:EmbeddedB'
    test.each([
      [
        'before the first model had its index',
        `MATCH (g:Graph) SET g.coming_name = '小模型', g.coming_dimension = 4, g.coming_slot = 'a'`,
      ],
      ['while the vectors of an old one were taken away', leftovers],
      ['before the index was made', 'DROP INDEX unit_vector_a IF EXISTS'],
      [
        'with an index of another dimension',
        `DROP INDEX unit_vector_a IF EXISTS`,
        `CREATE VECTOR INDEX unit_vector_a FOR (u:Unit) ON (u.vector_a)
        OPTIONS {indexConfig: {\`vector.dimensions\`: 5, \`vector.similarity_function\`: 'cosine'}}`,
      ],
    ])('a run was ended %s: the next one goes on', async (_why, ...cut) => {
      await meddle(...cut)
      await store.beginVectors(SMALL)
      expect(await store.vectors()).toEqual({ serving: SMALL, articles: 3, embedded: 0, coming_embedded: 0 })
      await embed(store, SMALL)
      expect(await kept()).toEqual({ a: 3, b: 0, markedA: 3, markedB: 0 })
      expect(await indexes()).toEqual([['unit_vector_a', expect.objectContaining({ 'vector.dimensions': 4 })]])
      expect(await first(SMALL, '丙业。')).toBe('art_3')
      expect(await store.check()).toEqual([])
    })

    test('one took the place of another, and the run was ended while it tidied up', async () => {
      await store.beginVectors(SMALL)
      await embed(store, SMALL)
      await meddle(leftovers)
      await store.serveVectors(SMALL)
      expect(await kept()).toEqual({ a: 3, b: 0, markedA: 3, markedB: 0 })
      await meddle(leftovers)
      await store.beginVectors(LARGE, { replace: true }) // in the place where they lie
      expect(await store.vectors()).toMatchObject({ coming: LARGE, embedded: 3, coming_embedded: 0 })
    })

    test('several begin at once: the same one is begun once, of different ones one is', async () => {
      const others = [await openStore(url), await openStore(url)]
      await Promise.all([store, ...others].map((s) => s.beginVectors(SMALL)))
      expect(await store.vectors()).toMatchObject({ serving: SMALL })
      await fresh(law)
      const models = [SMALL, LARGE, { ...LARGE, name: '另一模型' }]
      const ended = await Promise.allSettled([store, ...others].map((s, i) => s.beginVectors(models[i] ?? SMALL)))
      const { serving = SMALL, coming } = await store.vectors()
      expect([models.some((m) => m.name === serving.name), coming]).toEqual([true, undefined])
      for (const [i, { status }] of ended.entries())
        expect(status, models[i]?.name).toBe(models[i]?.name === serving.name ? 'fulfilled' : 'rejected')
      await embed(store, serving)
      expect(await first(serving, '乙业。')).toBe('art_2')
      for (const other of others) await other.close()
    })
  })

  describe('articles', () => {
    beforeEach(() => fresh(law))

    test('many are taken up at a time, and none is passed over', async () => {
      await store.apply(
        contribution({ path: 'c.md', title: '长条例', body: Array.from({ length: 300 }, (_, i) => [`第${i}业。`]) }),
      )
      await store.beginVectors(SMALL)
      const seen = new Set<string | number>()
      for (let turn = 0; ; turn++) {
        const articles = await store.unembedded(SMALL, 7)
        if (articles.length === 0) break
        expect(seen.has(articles[0]?.key ?? '')).toBe(false)
        for (const { key } of articles) seen.add(key)
        await store.putVectors(SMALL, vectorsFor(articles, SMALL))
        if (turn === 20) await store.apply(fuller)
        if (turn === 30) await store.remove(law.source.id)
      }
      expect(await store.vectors()).toMatchObject({ articles: 304, embedded: 304 })
      expect(await kept()).toEqual({ a: 304, b: 0, markedA: 304, markedB: 0 })
    })

    test('a key whose id has become that of another text, or of none, is passed over', async () => {
      await store.beginVectors(SMALL)
      const articles = await store.unembedded(SMALL, 10)
      await meddle(`MATCH (u:Unit {eid: 'art_1'}) SET u.text = '别的。'`, `MATCH (u:Unit {eid: 'art_2'}) REMOVE u:Unit`)
      await store.putVectors(SMALL, vectorsFor(articles, SMALL))
      await store.putVectors(SMALL, [
        { key: '', vector: meaningOf('', SMALL) },
        { key: 'x y', vector: meaningOf('', SMALL) },
        { key: 1, vector: meaningOf('', SMALL) },
      ])
      expect(await kept()).toEqual({ a: 1, b: 0, markedA: 1, markedB: 0 })
      expect((await store.unembedded(SMALL, 10)).map((a) => a.text)).toEqual(['别的。'])
    })

    test('an edition that steps back and forth keeps its vectors', async () => {
      await store.beginVectors(SMALL)
      await embed(store, SMALL)
      await store.apply(fuller)
      expect(await meddle('MATCH (u:UnitCopy) RETURN count(u.vector_a) AS n')).toEqual([{ n: 3 }])
      expect((await store.unembedded(SMALL, 10)).map((a) => a.text)).toEqual(['甲业。', '乙业。', '丙业。', '丁业。'])
      expect((await nearest(SMALL, '乙业。')).items).toEqual([])
      await store.remove(fuller.source.id)
      expect(await store.unembedded(SMALL, 10)).toEqual([])
      expect(await first(SMALL, '乙业。')).toBe('art_2')
    })

    test('numbers are kept with 32 bits, and come to no reader', async () => {
      await store.beginVectors(SMALL)
      await embed(store, SMALL)
      expect(await store.vectorOf({ edition: `${LAW}@2020-01-01`, eid: 'art_2' })).toEqual(meaningOf('乙业。', SMALL))
      const { connect } = await import('./connection.ts')
      const { readAddress } = await import('./address.ts')
      const { provisionFields } = await import('./cypher.ts')
      const db = connect(readAddress(url))
      const [row] = await db.rows<{ p: object }>(`MATCH (p:Unit {eid: 'art_2'}) RETURN ${provisionFields('p')} AS p`)
      expect(Object.keys(row?.p ?? {})).not.toContain('vector_a')
      await db.close()
      expect(await store.provisions(`${LAW}@2020-01-01`)).toEqual(law.provisions)
    })
  })

  describe('the nearest of many', () => {
    /** Each tenth is repealed. What is of 远山市 lies on the other side of the first question. */
    const laws = Array.from({ length: 40 }, (_, n) => {
      const region = n === 0 ? '月湖市' : n <= 15 ? '远山市' : '云山市'
      return contribution({
        path: `${n}.md`,
        title: `第${n}号条例`,
        dates: n % 10 === 9 ? { effective: '2000-01-01', repealed: '2010-01-01' } : { effective: '2020-01-01' },
        law: { region },
        body: Array.from({ length: 30 }, (_, i) => [`${region}第${n}号第${i}业。`]),
      })
    })
    const questions = [Float32Array.of(1, 0, 0, 0), meaningOf('甲', SMALL), meaningOf('乙', SMALL)]
    const meaning = (text: string) => {
      const [first = 0, ...others] = meaningOf(text, SMALL)
      return Float32Array.of(text.startsWith('远山市') ? -Math.abs(first) : first, ...others)
    }
    const articles = laws.flatMap((c) =>
      c.provisions
        .filter((p) => p.kind === 'article')
        .map((p) => ({ ...p, region: c.laws[0]?.region, repealed: c.editions[0]?.repealed !== undefined })),
    )

    beforeAll(async () => {
      await fresh(...laws)
      await store.beginVectors(SMALL)
      const bare = await store.unembedded(SMALL, 10_000)
      await store.putVectors(
        SMALL,
        bare.map(({ key, text }) => ({ key, vector: meaning(text) })),
      )
    })

    const inForce = articles.filter((a) => !a.repealed)
    test.each([
      ['by the index', {}, inForce],
      ['by the index, every edition', { at: 'all' as const }, articles],
      ['by the index, in the half of them', { region: '云山市' }, inForce.filter((a) => a.region === '云山市')],
      // those that the index knows first are all of other regions
      ['by the index, and that not near', { region: '远山市' }, inForce.filter((a) => a.region === '远山市')],
      ['one by one', { region: '月湖市' }, inForce.filter((a) => a.region === '月湖市')],
      ['fewer than asked for', { region: '月湖市', limit: 1_000 }, inForce.filter((a) => a.region === '月湖市')],
      ['nearly all of them', { at: 'all' as const, limit: 1_000 }, articles],
      ['none', { region: '没有' }, []],
    ])('%s', async (_why, scope, wanted) => {
      const limit = 'limit' in scope ? scope.limit : 12
      for (const vector of questions) {
        const expected = wanted
          .map(({ edition, eid, text }) => ({ edition, eid, score: cosine(meaning(text), vector) }))
          .sort((x, y) => y.score - x.score)
          .slice(0, limit)
        const { items, total } = await store.rankByMeaning({ vector, ...scope, limit })
        expect(items.map((i) => `${i.edition} ${i.eid}`)).toEqual(expected.map((e) => `${e.edition} ${e.eid}`))
        expect(total).toBe(items.length)
        for (const [i, { score }] of items.entries()) expect(score).toBeCloseTo(expected[i]?.score ?? 9, 6)
      }
    })
  })

  test('the index is gone: search says so, the check finds it and makes it', async () => {
    const body = Array.from({ length: 300 }, (_, i) => [`${i}业。`])
    await fresh(contribution({ path: 'c.md', title: '长条例', body }))
    await store.beginVectors(SMALL)
    await embed(store, SMALL)
    await meddle('DROP INDEX unit_vector_a')
    await expect(nearest(SMALL, '7业。')).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
    expect((await store.check()).map((p) => [p.code, p.repaired])).toEqual([['index_missing', false]])
    expect((await store.check({ repair: true })).map((p) => [p.code, p.repaired])).toEqual([['index_missing', true]])
    expect(await store.check()).toEqual([])
    expect(await first(SMALL, '7业。')).toBe('art_8')
  })
})
