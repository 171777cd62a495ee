import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import neo4j, { type Driver } from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasNeo4j, startNeo4j, type TestServer } from './server.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LONG = 200_000

function connect({ port, password }: TestServer): Driver {
  return neo4j.driver(`neo4j://127.0.0.1:${port}`, neo4j.auth.basic('neo4j', password))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1')
  const answer = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return answer
}

describe.skipIf(!hasNeo4j())('a server of its own', () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startNeo4j()
  }, LONG)
  afterAll(() => server?.dispose(), LONG)

  async function names(): Promise<string[]> {
    await using driver = connect(server)
    const { records } = await driver.executeQuery('MATCH (n:Kept) RETURN n.name AS name ORDER BY name')
    return records.map((record) => record.get('name') as string)
  }

  test('is Community 5.26, and its address has all but the password', async () => {
    await using driver = connect(server)
    const { records } = await driver.executeQuery('CALL dbms.components() YIELD edition, versions RETURN *')
    expect(records[0]?.toObject()).toMatchObject({ edition: 'community', versions: ['5.26.30'] })
    expect(server.url).toBe(`neo4j://neo4j@127.0.0.1:${server.port}/neo4j`)
  })

  test('reads no file of the machine', async () => {
    await using driver = connect(server)
    const reading = driver.executeQuery("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line")
    await expect(reading).rejects.toThrow(/allow_csv_import_from_file_urls|disabled|not allowed/i)
  })

  test(
    'killed within a transaction: what was committed is there again, the rest is not',
    async () => {
      {
        await using driver = connect(server)
        await driver.executeQuery("CREATE (:Kept {name: 'committed'})")
        const open = driver.session().beginTransaction()
        await open.run("CREATE (:Kept {name: 'open'})")
        const before = server.pid
        await server.kill()
        expect(isAlive(before)).toBe(false)
        await expect(open.commit()).rejects.toThrow()
      }
      await server.start()
      expect(await names()).toEqual(['committed'])
    },
    LONG,
  )

  test(
    'stopped and started: the same data at the same address',
    async () => {
      const before = server.pid
      await server.stop()
      expect(isAlive(before)).toBe(false)
      await server.start()
      expect(server.pid).not.toBe(before)
      expect(await names()).toEqual(['committed'])
      await expect(server.start()).rejects.toThrow('runs already')
    },
    LONG,
  )

  test(
    'disposed: neither process nor folder is left',
    async () => {
      await server.dispose()
      expect(isAlive(server.pid)).toBe(false)
      expect(existsSync(server.home)).toBe(false)
    },
    LONG,
  )
})

describe.skipIf(!hasNeo4j())('a test process that is killed', () => {
  test(
    'takes its server along',
    async () => {
      const program = `
        const { startNeo4j } = await import('./test/neo4j/server.ts')
        const { port, home } = await startNeo4j({ heapMb: 256 })
        console.log(JSON.stringify({ port, home }))`
      const tsx = join(ROOT, 'node_modules/tsx/dist/loader.mjs')
      const args = ['--import', tsx, '--input-type=module', '-e', program]
      const owner = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
      const [line] = (await once(owner.stdout, 'data')) as [Buffer]
      const { port, home } = JSON.parse(line.toString()) as { port: number; home: string }
      expect(await listens(port)).toBe(true)
      owner.kill('SIGKILL')
      // not by its pid: where nobody waits for orphans, it stays as a zombie
      await expect.poll(() => listens(port), { timeout: 20_000, interval: 50 }).toBe(false)
      rmSync(home, { recursive: true, maxRetries: 5 })
    },
    LONG,
  )
})
