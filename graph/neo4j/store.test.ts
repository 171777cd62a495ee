import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkCitations } from '../../ingest/cite/link.ts'
import { contribution } from '../../test/contract/fixtures.ts'
import { meddle as behind } from '../../test/neo4j/meddle.ts'
import { hasNeo4j, startNeo4j, type TestServer, withPassword } from '../../test/neo4j/server.ts'
import { wipe } from '../../test/neo4j/wipe.ts'
import { openStore } from '../open.ts'
import type { Store } from '../store.ts'
import { SCHEMA_VERSION } from './schema.ts'

const page = { offset: 0, limit: 10 }
const LAW = contribution({
  path: 'a.md',
  title: '某条例',
  dates: { effective: '2020-01-01' },
  law: { aliases: ['某'] },
  body: ['# 总则', ['第一款。', '第二款依照本条例第一条。'], ['末条。']],
  cites: [{ from: 'art_1__para_2', text: '本条例第一条', law: '某条例', eid: 'art_1' }],
})
const COPY = contribution({ path: 'b.md', title: '某条例', dates: { effective: '2020-01-01' }, body: [['略。']] })

describe.skipIf(!hasNeo4j())('a real Neo4j', () => {
  let server: TestServer
  let url = ''
  beforeAll(async () => {
    server = await startNeo4j()
    url = withPassword(server)
    await (await openStore(url)).close()
  }, 200_000)
  afterAll(() => server?.dispose(), 100_000)
  beforeEach(() => wipe(url))

  const meddle = (...statements: string[]) => behind(server, ...statements)

  async function filled(): Promise<Store> {
    const store = await openStore(url)
    await store.apply(LAW)
    await linkCitations(store, '2026-01-01')
    return store
  }

  describe('open', () => {
    test.each([
      ['nobody listens', () => 'neo4j://neo4j:pass-word@127.0.0.1:1/neo4j', 'STORE_UNAVAILABLE'],
      ['nobody listens, without routing', () => 'bolt://neo4j:pass-word@127.0.0.1:1', 'STORE_UNAVAILABLE'],
      ['a wrong password', () => server.url.replace('neo4j@', 'neo4j:pass-word@'), 'STORE_DENIED'],
      ['no password', () => server.url, 'STORE_DENIED'],
      ['no user', () => server.url.replace('neo4j@', ''), 'STORE_DENIED'],
      ['a database that is not there', () => url.replace(/neo4j$/, 'nowhere'), 'STORE_UNREADABLE'],
      ['an address without a host', () => 'neo4j://', 'STORE_UNSUPPORTED'],
    ])('%s', async (_why, address, code) => {
      const opening = openStore(address())
      await expect(opening).rejects.toMatchObject({ code, message: expect.not.stringContaining('pass-word') })
      await expect(opening).rejects.toMatchObject({ hint: expect.not.stringContaining('pass-word') })
    })

    test.each([
      ['a newer schema', `MATCH (g:Graph) SET g.schema = ${SCHEMA_VERSION + 1}`, 'STORE_NEWER'],
      ['tokens of another kind', `MATCH (g:Graph) SET g.analysis = 'trigram-9'`, 'STORE_MISMATCH'],
      ['data of another program', `MATCH (g:Graph) DELETE g CREATE (:Song)`, 'STORE_FOREIGN'],
    ])('refused: %s', async (_why, cypher, code) => {
      await (await filled()).close()
      await meddle(cypher)
      await expect(openStore(url)).rejects.toMatchObject({ code })
      await meddle('MATCH (n) DETACH DELETE n')
      await (await openStore(url)).close() // an empty database is made ready
    })

    test('what was cut into tokens of another kind is cut anew where that is asked for', async () => {
      await (await filled()).close()
      await meddle(`MATCH (g:Graph) SET g.analysis = 'trigram-9'`, `MATCH (u:Unit) SET u.tokens = '末条末'`)
      const store = await openStore(url, { rebuild: true })
      expect((await store.rankByWords({ text: '末条', page })).total).toBe(1)
      await store.close()
      await (await openStore(url)).close()
    })

    test('a store of schema 1 is brought up to date: what was there for vectors of one model is gone', async () => {
      await (await filled()).close()
      await meddle(
        `CREATE VECTOR INDEX unit_vector FOR (u:Unit) ON (u.vector)
          OPTIONS {indexConfig: {\`vector.dimensions\`: 2, \`vector.similarity_function\`: 'cosine'}}`,
        'MATCH (u:Unit) SET u.vector = [0.6, 0.8]',
        `MATCH (g:Graph) SET g.schema = 1, g.model = '小', g.dimension = 2`,
      )
      await expect(openStore(url, { readonly: true })).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
      const store = await openStore(url)
      expect(await store.vectors()).toEqual({ articles: 2, embedded: 0, coming_embedded: 0 })
      expect(await store.check()).toEqual([])
      await store.close()
      const left = `MATCH (n) WHERE n.vector IS NOT NULL OR n.model IS NOT NULL OR n.dimension IS NOT NULL RETURN labels(n) AS left
        UNION MATCH (g:Graph) WHERE g.schema <> ${SCHEMA_VERSION} RETURN labels(g) AS left`
      expect(await meddle(left)).toEqual([])
      expect(await meddle(`SHOW VECTOR INDEXES YIELD name WHERE name = 'unit_vector' RETURN name`)).toEqual([])
    })

    test('read-only: nothing is made and nothing written', async () => {
      await meddle('MATCH (n) DETACH DELETE n')
      await expect(openStore(url, { readonly: true })).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
      const store = await filled()
      const reader = await openStore(url, { readonly: true })
      await expect(reader.apply(COPY)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
      expect((await reader.rankByWords({ text: '末条', page })).total).toBe(1)
      expect(await reader.check()).toEqual([])
      await reader.close()
      await store.close()
      await store.close() // twice does no harm
    })

    test('the server refuses writes in what only reads', async () => {
      const { connect } = await import('./connection.ts')
      const { readAddress } = await import('./address.ts')
      const db = connect(readAddress(url))
      await expect(db.read((run) => run('CREATE (:Song)'))).rejects.toMatchObject({ code: /Statement.AccessMode/ })
      await expect(
        db.read((run) => run('UNWIND range(1, 10000000000) AS i RETURN sum(i % 7)'), 1),
      ).rejects.toMatchObject({ code: 'STORE_SLOW' })
      await db.close()
    })
  })

  test('a server that is away is waited for as long as one has patience', async () => {
    const waits: string[] = []
    const began = performance.now()
    const opening = openStore('bolt://neo4j:pass-word@127.0.0.1:1', { patience: 1_200, onWait: (at) => waits.push(at) })
    await expect(opening).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    expect([waits, performance.now() - began > 500]).toEqual([['bolt://127.0.0.1:1'], true])
  })

  describe('check', () => {
    test.each([
      ['the lexical index is gone', 'DROP INDEX unit_tokens', 'index_missing', true],
      ['another index is gone', 'DROP INDEX provision_by_law_eid', 'index_missing', true],
      ['validity is out of date', `MATCH (e:Edition) SET e.shown_from = date('2021-01-01')`, 'index_stale', true],
      ['the merged law tells something else', `MATCH (l:Law) SET l.region = '月球'`, 'index_stale', true],
      ['an alias is gone', 'MATCH (a:Alias) DETACH DELETE a', 'index_stale', true],
      ['a citation leads nowhere', 'MATCH ()-[t:RESOLVED_TO]->() DELETE t', 'index_stale', true],
      ['a document is gone', 'MATCH (d:Document) DETACH DELETE d', 'orphan', false],
      ['a source is gone', 'MATCH (s:Source) DETACH DELETE s', 'orphan', false],
      ['a source has no text', 'MATCH (t:SourceText) DETACH DELETE t', 'orphan', false],
      [
        'an article is gone from above its paragraphs',
        `MATCH (p:Article {eid: 'art_1'}) DETACH DELETE p`,
        'orphan',
        false,
      ],
      ['a paragraph is gone', `MATCH (p:Paragraph {eid: 'art_1__para_2'}) DETACH DELETE p`, 'orphan', false],
    ])('%s', async (_why, cypher, code, repairs) => {
      await (await filled()).close()
      await meddle(cypher)
      const store = await openStore(url)
      expect((await store.check()).map((p) => [p.code, p.repaired])).toContainEqual([code, false])
      const repaired = await store.check({ repair: true })
      expect(repaired.some((p) => p.code === code && p.repaired === repairs)).toBe(true)
      if (repairs) {
        expect(await store.check()).toEqual([])
        expect((await store.rankByWords({ text: '末条', page })).total).toBe(1)
      }
      await store.close()
    })
  })

  describe('the graph as a person sees it', () => {
    test('relationships between the real nodes carry their evidence; dates are dates', async () => {
      await (await filled()).close()
      const rows = await meddle(`MATCH (a:Paragraph)-[c:CITES]->(b:Article) MATCH (e:Edition)
        RETURN a.name AS a, b.name AS b, c.quote AS quote, c.end - c.start AS length, e.effective.year AS year`)
      expect(rows).toEqual([{ a: '第一条第二款', b: '第一条', quote: '本条例第一条', length: 6, year: 2020 }])
    })

    test('a second print of an edition is out of sight, and takes over when the first goes', async () => {
      const store = await filled()
      await store.apply(COPY)
      await linkCitations(store, '2026-01-01')
      const seen =
        'MATCH (e:Edition) OPTIONAL MATCH (p:Provision {law: e.law}) RETURN count(DISTINCT e) AS e, count(p) AS p'
      expect(await meddle(seen)).toEqual([{ e: 1, p: LAW.provisions.length }])
      expect(await store.check()).toEqual([])
      await store.remove(LAW.source.id)
      await linkCitations(store, '2026-01-01')
      expect(await meddle(seen)).toEqual([{ e: 1, p: COPY.provisions.length }])
      expect(await store.check()).toEqual([])
      await store.close()
    })

    test('nothing is left of what was removed but the graph itself', async () => {
      const store = await filled()
      await store.remove(LAW.source.id)
      await linkCitations(store, '2026-01-01')
      expect(await meddle('MATCH (n) RETURN labels(n) AS labels')).toEqual([{ labels: ['Graph'] }])
      await store.close()
    })
  })

  test('an edition of many thousand provisions, in several batches, is one transaction', async () => {
    const body = Array.from({ length: 2_600 }, (_, i) => [`第${i}款甲。`, `第${i}款乙。`])
    const long = contribution({ path: 'long.md', title: '长条例', body: ['# 总则', ...body] })
    const store = await openStore(url)
    const writing = store.apply(long)
    const seen = new Set<number>()
    let done = false
    void writing.finally(() => {
      done = true
    })
    while (!done) seen.add(Number((await meddle('MATCH (p:Provision) RETURN count(p) AS n'))[0]?.n))
    await writing
    expect([...seen].filter((n) => n !== 0 && n !== long.provisions.length)).toEqual([])
    expect(await store.provisions('长条例@undated')).toEqual(long.provisions)
    expect((await store.provision('长条例', 'art_2500__para_2'))?.ancestors.map((p) => p.eid)).toEqual([
      'chp_1',
      'art_2500',
    ])
    expect(await store.check()).toEqual([])
    await store.close()
  })
})
