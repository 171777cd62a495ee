/** A real Neo4j server for one test file: Community has one database, so that files don't share a server. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import neo4j from 'neo4j-driver'

const SCRIPT = fileURLToPath(new URL('neo4j.sh', import.meta.url))
/** Four servers starting at once on two slow cores take a while. */
const START_MS = 150_000
const STOP_MS = 60_000
const INSTALL_MS = 900_000
const ADMIN_MS = 300_000
/** Of the server's output, in an error. */
const TOLD_LINES = 30

export interface TestServer {
  /** `neo4j://neo4j@127.0.0.1:40123/neo4j`, without the password. */
  readonly url: string
  readonly password: string
  readonly port: number
  /** Of the process that is the server, or was the last one. */
  readonly pid: number
  /** A temporary folder with data, logs and `console.log`. */
  readonly home: string
  /** In order: SIGTERM, and SIGKILL when it takes longer than 60 s. */
  stop(): Promise<void>
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>
  /** Same home, same port, after `stop` or `kill`. Resolves when it answers queries. */
  start(): Promise<void>
  /** `neo4j-admin` over the stopped server's home, called in `folder`. Gives what it told; throws with it where it fails. */
  admin(args: readonly string[], folder: string): Promise<string>
  /** Stop and remove the home. */
  dispose(): Promise<void>
}

/** The address with user and password, as `openStore` takes it. */
export function withPassword({ url, password }: Pick<TestServer, 'url' | 'password'>): string {
  return url.replace('neo4j@', `neo4j:${password}@`)
}

/** Whether tests can have a server here: Java 17 or 21, and the jars, which `installNeo4j` fetches before the tests. */
export function hasNeo4j(): boolean {
  return spawnSync('bash', [SCRIPT, 'can-run']).status === 0
}

/** Whether `installNeo4j` has what it needs: Java 17 or 21, and Maven. */
export function canInstallNeo4j(): boolean {
  return spawnSync('bash', [SCRIPT, 'can-install']).status === 0
}

/** Fetches the jars where they are not there yet (123 MB, about 10 s). Throws with what Maven told. */
export async function installNeo4j(): Promise<void> {
  try {
    await promisify(execFile)('bash', [SCRIPT, 'install'], { timeout: INSTALL_MS })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    const told = lastLines(stdout + stderr) || String(error)
    throw new Error(`The jars of Neo4j could not be fetched with Maven:\n${told}`, { cause: error })
  }
}

/** A server of its own in a fresh home on a free port, which answers when this resolves. It ends with this process. */
export async function startNeo4j({ heapMb = 512 }: { heapMb?: number } = {}): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'famai-neo4j-'))
  const port = await freePort()
  const password = randomUUID()
  const log = join(home, 'console.log')
  const env = { ...process.env, FAMAI_NEO4J_HEAP: `${heapMb}m`, FAMAI_NEO4J_PASSWORD: password }
  let server: Running | undefined
  let pid = 0

  async function start(): Promise<void> {
    if (server?.alive()) throw new Error(`The server on port ${port} runs already.`)
    server = launch(['run', home, String(port)], env, log)
    pid = server.pid
    try {
      await untilAnswers(server, port, password)
    } catch (error) {
      await server.end('SIGKILL')
      const told = lastLines(readFileSync(log, 'utf8'))
      throw new Error(`Neo4j did not start on port ${port}: ${(error as Error).message}\n${told}`, { cause: error })
    }
  }
  const stop = async (): Promise<void> => server?.end('SIGTERM')
  const kill = async (): Promise<void> => server?.end('SIGKILL')
  async function admin(args: readonly string[], folder: string): Promise<string> {
    const options = { env, cwd: folder, timeout: ADMIN_MS, maxBuffer: 2 ** 26 }
    const { stdout, stderr } = await promisify(execFile)('bash', [SCRIPT, 'admin', home, ...args], options).catch(
      (error: Error & { stdout?: string; stderr?: string }) => {
        const told = lastLines(`${error.stdout ?? ''}${error.stderr ?? ''}`)
        throw new Error(`neo4j-admin ${args.join(' ')} failed:\n${told}`, { cause: error })
      },
    )
    return stdout + stderr
  }
  const remove = (): void => rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  // A test process that is killed itself closes the pipe, which neo4j.sh watches; only the home is left then.
  const abandon = (): void => {
    server?.signal('SIGKILL')
    remove()
  }
  const dispose = async (): Promise<void> => {
    await stop()
    remove()
    process.off('exit', abandon)
  }

  process.on('exit', abandon)
  try {
    await start()
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    url: `neo4j://neo4j@127.0.0.1:${port}/neo4j`,
    password,
    port,
    get pid() {
      return pid
    },
    home,
    stop,
    kill,
    start,
    admin,
    dispose,
  }
}

interface Running {
  readonly pid: number
  alive(): boolean
  signal(name: 'SIGTERM' | 'SIGKILL'): void
  end(name: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Starts `neo4j.sh`, the leader of a process group with the server and the watch over our end of the pipe. */
function launch(args: readonly string[], env: NodeJS.ProcessEnv, log: string): Running {
  const output = openSync(log, 'a')
  const child = spawn('bash', [SCRIPT, ...args], { env, detached: true, stdio: ['pipe', output, output] })
  closeSync(output)
  const { pid } = child
  if (pid === undefined) throw new Error('bash could not be started.')
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      killGroup(pid)
      resolve()
    })
  })
  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    if (!isAlive(child)) return
    if (name === 'SIGKILL') killGroup(pid)
    else child.kill(name)
  }
  return {
    pid,
    alive: () => isAlive(child),
    signal,
    async end(name) {
      signal(name)
      const late = setTimeout(() => signal('SIGKILL'), STOP_MS)
      await gone
      clearTimeout(late)
    },
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // all of it is gone already
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The driver's own retries would make a ready server look seconds late; hence none, and a short wait between probes. */
async function untilAnswers(server: Running, port: number, password: string): Promise<void> {
  const driver = neo4j.driver(`neo4j://127.0.0.1:${port}`, neo4j.auth.basic('neo4j', password), {
    maxTransactionRetryTime: 0,
    connectionTimeout: 5_000,
  })
  const deadline = Date.now() + START_MS
  try {
    while (server.alive()) {
      try {
        await driver.executeQuery('RETURN 1', {}, { database: 'neo4j' })
        return
      } catch (error) {
        if (Date.now() > deadline) throw error
      }
      await sleep(100)
    }
    throw new Error('the process ended')
  } finally {
    await driver.close()
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-TOLD_LINES).join('\n')
}
