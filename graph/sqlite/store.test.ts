import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contribution } from '../../test/contract/fixtures.ts'
import { openStore } from '../open.ts'
import { packRanges, unpackRanges } from './rows.ts'
import { SCHEMA_VERSION } from './schema.ts'
import { openSqliteStore } from './store.ts'

const LAW = contribution({
  path: 'a.md',
  title: '某条例',
  dates: { effective: '2020-01-01' },
  law: { aliases: ['某'] },
  body: ['# 总则', ['第一款。', '第二款。'], ['末条。']],
})
const page = { offset: 0, limit: 10 }

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'famai-sqlite-'))
  path = join(folder, 'famai.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function meddle(sql: string): void {
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  db.exec(sql)
  db.close()
}

describe('open', () => {
  test.each([
    ['a server of another kind', 'postgres://me:secret@host', 'STORE_UNSUPPORTED'],
    ['a folder that is not there', '/no/such/folder/famai.db', 'STORE_UNREADABLE'],
    ['a folder', tmpdir(), 'STORE_UNREADABLE'],
  ])('%s', async (_why, url, code) => {
    await expect(openStore(url)).rejects.toMatchObject({ code, message: expect.not.stringContaining('secret') })
  })

  test('a file that is no database, or one of another program', async () => {
    await writeFile(path, 'just some text, and a good deal of it '.repeat(40))
    await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
    await rm(path)
    meddle('CREATE TABLE music (name TEXT)')
    await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
  })

  test('a newer schema', async () => {
    await (await openStore(path)).close()
    meddle(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_NEWER' })
  })

  test('read-only: nothing is made and nothing written', async () => {
    await expect(openStore(path, { readonly: true })).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
    const store = await openStore(`sqlite:${path}`)
    await store.apply(LAW)
    const reader = await openStore(path, { readonly: true })
    await expect(reader.apply(LAW)).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
    expect((await reader.rankByWords({ text: '末条', page })).total).toBe(1)
    expect(await reader.check()).toEqual([])
    await reader.close()
    await store.close()
    await store.close() // twice does no harm
  })

  test.skipIf(process.getuid?.() === 0)('a file that may not be written (root may write all)', async () => {
    await (await openStore(path)).close()
    await chmod(path, 0o400)
    await expect(openStore(path).then((s) => s.apply(LAW))).rejects.toMatchObject({ code: 'STORE_UNREADABLE' })
  })

  test('another writer', async () => {
    const store = await openSqliteStore(path, { busy: 20 })
    const other = new Database(path)
    other.exec('BEGIN IMMEDIATE')
    await expect(store.apply(LAW)).rejects.toMatchObject({ code: 'STORE_BUSY' })
    expect((await store.counts()).sources).toBe(0) // readers don't wait
    other.exec('ROLLBACK')
    other.close()
    expect(await store.apply(LAW)).toEqual({ outcome: 'added' })
    await store.close()
  })
})

describe('check', () => {
  test.each([
    ['the lexical index is gone', 'DROP TABLE article_fts', 'index_missing', true],
    [
      'an article is not in it',
      'DELETE FROM article_fts WHERE rowid = (SELECT min(key) FROM provision WHERE within = 0)',
      'index_missing',
      true,
    ],
    [
      'an article is in it that is gone',
      "INSERT INTO article_fts (rowid, title, headings, text) VALUES (7, 'a', 'b', 'c')",
      'index_stale',
      true,
    ],
    ['validity is out of date', "UPDATE edition SET shown_from = '2021-01-01'", 'index_stale', true],
    ['the merged law is gone', 'DELETE FROM law', 'index_stale', true],
    ['an alias is gone', 'DELETE FROM alias', 'index_stale', true],
    ['a document is gone', 'DELETE FROM document', 'orphan', false],
    ['a source is gone', 'DELETE FROM source', 'orphan', false],
    ['an article is gone from above its paragraphs', "DELETE FROM provision WHERE eid = 'art_1'", 'orphan', false],
  ])('%s', async (_why, sql, code, repairs) => {
    const store = await openStore(path)
    await store.apply(LAW)
    await store.close()
    meddle(sql)
    const again = await openStore(path)
    expect((await again.check()).map((p) => [p.code, p.repaired])).toContainEqual([code, false])
    const repaired = await again.check({ repair: true })
    expect(repaired.some((p) => p.code === code && p.repaired === repairs)).toBe(true)
    if (repairs) {
      expect(await again.check()).toEqual([])
      expect((await again.rankByWords({ text: '末条', page })).total).toBe(1)
    }
    await again.close()
  })
})

test('killed at any moment, the store holds whole contributions and is clean', async () => {
  const script = join(folder, 'writer.ts')
  const from = (file: string) => JSON.stringify(join(import.meta.dirname, file))
  await writeFile(
    script,
    `import { openStore } from ${from('../open.ts')}
import { contribution } from ${from('../../test/contract/fixtures.ts')}
async function main() {
  const store = await openStore(${JSON.stringify(path)})
  console.log('open')
  for (let i = 0; ; i++) await store.apply(contribution({ path: 'f' + (i % 50), title: '第' + (i % 7) + '号条例', body: [['第' + i + '次。', '末款。']] }))
}
void main()`,
  )
  for (const wait of [0, 40, 150]) {
    const child = spawn(process.execPath, ['--import', 'tsx', script], { cwd: join(import.meta.dirname, '../..') })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    await new Promise((resolve) => setTimeout(resolve, wait))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    const store = await openStore(path)
    expect(await store.check()).toEqual([])
    const { sources, documents } = await store.counts()
    expect(documents).toBe(sources)
    await store.close()
  }
})

test.each([
  [[]],
  [[[0, 5]]],
  [
    [
      [3, 9],
      [9, 300],
      [70_000, 2_000_000],
    ],
  ],
  [
    [
      [50, 60],
      [4, 8],
    ],
  ],
] as [number, number][][][])('ranges %j survive packing', (ranges) => {
  expect(unpackRanges(packRanges(ranges))).toEqual(ranges)
})
