/** Files for `neo4j-admin database import` hold the graph that `apply` and linking make: node for node, property for property. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Contribution, GraphRecord } from '../../graph/model.ts'
import { contributionsOf, openStore, writeImportFiles } from '../../graph/open.ts'
import type { ArticleDetail, RankedArticle, Store } from '../../graph/store.ts'
import { linkCitations } from '../../ingest/cite/link.ts'
import { exportLines } from '../../query/exchange.ts'
import { contribution, gazette } from '../contract/fixtures.ts'
import { openSample, SAMPLE_DAY } from '../e2e/sample-site.ts'
import { famai } from '../robust/cli.ts'
import { hasNeo4j, startNeo4j, type TestServer } from './server.ts'
import { wipe } from './wipe.ts'

const LONG = 300_000

/** What the quoting of CSV files, and the reading of them by the import, could trip over. */
// biome-ignore format: one table
const ODD = [
  '"', '""', '"开头', '结尾"', '中"间', "'", ',', ';', '\\', '\\"', '\\n', '末尾\\', '\t', ' 前后空格 ', '\u3000全角空格\u3000',
  '\r', '\u000b\u000c', '\u0000', '\u0001\u001b\u007f', '\u001f', '\u001e', '\u0085\u2028\u2029', '\ufeff', '\uffff',
  '𠮷𡈽😀', 'e\u0301', '#', '=1+1', 'null', '[]', '{}', 'NaN', '2024-01-01',
]

const CITED = '星河市引号条例'
const OLDER = { adopted: '2019-01-01', promulgated: '2019-01-02', effective: '2019-02-01' }
const NEWER = { promulgated: '2023-05-01', effective: '2023-06-01' }

function oddContributions(): Contribution[] {
  const plain = contribution({
    path: 'odd "quoted", 路径.md',
    title: CITED,
    law: { aliases: ['引号条例', '"别名"', '甲,乙;丙', '末\\'], level: 'local_regulation', region: '' },
    body: ['# 总则', ODD, ['第二条\r第二行'], '# ', ['本条例第一条、第九条。']],
    dates: NEWER,
    anomalies: [
      { quote: '"a", b', detail: '' },
      { start: 3, end: 4, detail: 'x\ny' },
    ],
    cites: [
      { from: 'art_3__para_1', text: '本条例第一条', law: CITED, eid: 'art_1' },
      { from: 'art_3__para_1', text: '第九条', law: CITED, eid: 'art_9' },
    ],
  })
  const older = contribution({
    path: 'older.md',
    title: CITED,
    dates: OLDER,
    body: [['旧第一条。'], ['旧第二条。'], ['旧第三条。'], ['旧第四条。']],
  })
  const citing = contribution({
    path: 'report.txt',
    title: '关于"引号"的报告',
    report: true,
    dates: { promulgated: '2019-06-01' },
    cited: [{ type: 'law', title: '星河市从未公布条例', known: false }],
    body: [
      ['依据《星河市引号条例》第二条和第四条、《中华人民共和国不在此处法》第三条和第五条，废止《星河市引号条例》。'],
    ],
    cites: [
      // in both editions: the one of the day is meant
      { text: '第二条', law: CITED, eid: 'art_2' },
      { text: '第四条', law: CITED, eid: 'art_4' },
      { text: '《中华人民共和国不在此处法》第三条', law: '中华人民共和国不在此处法', eid: 'art_3' },
      { text: '第五条', law: '中华人民共和国不在此处法', eid: 'art_3__para_2__item_1', relation: 'basis' },
      { text: '废止《星河市引号条例》', law: CITED, relation: 'repeals' },
      { text: '关于', reason: 'no_antecedent' },
      { text: '报告', law: CITED, draft: true },
    ],
  })
  const [law] = plain.laws
  const [first, ...others] = plain.provisions
  if (!law || !first) throw new Error('fixture: no law')
  return [
    // an empty heading is not an absent one
    { ...plain, provisions: [first, ...others.map((p, i) => (i === 3 ? { ...p, heading: '' } : p))] },
    older,
    citing,
    gazette(),
  ]
}

describe.skipIf(!hasNeo4j())('files for neo4j-admin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'famai-csv-'))
  const files = join(folder, 'graph')
  const made: { source: Made; applied: Made; loaded: Made } = {} as never
  let server: TestServer
  let told = ''
  let command: readonly string[] = []

  beforeAll(async () => {
    const sample = await openSample()
    let records: GraphRecord[]
    try {
      for (const c of oddContributions()) await sample.store.apply(c)
      await linkCitations(sample.store, SAMPLE_DAY)
      records = await collected(sample.store.records())
      command = (await writeImportFiles(sample.store.records(), files)).command
      made.source = { ...(await answers(sample.store)), nodes: [], relationships: [] }
    } finally {
      await sample.close()
    }
    server = await startNeo4j()
    made.applied = await graphOf(async (store) => {
      for await (const c of contributionsOf(records)) await store.apply(c)
      await linkCitations(store, SAMPLE_DAY)
    })
    await wipe(url())
    await server.stop()
    told = await server.admin(command.slice(1), files) // without the name of the program
    await server.start()
    made.loaded = await graphOf(async () => {})
  }, LONG)

  afterAll(async () => {
    await server?.dispose()
    rmSync(folder, { recursive: true, force: true })
  }, LONG)

  const url = () => server.url.replace('neo4j@', `neo4j:${server.password}@`)

  async function graphOf(fill: (store: Store) => Promise<void>): Promise<Made> {
    const store = await openStore(url())
    try {
      await fill(store)
      return { ...(await answers(store)), ...(await everything(url())) }
    } finally {
      await store.close()
    }
  }

  test('are loaded without a word about bad entries', () => {
    expect(told).toContain('IMPORT DONE')
    expect(told).not.toMatch(/bad entries|skipped|WARN/i)
  })

  test('the records are byte for byte those of the source', () => {
    expect(made.loaded.lines).toEqual(made.source.lines)
    expect(made.loaded.lines).toEqual(made.applied.lines)
  })

  test('every node is there with its labels and properties', () => {
    expect(made.loaded.nodes.length).toBeGreaterThan(900)
    expect(made.loaded.nodes).toEqual(made.applied.nodes)
  })

  test('every relationship is there with its ends and properties', () => {
    const types = new Set(made.applied.relationships.map((r) => r.split(' ')[0]))
    expect(types.size).toBeGreaterThanOrEqual(15)
    expect(made.loaded.relationships).toEqual(made.applied.relationships)
  })

  test('the check finds nothing, all is linked, and search gives the same', () => {
    expect(made.loaded.problems).toEqual([])
    expect(made.loaded.stale).toBe(false)
    expect(made.loaded.ranked.length).toBeGreaterThan(5)
    expect(made.loaded.ranked).toEqual(made.applied.ranked)
    expect(made.loaded.shown).toHaveLength(made.loaded.ranked.length)
    expect(made.loaded.shown).toEqual(made.applied.shown)
  })

  test('vectors find their way into what was loaded', async () => {
    const store = await openStore(url())
    const model = { name: '小模型', dimension: 2 }
    await store.beginVectors(model)
    const articles = await store.unembedded(model, 10_000)
    expect(articles).toHaveLength((await store.vectors()).articles)
    const vector = Float32Array.of(0.6, 0.8)
    await store.putVectors(
      model,
      articles.map(({ key, text }) => ({ key, vector: text === '旧第一条。' ? vector : Float32Array.of(0.8, -0.6) })),
    )
    const [nearest] = (await store.rankByMeaning({ vector, limit: 1, at: 'all' })).items
    expect((await store.articles(nearest ? [nearest] : [])).map((a) => a.provision.text)).toEqual(['旧第一条。'])
    expect(await store.check()).toEqual([])
    await store.close()
  })
})

describe('famai export --format neo4j-admin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'famai-csv-cli-'))
  const store = join(folder, 'famai.db')
  const run = (...args: string[]) => famai(['export', '--store', store, '--format', 'neo4j-admin', ...args])

  beforeAll(async () => {
    const s = await openStore(store)
    await s.apply(gazette())
    await s.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('writes a folder when it is whole, and tells the command', async () => {
    const out = join(folder, 'graph')
    const { code, stdout } = await run('-o', `${out}/`)
    expect(code).toBe(0)
    expect(stdout).toContain('neo4j-admin database import full neo4j --overwrite-destination=true @import.args')
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['import.args', 'Provision.csv', 'CITES.csv']))
    expect(readdirSync(folder)).not.toContain('graph.part')
    // nothing was linked yet: the store that is loaded knows it
    expect(readFileSync(join(out, 'Change.csv'), 'utf8').trim().split('\n')).toHaveLength(2)
    const again = await run('-o', out)
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('not empty')])
  })

  test('wants a folder', async () => {
    const { code, stderr } = await run()
    expect([code, stderr]).toEqual([2, expect.stringContaining('-o')])
  })
})

describe('what a CSV file can’t hold', () => {
  const folder = mkdtempSync(join(tmpdir(), 'famai-csv-refused-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each([
    // the import would cut it in two
    [{ aliases: ['甲\u001f乙'] }, 'U\\+001F'],
    // the import takes it for no list
    [{ aliases: [''] }, 'one empty text'],
  ])('%j is refused', async (law, reason) => {
    const c = contribution({ path: 'a.md', title: '星河市条例', law, body: [['一。']] })
    const records = [c.source, ...c.documents, ...c.laws, ...c.editions, ...c.provisions]
    await expect(writeImportFiles(records, folder)).rejects.toThrow(new RegExp(reason))
  })
})

interface Made {
  readonly lines: readonly string[]
  readonly problems: readonly unknown[]
  readonly stale: boolean
  readonly ranked: readonly RankedArticle[]
  readonly shown: readonly ArticleDetail[]
  readonly nodes: readonly string[]
  readonly relationships: readonly string[]
}

async function answers(store: Store): Promise<Omit<Made, 'nodes' | 'relationships'>> {
  const page = { offset: 0, limit: 50 }
  const found = await Promise.all(
    ['停车', '电动自行车 充电', '旧第一条'].map((text) => store.rankByWords({ text, at: 'all', page })),
  )
  const ranked = found.flatMap((f) => f.items)
  return {
    lines: await collected(exportLines(store)),
    problems: await store.check(),
    stale: await store.linksStale(),
    ranked,
    shown: await store.articles(ranked),
  }
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

/** Every node and relationship of the database as a line, sorted; ends as what they say of themselves. */
async function everything(url: string): Promise<Pick<Made, 'nodes' | 'relationships'>> {
  const { protocol, host, username, password } = new URL(url)
  const driver = neo4j.driver(`${protocol}//${host}`, neo4j.auth.basic(username, password))
  const rows = async (cypher: string) => (await driver.executeQuery(cypher)).records.map((r) => r.toObject())
  try {
    const nodes = new Map<string, string>()
    for (const { id, labels, properties } of await rows(
      'MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties',
    )) {
      nodes.set(id, `${labels.sort().join(':')} ${shown({ ...properties, ...(properties.linked && { linked: '…' }) })}`)
    }
    const relationships = await rows(
      'MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS properties, elementId(a) AS a, elementId(b) AS b',
    )
    return {
      nodes: [...nodes.values()].sort(),
      relationships: relationships
        .map(({ type, properties, a, b }) => `${type} ${shown(properties)} ${nodes.get(a)} ${nodes.get(b)}`)
        .sort(),
    }
  } finally {
    await driver.close()
  }
}

/** Properties by name; whole numbers and days look like no text. */
function shown(properties: Record<string, unknown>): string {
  const names = Object.keys(properties).sort()
  return JSON.stringify(names.map((name) => [name, told(properties[name])]))
}

function told(value: unknown): unknown {
  if (neo4j.isInt(value)) return { int: value.toString() }
  if (neo4j.isDate(value)) return { day: value.toString() }
  return Array.isArray(value) ? value.map(told) : value
}
