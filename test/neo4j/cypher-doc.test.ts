/** docs/cypher.md against a real server that holds the sample: UPDATE_DOCS=1 writes the tables anew. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import neo4j, { type Driver } from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KIND_LABELS } from '../../graph/neo4j/shape.ts'
import { openStore } from '../../graph/open.ts'
import { ingest } from '../../ingest/run.ts'
import { SAMPLE_DAY } from '../e2e/sample-site.ts'
import { hasNeo4j, startNeo4j, type TestServer } from './server.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PAGE = join(ROOT, 'docs/cypher.md')
const CORPUS = join(ROOT, 'sample/corpus')
const LONG = 200_000

/** In the model, and nothing in the sample makes them. */
const NOT_IN_SAMPLE = {
  labels: [
    ...['Alias', 'Change', 'EditionCopy', 'EmbeddedA', 'EmbeddedB', 'ProvisionCopy', 'UnitCopy'],
    ...['Part', 'Subpart', 'Section', 'Preamble', 'Annex'],
  ],
  relationships: ['DEFINES', 'NAMES'],
  properties: ['Law.aliases', 'Edition.repealed', 'Citation.candidates'],
}

interface Question {
  readonly heading: string
  /** Name and expression, as Browser sends it to the server: `law`, `'某条例'`. All that were set so far. */
  readonly parameters: readonly (readonly [name: string, expression: string])[]
  readonly query: string
  /** As printed; where it stands in the page. */
  readonly table: string
  readonly start: number
  readonly end: number
}

const page = readFileSync(PAGE, 'utf8')
const questions = questionsOf(page)

describe('the page', () => {
  test('asks twenty questions, numbered', () => {
    expect(questions.map((q) => q.heading.split('.')[0])).toEqual(Array.from({ length: 20 }, (_, i) => `${i + 1}`))
  })

  test('every question is asked in two languages, orders its rows and does not depend on the day', () => {
    for (const { heading, query } of questions) {
      expect(heading).toMatch(/\p{Script=Han}.*？ · .*[a-z].*\?$/u)
      expect(query).toMatch(/\nORDER BY .+(\nLIMIT \d+)?$/)
      expect(query).not.toMatch(/\bdate(time)?\(\s*\)|timestamp\(|rand\(/)
    }
  })

  test('names every kind of provision', () => {
    expect(firstColumn('label')).toEqual(expect.arrayContaining(Object.values(KIND_LABELS)))
  })
})

describe.skipIf(!hasNeo4j())('the page, asked', () => {
  let server: TestServer
  let driver: Driver

  beforeAll(async () => {
    server = await startNeo4j()
    const store = await openStore(server.url.replace('neo4j@', `neo4j:${server.password}@`))
    try {
      const metadata = join(CORPUS, 'metadata.csv')
      await ingest(store, { paths: [CORPUS], metadata, jobs: 1, maxFileBytes: 1 << 24, today: SAMPLE_DAY })
    } finally {
      await store.close()
    }
    driver = neo4j.driver(`neo4j://127.0.0.1:${server.port}`, neo4j.auth.basic('neo4j', server.password), {
      disableLosslessIntegers: true,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
    })
  }, LONG)
  afterAll(async () => {
    await driver?.close()
    await server?.dispose()
  }, LONG)

  /** In a transaction in which the server refuses to write. */
  async function ask(query: string, parameters: Record<string, unknown> = {}) {
    await using session = driver.session({ defaultAccessMode: neo4j.session.READ })
    return await session.executeRead((tx) => tx.run(query, parameters))
  }

  /** Browser sends the expression with RETURN in front. */
  async function valuesOf({ parameters }: Question): Promise<Record<string, unknown>> {
    if (parameters.length === 0) return {}
    const { records } = await ask(`RETURN ${parameters.map(([name, value]) => `${value} AS \`${name}\``).join(', ')}`)
    return records[0]?.toObject() ?? {}
  }

  async function answer(question: Question): Promise<string> {
    const { records } = await ask(question.query, await valuesOf(question))
    const keys = records[0]?.keys.map(String) ?? []
    const rows = [keys, keys.map(() => '---'), ...records.map((r) => keys.map((key) => cell(r.get(key))))]
    return rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
  }

  test.skipIf(process.env.UPDATE_DOCS === '1')('gives a reader what it shows', async () => {
    for (const question of questions) {
      const rows = (table: string) => table.split('\n').map((line) => line.split(' | '))
      expect(rows(question.table), question.heading).toEqual(rows(await answer(question)))
      expect(rows(question.table).length, question.heading).toBeGreaterThan(2)
    }
  })

  test.runIf(process.env.UPDATE_DOCS === '1')('is written anew', async () => {
    let text = page
    for (const question of questions.toReversed()) {
      text = `${text.slice(0, question.start)}\n${await answer(question)}\n${text.slice(question.end)}`
    }
    expect(questionsOf(text).map((q) => q.query)).toEqual(questions.map((q) => q.query))
    writeFileSync(PAGE, text)
  })

  test('no question reads all provisions, or all nodes, to find where to begin', async () => {
    const kinds = ['Provision', 'Unit', ...Object.values(KIND_LABELS)].join('|')
    for (const question of questions) {
      const { summary } = await ask(`EXPLAIN ${question.query}`, await valuesOf(question))
      const scans = operators(summary.plan).filter((o) =>
        new RegExp(`^(AllNodesScan|\\S*NodeByLabelsScan|NodeByLabelScan.*:(${kinds})\\b)`).test(o),
      )
      expect(scans, question.heading).toEqual([])
    }
  })

  test('names the labels and relationships that there are', async () => {
    const { records: labels } = await ask('MATCH (n) UNWIND labels(n) AS name RETURN DISTINCT name')
    const { records: types } = await ask('MATCH ()-[r]->() RETURN DISTINCT type(r) AS name')
    const names = (records: typeof labels) => records.map((r) => r.get('name') as string)
    expect(firstColumn('label').sort()).toEqual([...names(labels), ...NOT_IN_SAMPLE.labels].sort())
    expect(firstColumn('relationship').sort()).toEqual([...names(types), ...NOT_IN_SAMPLE.relationships].sort())
  })

  test('names properties that there are', async () => {
    const { records } = await ask(
      'MATCH (n) UNWIND labels(n) AS l UNWIND keys(n) AS k RETURN DISTINCT l + "." + k AS name',
    )
    const known = [...records.map((r) => r.get('name') as string), ...NOT_IN_SAMPLE.properties]
    const told = tableRows(/^\| 标签 · label \|/m).flatMap(([labels = '', , properties = '']) =>
      ticked(labels).flatMap((label) => ticked(properties).map((property) => `${label}.${property}`)),
    )
    const made = told.filter((name) => !NOT_IN_SAMPLE.labels.includes(name.split('.')[0] ?? ''))
    expect(made.filter((name) => !known.includes(name))).toEqual([])
  })

  test('says what each relationship ties together', async () => {
    const { records } = await ask(`MATCH (a)-[r]->(b)
      RETURN DISTINCT type(r) AS type, labels(a) AS start, labels(b) AS end`)
    const arrows = new Map(
      tableRows(/^\| 关系 · relationship \|/m).flatMap(([types = '', ends = '']) =>
        ticked(types).map(
          (type) => [type, [...ends.matchAll(/`(\w+)` → `(\w+)`/g)].map(([, a, b]) => [a, b])] as const,
        ),
      ),
    )
    const untold = records.filter((r) => {
      const has = (side: string, label?: string) => (r.get(side) as string[]).includes(label ?? '')
      return arrows.get(r.get('type'))?.some(([a, b]) => has('start', a) && has('end', b)) === false
    })
    expect(untold.map((r) => r.toObject())).toEqual([])
  })
})

/** Blocks of Cypher; one that holds `:param` lines alone sets parameters for those after it. */
function questionsOf(text: string): Question[] {
  const parameters = new Map<string, string>()
  return [...text.matchAll(/```cypher\n(.*?)\n```\n(\n(?:\|[^\n]*\n)+)?/gs)].flatMap((block) => {
    const lines = (block[1] ?? '').split('\n')
    for (const line of lines) {
      const [, name, value] = /^:param (\w+) => (.*);$/.exec(line) ?? []
      if (name !== undefined && value !== undefined) parameters.set(name, value)
    }
    const query = lines.filter((line) => !line.startsWith(':')).join('\n')
    if (query === '') return []
    const table = block[2] ?? ''
    const end = block.index + block[0].length
    const heading = [...text.slice(0, block.index).matchAll(/^### (.*)$/gm)].at(-1)?.[1] ?? ''
    return [{ heading, parameters: [...parameters], query, table: table.trim(), start: end - table.length, end }]
  })
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cell).join('；')
  return String(value).replaceAll('|', '\\|').replaceAll('\n', '<br>')
}

interface Plan {
  readonly operatorType: string
  readonly arguments: { readonly Details?: string }
  readonly children: readonly Plan[]
}

function operators(plan: unknown): string[] {
  const { operatorType, arguments: about, children } = plan as Plan
  return [`${operatorType} ${about.Details ?? ''}`, ...children.flatMap(operators)]
}

/** Cells of the table whose head matches. */
function tableRows(head: RegExp): string[][] {
  const from = page.search(head)
  const [table = ''] = page.slice(from).split('\n\n')
  return table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').slice(1, -1))
}

/** What the tables of the model name. Labels are written LikeThis, relationships LIKE_THIS. */
function firstColumn(what: 'label' | 'relationship'): string[] {
  const heads = [/^\| 标签 · label \|/m, /^\| 关系 · relationship \|/m, /^\| 标签、关系 · label, relationship \|/m]
  const names = heads.flatMap(tableRows).flatMap(([first = '']) => ticked(first))
  return names.filter((name) => /^[A-Z_]+$/.test(name) === (what === 'relationship'))
}

function ticked(text: string): string[] {
  return [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
}
