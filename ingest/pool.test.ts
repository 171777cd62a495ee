import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReadingPool, readingPool } from './pool.ts'

let folder = ''
let small = ''
let large = ''
const options = { limits: { maxBytes: 1 << 26 }, today: '2026-01-15', recipe: '1' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'famai-pool-'))
  small = join(folder, 'small.md')
  large = join(folder, 'large.md')
  await writeFile(small, '# 栖川市灯塔条例\n\n第一条　为了航行安全，制定本条例。\n')
  const articles = Array.from({ length: 400_000 }, (_, i) => `第${i + 1}条　灯塔${i}每夜点亮。`)
  await writeFile(large, `# 栖川市灯塔名录条例\n\n${articles.join('\n\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function using(pool: ReadingPool, work: (pool: ReadingPool) => Promise<void>): Promise<void> {
  try {
    await work(pool)
  } finally {
    await pool.close()
  }
}

describe('a thread that is given up fails its own file', () => {
  test.each([
    ['it takes too long', { seconds: 3, memory: 1024 }, 'FILE_TIMEOUT'],
    ['it needs too much memory', { seconds: 60, memory: 48 }, 'FILE_OUT_OF_MEMORY'],
  ])('%s', async (_why, budget, code) => {
    // a pool of two: the other file must come through, and so must those that come after
    await using(readingPool(2, options, budget), async (pool) => {
      await warm(pool)
      const [failed, read] = await Promise.allSettled([pool.read(large), pool.read(small)])
      expect(failed).toMatchObject({ status: 'rejected', reason: { code, message: expect.stringContaining(large) } })
      expect(read).toMatchObject({ status: 'fulfilled' })
      await expect(pool.read(large)).rejects.toMatchObject({ code })
      await warm(pool)
      expect((await pool.read(small)).provisions).toHaveLength(2)
    })
  })

  /** A thread may need longer than that to start, where it compiles the sources. */
  async function warm(pool: ReadingPool): Promise<void> {
    for (let tries = 0; tries < 20; tries++) {
      const done = await Promise.allSettled([pool.read(small), pool.read(small)])
      if (done.every((d) => d.status === 'fulfilled')) return
    }
    throw new Error('the pool does not recover')
  }
})

test.each([1, 2])('named errors of a reader keep their code and hint, with %i jobs', async (jobs) => {
  await using(readingPool(jobs, options), async (pool) => {
    const error = { code: 'FILE_UNREADABLE', hint: expect.stringMatching(/exists/) }
    await expect(pool.read(join(folder, 'none.md'))).rejects.toMatchObject(error)
    expect((await pool.read(small)).laws).toMatchObject([{ title: '栖川市灯塔条例' }])
  })
})
