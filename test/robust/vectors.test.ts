/** Killed in the middle of the vectors: nothing is lost, nothing computed twice, no article is left without. Real model, real kills. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../graph/open.ts'
import type { EmbedSummary } from '../../ingest/vectors.ts'
import { famai, start } from './cli.ts'
import { problems } from './graph.ts'

const SAMPLE = join(import.meta.dirname, '../../sample/corpus')
const KILLS = 3

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'famai-vectors-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function embedded(path: string): Promise<number> {
  const store = await openStore(path, { readonly: true })
  try {
    return (await store.vectors()).embedded
  } finally {
    await store.close()
  }
}

test(`killed ${KILLS} times while it makes vectors`, async () => {
  const path = join(folder, 'graph.db')
  // the model that comes with famai: the empty name stands for none set
  const env = { FAMAI_MODEL: '', FAMAI_CACHE: join(folder, 'cache') }
  expect((await famai(['ingest', SAMPLE, '--store', path, '--no-embed'], env)).code).toBe(0)
  const seen: number[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    const had = await embedded(path)
    const run = start(['reindex', '--store', path], env)
    while (run.child.exitCode === null && (await embedded(path)) === had) await sleep(20)
    run.child.kill('SIGKILL')
    await run.ended
    expect(await problems(path)).toEqual([])
    seen.push(await embedded(path))
  }
  const last = await famai(['reindex', '--store', path, '--json'], env)
  expect(last.code).toBe(0)
  const made = JSON.parse(last.stdout) as EmbedSummary
  const store = await openStore(path, { readonly: true })
  const { articles, embedded: whole, serving } = await store.vectors()
  expect(whole).toBe(articles)
  expect(serving && (await store.unembedded(serving, 10))).toEqual([])
  await store.close()
  // what was stored at the last kill was not asked for again; what only the cache had was not computed again
  expect(made.computed + made.reused).toBe(articles - (seen.at(-1) ?? 0))
  const afresh = join(folder, 'fresh.db')
  expect((await famai(['ingest', SAMPLE, '--store', afresh], env)).code).toBe(0)
  const again = await famai(['reindex', '--store', afresh, '--json'], env)
  expect(JSON.parse(again.stdout)).toMatchObject({ computed: 0, reused: 0 })
}, 240_000)
