/** What citations resolve to depends on what the store holds, not on how it came in. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openStore } from '../../graph/open.ts'
import { exportLines } from '../../query/exchange.ts'
import { ingest } from '../run.ts'

const CORPUS = fileURLToPath(new URL('../../sample/corpus/', import.meta.url))

/** The export after the runs, each with the files it is given. */
async function exported(runs: readonly (readonly string[])[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'famai-order-'))
  const store = await openStore(join(folder, 'famai.db'))
  try {
    for (const files of runs) {
      await ingest(store, {
        paths: files.map((file) => join(CORPUS, file)),
        metadata: join(CORPUS, 'metadata.csv'),
        jobs: 1,
        maxFileBytes: 1 << 24,
        today: '2026-01-01',
      })
    }
    const lines: string[] = []
    for await (const line of exportLines(store)) lines.push(line)
    return lines
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test('the sample in one run, or a file at a time in three orders: the same export', { timeout: 180_000 }, async () => {
  const files = (await readdir(CORPUS)).filter((file) => file !== 'metadata.csv').sort()
  const wanted = await exported([files])
  expect(wanted.filter((line) => line.startsWith('{"type":"citation"')).length).toBeGreaterThan(200)
  const one = (file: string) => [file]
  const odd = files.filter((_, i) => i % 2 === 1)
  const even = files.filter((_, i) => i % 2 === 0)
  for (const order of [files, [...files].reverse(), [...odd, ...even]]) {
    expect(await exported(order.map(one))).toEqual(wanted)
  }
  // in one run, the gazette that cites the most last
  expect(await exported([[...files].reverse()])).toEqual(wanted)
})
