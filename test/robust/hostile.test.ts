import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import { locate } from '../../query/locate.ts'
import { search } from '../../query/search.ts'
import { famai, STACK } from './cli.ts'
import { asMarkdown, fictionalLaw } from './corpus.ts'
import { exported, ingestInto, problems } from './graph.ts'

let home = ''
let path = ''
let store: Store

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'famai-hostile-'))
  path = join(home, 'famai.db')
  await mkdir(join(home, 'in'))
  for (let n = 0; n < 6; n++) await writeFile(join(home, 'in', `${n}.md`), asMarkdown(fictionalLaw(n, 9)))
  await ingestInto(path, join(home, 'in'))
  store = await openStore(path, { readonly: true })
})
afterAll(async () => {
  await store.close()
  await rm(home, { recursive: true, force: true })
})

/** What a person, a program or an enemy may type. */
const WORDS = [
  ['operators of FTS5', '公园 AND OR NOT NEAR(河道, 5) title: ^检查 -公布'],
  ['an operator alone', 'AND'],
  ['quotes that don’t close', '"公园 \'河道 “管理'],
  ['a column that there is not', 'rowid:1 {a b}:c'],
  ['stars and brackets', '公* (园 * ((((*'],
  ['what LIKE reads', '%_%\\_%'],
  ['SQL', "'; DROP TABLE source; --"],
  ['nothing but punctuation', '，。！？；：……——'],
  ['nothing but spaces', ' \t\u3000 '],
  ['nothing', ''],
  ['emoji, joined ones too', '👨‍👩‍👧‍👦⚖️🏳️‍🌈 公园'],
  ['a path', '../../etc/passwd'],
  ['a permalink with a path in it', '/law/..%2F..%2Fetc%2Fpasswd/art_1'],
  ['a permalink that is no URL', '/law/%E0%A4%A/art_1'],
  ['an article beyond all numbers', '栖川市公园管理条例第99999999999999999999条'],
  ['an eId of ten thousand steps', `栖川市公园管理条例 art_1${'__para_1'.repeat(50)}`],
  ['one character', '法'],
  ['right to left, and what can’t be seen', '\u202e\u200b\ufeff公园\u2028'],
  ['a format string', '%s%n%d {0} {{7*7}} #{7*7} $(id)'],
  ['a name of every object', '__proto__ constructor toString'],
] as const

/** Only what a process can't be given as an argument is asked here alone. */
const UNSPEAKABLE = [
  ['NUL', '公园\0河道'],
  ['half a character', '公园\ud842'],
  ['100 kB', '公园管理'.repeat(25_000)],
  ['100 kB of opening brackets', '（'.repeat(33_000)],
] as const

describe('asked in this process', () => {
  test.each([...WORDS, ...UNSPEAKABLE])('search: %s', async (_why, text) => {
    const found = await search(store, { text, limit: 5 }).catch((error: unknown) => error)
    if (found instanceof Error) expect(found).toMatchObject({ name: 'FamaiError', code: 'QUERY_TOO_LONG' })
    else expect(found).toMatchObject({ items: expect.any(Array), total: expect.any(Number) })
  })

  test.each([...WORDS, ...UNSPEAKABLE])('show: %s', async (_why, text) => {
    const place = await locate(store, text).catch((error: unknown) => error)
    if (place instanceof Error) expect(place).toMatchObject({ code: expect.stringMatching(/^(?:NOT_FOUND|QUERY_)/) })
    else expect(place).toMatchObject({ law: expect.stringMatching(/条例$/) })
  })

  test('what is meant is found among what is not', async () => {
    const { items } = await search(store, { text: '"公园 AND (检查', limit: 5 })
    expect(items.length).toBeGreaterThan(0)
    expect((await search(store, { text: '，。%_*', limit: 5 })).total).toBe(0)
  })
})

describe('asked on the command line', () => {
  const asked = [0, 2, 5, 6, 7, 9, 11, 13].flatMap((i) => (WORDS[i] ? [WORDS[i]] : []))
  test.each([...asked, ['100 kB', '公园管理'.repeat(8_000)], ['what begins like an option', '-公园']] as const)(
    '%s',
    async (_why, text) => {
      const runs = await Promise.all(['search', 'show'].map((command) => famai([command, text, '--store', path])))
      for (const { code, stdout, stderr } of runs) {
        expect([0, 1, 2]).toContain(code)
        expect(stdout + stderr).not.toMatch(STACK)
        expect(stdout + stderr).not.toMatch(/SQLITE|fts5|root:|UNFORESEEN|nobody foresaw/)
        expect((stdout + stderr).length).toBeLessThan(20_000)
        expect(stderr === '' || /^(?:famai|error): /.test(stderr)).toBe(true)
      }
    },
  )
})

test('after all that the store is what it was', async () => {
  expect(await problems(path)).toEqual([])
  expect((await exported(path)).filter((line) => line.startsWith('{"type":"source"'))).toHaveLength(6)
})
