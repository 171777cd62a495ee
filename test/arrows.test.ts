/** Pins the one-way arrows of the house (docs/architecture.md) by reading the import statements of every source file. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** A room → the rooms that it may import from. What is not named is forbidden. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  language: [],
  embed: ['base', 'language'],
  graph: ['base', 'language'],
  ingest: ['base', 'language', 'graph', 'embed'],
  query: ['base', 'language', 'graph', 'embed'],
  web: ['graph', 'query'],
  server: ['base', 'graph', 'query', 'web'],
  cli: ['base', 'language', 'embed', 'graph', 'ingest', 'query', 'server'],
}

/** What a page may use at run time besides types: tables of words, addresses, and pure functions over a result. */
const PURE_FOR_PAGES = ['graph/model.ts', 'graph/ids.ts', 'graph/status.ts', 'query/tree.ts']

const DRIVERS = /^(better-sqlite3|sqlite-vec|neo4j-driver)(\/|$)/
const HTTP = /^(hono|@hono\/[^/]+)(\/|$)/

interface Import {
  /** Both as paths from the root; a package by its name. */
  readonly file: string
  readonly target: string
  readonly ours: boolean
  /** Gone when compiled. */
  readonly type: boolean
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'/g

/** `import type { A } from './a.ts'`, `export { b } from 'b'`, `import 'c'`, `await import('d')` */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found = [...text.matchAll(STATEMENT)].map(([, type, target = '']) => ({ target, type: type !== undefined }))
  found.push(...[...text.matchAll(DYNAMIC)].map(([, target = '']) => ({ target, type: false })))
  return found.map(({ target, type }) => {
    const ours = target.startsWith('.')
    return { file, type, ours, target: ours ? posix.join(dirname(file), target) : target }
  })
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true })
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const rooms = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name in ARROWS)
  .map((entry) => entry.name)
const all = rooms.flatMap(filesIn).flatMap(importsOf)
const room = (path: string) => path.split('/')[0] ?? ''

/** The imports that break a rule, as a person reads them. */
function told(broken: readonly Import[]): string[] {
  return broken.map(({ file, target, type }) => `${file} imports ${type ? 'the type of ' : ''}${target}`)
}

/** Every file of ours that is loaded when `file` is, itself included. */
function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const i of all) if (i.file === file && i.ours && !i.type) loaded(i.target, seen)
  return seen
}

describe('arrows between the rooms', () => {
  test('the statements are read', () => {
    expect(rooms.length).toBeGreaterThanOrEqual(8)
    expect(told(all)).toContain('graph/open.ts imports graph/sqlite/store.ts')
    expect(told(all)).toContain('graph/open.ts imports the type of graph/store.ts')
  })

  test.each(rooms)('%s', (from) => {
    const allowed = [from, ...(ARROWS[from] ?? [])]
    expect(told(all.filter((i) => room(i.file) === from && i.ours && !allowed.includes(room(i.target))))).toEqual([])
  })

  test('language is pure: no package, no part of Node', () => {
    expect(told(all.filter((i) => room(i.file) === 'language' && !i.ours))).toEqual([])
  })

  test('only the adapters of the store know their drivers', () => {
    const broken = all.filter((i) => DRIVERS.test(i.target) && !/^graph\/(sqlite|neo4j)\//.test(i.file))
    expect(told(broken)).toEqual([])
  })

  test('only one file knows transformers.js', () => {
    const broken = all.filter((i) => i.target === '@huggingface/transformers' && i.file !== 'embed/transformers.ts')
    expect(told(broken)).toEqual([])
  })

  test('only graph/open.ts chooses an adapter', () => {
    const adapter = (path: string) => /^graph\/(sqlite|neo4j)\//.exec(path)?.[0]
    const broken = all.filter((i) => i.ours && adapter(i.target) && adapter(i.file) !== adapter(i.target))
    expect(told(broken.filter((i) => i.file !== 'graph/open.ts'))).toEqual([])
  })

  test('only the command line opens a store: everyone else is given one', () => {
    expect(told(all.filter((i) => i.target === 'graph/open.ts' && room(i.file) !== 'cli'))).toEqual([])
  })

  test.each(['ingest', 'query', 'web'])('%s loads no database driver, not even through others', (from) => {
    const drivers = new Set(all.filter((i) => DRIVERS.test(i.target) && !i.type).map((i) => i.file))
    const broken = filesIn(from).flatMap((file) =>
      [...loaded(file)].filter((l) => drivers.has(l)).map((driver) => `${file} loads ${driver}`),
    )
    expect(broken).toEqual([])
  })

  test('only server speaks HTTP; web has the JSX of Hono and nothing else of it', () => {
    const broken = all.filter((i) => HTTP.test(i.target) && room(i.file) !== 'server')
    expect(told(broken.filter((i) => room(i.file) !== 'web' || i.target !== 'hono/jsx'))).toEqual([])
  })

  test('web knows the types of results, and pure values', () => {
    const broken = all.filter(
      (i) =>
        room(i.file) === 'web' && i.ours && !i.type && room(i.target) !== 'web' && !PURE_FOR_PAGES.includes(i.target),
    )
    expect(told(broken)).toEqual([])
  })

  test('web loads no part of Node and no package but the JSX runtime', () => {
    const files = new Set(filesIn('web').flatMap((file) => [...loaded(file)]))
    const broken = all.filter((i) => files.has(i.file) && !i.ours && !i.type && i.target !== 'hono/jsx')
    expect(told(broken)).toEqual([])
  })
})
