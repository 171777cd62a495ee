import { cp, mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { GraphRecord } from '../../graph/model.ts'
import { asMarkdown, fictionalLaw, SAMPLE_GAZETTE } from './corpus.ts'
import { exported, ingestInto, problems } from './graph.ts'

let home = ''
let base = ''
let folder = ''
let store = ''

/** Twelve laws of which each cites the next, in a folder of their own, and a gazette. */
const LAWS = Array.from({ length: 12 }, (_, n) => fictionalLaw(n, 9))
const THIRD = LAWS[3]?.title ?? ''
const nameOf = (n: number) => `${n}.md`

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'famai-change-')))
  base = join(home, 'base')
  await mkdir(join(base, 'laws'), { recursive: true })
  for (const [n, law] of LAWS.entries()) await writeFile(join(base, 'laws', nameOf(n)), asMarkdown(law))
  await cp(SAMPLE_GAZETTE, join(base, 'gazette.txt'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

beforeEach(async () => {
  folder = await mkdtemp(join(home, 'case-'))
  store = join(folder, 'famai.db')
  await cp(base, join(folder, 'in'), { recursive: true })
  await ingestInto(store, join(folder, 'in'))
})

const file = (name: string) => join(folder, 'in', name)

interface Difference {
  readonly gone: readonly GraphRecord[]
  readonly come: readonly GraphRecord[]
}

/** What a change of the files and a run after it did to the export. A second run must do nothing at all. */
async function effectOf(change: () => Promise<unknown>, options: Parameters<typeof ingestInto>[2] = {}) {
  const before = await exported(store)
  await change()
  const summary = await ingestInto(store, file(''), options)
  const now = await exported(store)
  expect(await problems(store)).toEqual([])
  const again = await ingestInto(store, file(''), options)
  expect(again).toMatchObject({ added: 0, replaced: 0, removed: 0 })
  expect(await exported(store)).toEqual(now)
  return { summary, difference: { gone: without(before, now), come: without(now, before) } }
}

function without(lines: readonly string[], others: readonly string[]): GraphRecord[] {
  const there = new Set(others)
  return lines.filter((line) => !there.has(line)).map((line) => JSON.parse(line) as GraphRecord)
}

/** The law of which a record tells, else the source or document. */
function subjectOf(record: GraphRecord): string {
  switch (record.type) {
    case 'source':
      return record.path.slice(file('').length + 1)
    case 'law':
    case 'document':
      return record.title
    case 'edition':
    case 'provision':
      return record.law
    case 'citation':
      return record.from.law ?? record.from.document
    case 'anomaly':
      return record.document ?? record.source
  }
}

const subjects = ({ gone, come }: Difference) => [...new Set([...gone, ...come].map(subjectOf))].sort()
const leadsTo = (r: GraphRecord, law: string) => r.type === 'citation' && r.cited.law === law
const types = (records: readonly GraphRecord[]) => [...new Set(records.map((r) => r.type))].sort()

describe('a change of the files changes the records of its document alone', () => {
  test('nothing at all: nothing at all', async () => {
    const { difference, summary } = await effectOf(async () => {})
    expect(difference).toEqual({ gone: [], come: [] })
    expect(summary).toMatchObject({ unchanged: 13, documents: 0 })
  })

  test('one line of one article', async () => {
    const text = await readFile(file('laws/3.md'), 'utf8')
    const { difference, summary } = await effectOf(() =>
      writeFile(file('laws/3.md'), text.replace('检查所管设施，并公布结果', '检查所管设施')),
    )
    expect(summary).toMatchObject({ replaced: 1, unchanged: 12 })
    expect(subjects(difference)).toEqual(['laws/3.md', THIRD].sort())
    expect(difference.gone.length).toBe(difference.come.length)
    const changed = difference.come.filter((r) => r.type === 'provision' && r.text !== '' && !r.text.includes('公布'))
    expect(changed.map((r) => r.type === 'provision' && r.eid)).toEqual(expect.arrayContaining(['art_1']))
  })

  test('a file is removed: nothing without --prune, its records with it', async () => {
    const { difference: none } = await effectOf(() => rm(file('laws/3.md')))
    expect(none).toEqual({ gone: [], come: [] })
    const { difference, summary } = await effectOf(async () => {}, { prune: true })
    expect(summary.removed).toBe(1)
    // a law that others cite stays as a node without text, and so do their citations: they lead to it, or to it as a whole
    const node = (r: GraphRecord) => r.type === 'law' && r.title === THIRD && !r.known
    expect(difference.come.filter((r) => !node(r) && !leadsTo(r, THIRD))).toEqual([])
    expect(subjects({ gone: difference.gone.filter((r) => !leadsTo(r, THIRD)), come: [] })).toEqual(
      ['laws/3.md', THIRD].sort(),
    )
    expect(types(difference.gone)).toEqual(expect.arrayContaining(['source', 'document', 'edition', 'provision']))
    expect((await exported(store)).filter((line) => line.includes(`"edition":"${THIRD}@`))).toEqual([])
  })

  test('removed and put back: as before', async () => {
    const before = await exported(store)
    await rename(file('laws/3.md'), join(folder, 'aside.md'))
    await ingestInto(store, file(''), { prune: true })
    expect(await exported(store)).not.toEqual(before)
    await rename(join(folder, 'aside.md'), file('laws/3.md'))
    await ingestInto(store, file(''), { prune: true })
    expect(await exported(store)).toEqual(before)
  })

  test.each([
    ['renamed', 'laws/renamed.md', { prune: true }],
    ['renamed, and nobody asked to prune: what the bytes tell is not told twice', 'laws/renamed.md', {}],
    ['moved to another folder', 'elsewhere.md', { prune: true }],
  ])('a file is %s', async (_why, to, options) => {
    const { difference, summary } = await effectOf(() => rename(file('laws/3.md'), file(to)), options)
    expect(summary).toMatchObject({ replaced: 1, removed: 0, unchanged: 12 })
    expect(types(difference.gone)).toEqual(['source'])
    expect(difference.come.map(subjectOf)).toEqual([to])
  })

  test('a folder is renamed', async () => {
    const { difference, summary } = await effectOf(() => rename(file('laws'), file('法规')), { prune: true })
    expect(summary).toMatchObject({ replaced: 12, removed: 0 })
    expect([types(difference.gone), types(difference.come)]).toEqual([['source'], ['source']])
  })

  test('two files change places', async () => {
    const { difference, summary } = await effectOf(async () => {
      await rename(file('laws/3.md'), file('aside.md'))
      await rename(file('laws/4.md'), file('laws/3.md'))
      await rename(file('aside.md'), file('laws/4.md'))
    })
    expect(summary.failed).toEqual([])
    expect(types(difference.gone)).toEqual(['source'])
    expect(difference.come.map(subjectOf).sort()).toEqual(['laws/3.md', 'laws/4.md'])
  })

  test('a copy is made and then the first one changed: the copy keeps the old text', async () => {
    const { difference, summary } = await effectOf(async () => {
      await cp(file('laws/3.md'), file('laws/3-old.md'))
      await writeFile(file('laws/3.md'), asMarkdown(fictionalLaw(51, 9))) // the next edition of the same law
    })
    expect(summary).toMatchObject({ duplicates: [], failed: [] })
    expect(subjects(difference).filter((s) => !s.endsWith('.md'))).toEqual([THIRD])
  })

  test('metadata are given afterwards: the law that they name, and what each source says of its reading', async () => {
    const csv = join(folder, 'meta.csv')
    const { difference, summary } = await effectOf(
      () => writeFile(csv, `title,level,expired\n${THIRD},地方性法规,1\n没有的条例,法律,\n`),
      { metadata: csv },
    )
    expect(summary).toMatchObject({ metadataRows: 2, unchanged: 0 })
    expect(subjects(difference).filter((s) => !/\.(?:md|txt)$/.test(s))).toEqual([THIRD])
    const plain = (r: GraphRecord) => (r.type === 'source' ? { ...r, recipe: '' } : r)
    const sources = (records: readonly GraphRecord[]) => records.filter((r) => r.type === 'source').map(plain)
    expect(sources(difference.come)).toEqual(sources(difference.gone))
    // a later run without the side file leaves what was read with it
    expect((await ingestInto(store, file(''))).unchanged).toBe(13)
  })
})

describe('which file stands for which bytes', () => {
  test('a file is named twice, by two ways, through a link', async () => {
    await symlink(file('laws'), join(folder, 'link'))
    const summary = await ingestInto(store, file(''), {
      paths: [file('laws/3.md'), file('laws/../laws/3.md'), join(folder, 'link', '3.md'), join(folder, 'link')],
    })
    expect(summary).toMatchObject({ files: 12, unchanged: 12, duplicates: [], failed: [] })
  })

  test('a link that leads back to its own folder ends', async () => {
    await symlink(file(''), file('laws/again'))
    expect(await ingestInto(store, file(''))).toMatchObject({ files: 13, unchanged: 13, failed: [] })
  })

  test('of two equal files the stored one stays, else the first by path, whatever is read first', async () => {
    await cp(file('laws/3.md'), file('laws/0-copy.md'))
    const { duplicates } = await ingestInto(store, file(''))
    expect(duplicates).toEqual([{ path: file('laws/0-copy.md'), of: file('laws/3.md') }])
    const fresh = join(folder, 'fresh.db')
    expect((await ingestInto(fresh, file(''), { jobs: 2 })).duplicates).toEqual([
      { path: file('laws/3.md'), of: file('laws/0-copy.md') },
    ])
  })
})

describe('--prune takes away what is gone, and nothing else', () => {
  test('what lies outside of the folders stays', async () => {
    await rm(file('gazette.txt'))
    const { removed } = await ingestInto(store, file('laws'), { prune: true })
    expect(removed).toBe(0)
  })

  test('what was named itself and is not looked for in a folder stays', async () => {
    await rename(file('laws/3.md'), file('laws/.3.md'))
    await ingestInto(store, '', { paths: [file('laws/.3.md')] })
    expect((await ingestInto(store, file(''), { prune: true })).removed).toBe(0)
  })

  test('a folder that is not there (a share that is not mounted) is not taken for empty', async () => {
    await rename(file('laws'), join(folder, 'away'))
    const before = await exported(store)
    const { removed, failed } = await ingestInto(store, file('laws'), { prune: true })
    expect([removed, failed.map((f) => f.code)]).toEqual([0, ['FILE_UNREADABLE']])
    expect(await exported(store)).toEqual(before)
  })

  test('nor is a file that can no longer be read taken for gone', async () => {
    await writeFile(file('laws/3.md'), '')
    const before = await exported(store)
    const { removed, failed } = await ingestInto(store, file(''), { prune: true })
    expect([removed, failed.map((f) => f.code)]).toEqual([0, ['FILE_EMPTY']])
    expect(await exported(store)).toEqual(before)
  })
})
