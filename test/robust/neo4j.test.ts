/** What may happen to a run that writes to a server: either of the two is killed, another run writes the same files. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../graph/open.ts'
import { hasNeo4j, startNeo4j, type TestServer, withPassword } from '../neo4j/server.ts'
import { wipe } from '../neo4j/wipe.ts'
import { famai, type Running, start } from './cli.ts'
import { writeCorpus } from './corpus.ts'
import { exported, ingestInto, problems } from './graph.ts'

/** More of them for a figure in docs/performance.md; these few show that it holds. */
const KILLS = Number(process.env.FAMAI_KILLS ?? 2)
const FILES = 58
const MINUTES = 60_000

describe.skipIf(!hasNeo4j())('a real Neo4j', () => {
  let folder = ''
  let corpus = ''
  let whole: string[] = []
  let server: TestServer
  let url = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'famai-neo4j-'))
    corpus = join(folder, 'corpus')
    await writeCorpus(corpus)
    await ingestInto(join(folder, 'whole.db'), corpus)
    whole = await exported(join(folder, 'whole.db'))
    server = await startNeo4j()
    url = withPassword(server)
    await (await openStore(url)).close()
  }, 5 * MINUTES)
  afterAll(async () => {
    await server?.dispose()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(() => wipe(url))

  const ingestProcess = (...paths: string[]) => start(['ingest', ...paths, '--store', url, '--jobs', '2'])
  const sourcesIn = async () => {
    const store = await openStore(url, { readonly: true })
    try {
      return (await store.counts()).sources
    } finally {
      await store.close()
    }
  }
  /** Until so many files are stored, or the run is over. */
  const stored = async (files: number, run: Running) => {
    let over = false
    void run.ended.then(() => {
      over = true
    })
    while (!over && (await sourcesIn()) < files) await sleep(20)
  }
  const asWhole = async () => {
    expect(await problems(url)).toEqual([])
    expect((await exported(url)).join('\n') === whole.join('\n')).toBe(true)
  }

  test(
    'an undisturbed run gives the graph of the embedded store',
    async () => {
      expect((await ingestProcess(corpus).ended).code).toBe(0)
      await asWhole()
    },
    3 * MINUTES,
  )

  test(
    'famai killed: the graph is whole as far as it goes, and the next run goes on',
    async () => {
      for (let kill = 1; kill <= KILLS; kill++) {
        const run = ingestProcess(corpus)
        await stored(Math.floor((FILES * kill) / (KILLS + 1)), run)
        await sleep(37 * kill)
        run.child.kill('SIGKILL')
        await run.ended
        await settled(url)
        expect(await problems(url)).toEqual([])
      }
      expect((await ingestProcess(corpus).ended).code).toBe(0)
      await asWhole()
    },
    (2 + KILLS) * MINUTES,
  )

  test(
    'Neo4j killed and started again: the run waits, says so, and goes on to the same end',
    async () => {
      const run = ingestProcess(corpus)
      for (let kill = 1; kill <= KILLS; kill++) {
        await stored(Math.floor((FILES * kill) / (KILLS + 1)), run)
        await server.kill()
        await sleep(1_000)
        await server.start()
      }
      const { code, stderr } = await run.ended
      expect([code, stderr]).toMatchObject([0, expect.stringContaining('waiting')])
      expect(stderr).not.toContain(server.password)
      await asWhole()
    },
    (3 + KILLS) * MINUTES,
  )

  test(
    'two runs over the same files at once: the end of one after the other',
    async () => {
      const runs = [ingestProcess(corpus), ingestProcess(corpus)]
      for (const { ended } of runs) expect(await ended).toMatchObject({ code: 0 })
      await asWhole()
    },
    5 * MINUTES,
  )

  test(
    'copied there and back: the same export',
    async () => {
      const [there, back] = [join(folder, 'whole.db'), join(folder, 'back.db')]
      expect(await famai(['copy', '--from', there, '--to', url])).toMatchObject({ code: 0 })
      await asWhole()
      const again = await famai(['copy', '--from', there, '--to', url])
      expect(again.stdout).toMatch(new RegExp(`${FILES} 未变`))
      expect(await famai(['copy', '--from', url, '--to', back])).toMatchObject({ code: 0 })
      expect((await exported(back)).join('\n') === whole.join('\n')).toBe(true)
      expect((await famai(['copy', '--from', url, '--to', url])).code).toBe(2)
    },
    5 * MINUTES,
  )
})

/** A transaction of a client that was killed is rolled back when the server notices, which takes a moment. */
async function settled(url: string): Promise<void> {
  const store = await openStore(url, { readonly: true })
  let before = -1
  for (let now = (await store.counts()).sources; now !== before; now = (await store.counts()).sources) {
    before = now
    await sleep(300)
  }
  await store.close()
}
