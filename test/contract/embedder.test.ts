import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TextKind } from '../../embed/embedder.ts'
import { openEmbedder } from '../../embed/open.ts'
import { shared } from '../shared.ts'
import { embedderContract } from './embedder.ts'
import pinned from './pinned-vectors.json' with { type: 'json' }

const cacheFolder = join(tmpdir(), 'famai-no-such-cache')

embedderContract('the model that comes with famai', () => openEmbedder({ cacheFolder }))

embedderContract('the same in threads of its own', () => openEmbedder({ cacheFolder, threads: 'many' }))

test('whatever the threads, the vector is the same: those of an index and of a question can be compared', async () => {
  const all = await Promise.all(
    (['here', 'beside', 'many'] as const).map((threads) => openEmbedder({ cacheFolder, threads })),
  )
  const made = await Promise.all(all.map((e) => e.embed('用人单位应当及时足额支付劳动报酬。', 'passage')))
  expect(made[1]).toEqual(made[0])
  expect(made[2]).toEqual(made[0])
  expect(new Set(all.map((e) => e.model.name)).size).toBe(1)
  await Promise.all(all.map((e) => e.close()))
})

test('the model that comes with famai gives the vectors that it gave, to a thousandth', async () => {
  const embedder = await openEmbedder({ cacheFolder })
  for (const { kind, text, vector } of pinned) {
    const made = await embedder.embed(text, kind as TextKind)
    const off = made.reduce((most, x, i) => Math.max(most, Math.abs(x - (vector[i] ?? 0))), 0)
    expect(off, text).toBeLessThan(1e-3)
  }
  await embedder.close()
})

const folder = join(shared(), 'models', 'static-zh-stard-d256')
if (existsSync(folder)) embedderContract('a model in a folder', () => openEmbedder({ cacheFolder, model: folder }))

describe('a model that is not there', () => {
  test.each([
    ['a folder without a model', tmpdir()],
    // the hub is never reached from tests
    ['a model of the hub, without a network', 'nobody/no-such-model'],
  ])('%s', async (_why, model) => {
    await expect(openEmbedder({ cacheFolder, model })).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
  })
})
