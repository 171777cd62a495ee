/** With no network at all: a namespace of its own, in which not even loopback is up. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const SAMPLE = join(ROOT, 'sample', 'corpus')

const alone = (...args: string[]) =>
  spawnSync('unshare', ['--map-root-user', '--net', process.execPath, '--import', 'tsx', 'cli/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, FAMAI_MODEL: '' },
  })

/** Linux, and a kernel that lets us. */
const able = spawnSync('unshare', ['--map-root-user', '--net', 'true']).status === 0

test.skipIf(!able)(
  'without a network the sample is read, embedded and searched by meaning',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'famai-offline-'))
    process.env.FAMAI_CACHE = join(folder, 'cache')
    try {
      const store = join(folder, 'graph.db')
      const read = alone('ingest', SAMPLE, '--store', store)
      expect(read.stderr).toBe('')
      expect(read.stdout).toMatch(/vectors: [1-9]/)
      const found = alone('search', '电瓶车能不能推进楼道里充电', '--store', store, '--json')
      const { items, meaning } = JSON.parse(found.stdout) as {
        items: { law: { title: string } }[]
        meaning: { state: string }
      }
      expect(meaning.state).toBe('used')
      expect(items[0]?.law.title).toContain('电动自行车')
    } finally {
      delete process.env.FAMAI_CACHE
      await rm(folder, { recursive: true, force: true })
    }
  },
  180_000,
)
