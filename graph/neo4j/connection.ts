import neo4j, { type BookmarkManager, type Driver, type ManagedTransaction, Neo4jError } from 'neo4j-driver'
import pRetry from 'p-retry'
import { fail, mayPass } from '../../base/errors.ts'
import type { Address } from './address.ts'
import { plain } from './values.ts'

/** What goes into a query: plain values; whole numbers as `int` of values.ts makes them. */
export type Values = Readonly<Record<string, unknown>>

/** Runs one statement and gives its rows as plain objects, days as ISO days. */
export type Run = <Row>(cypher: string, values?: Values) => Promise<Row[]>

/** Another writer came in between. The same work, begun again, goes through with what that one left. */
export class Overtaken extends Error {}

export interface Connection {
  /** Address without secrets, for messages. */
  readonly shown: string
  /** One read transaction: the server refuses writes in it, and ends it after `seconds`. */
  read<T>(work: (run: Run) => Promise<T>, seconds?: number): Promise<T>
  /** The rows of one statement, in a read transaction of its own. */
  rows<Row>(cypher: string, values?: Values, seconds?: number): Promise<Row[]>
  /** One write transaction, run again where another one was in its way. */
  write<T>(work: (run: Run) => Promise<T>, seconds?: number): Promise<T>
  /** A statement on its own, as the commands of the schema need it. */
  command(cypher: string): Promise<void>
  close(): Promise<void>
}

export interface ConnectOptions {
  /** How long to wait for a server that does not answer, in milliseconds; 0 (default) tells of it at once. */
  readonly patience?: number
  /** Called when the waiting begins. */
  readonly onWait?: (shown: string) => void
}

const READ_SECONDS = 15
const WRITE_SECONDS = 600

/** The driver's own retries (deadlocks, a leader that moved): short, for what takes longer is ours to tell of. */
const RETRY_MS = 5_000
const CONNECT_MS = 4_000

/** Nothing is sent before the first question. */
export function connect(address: Address, options: ConnectOptions = {}): Connection {
  const { url, user, password, shown, database } = address
  if (user !== undefined && password === undefined) {
    throw fail('STORE_DENIED', { url: shown, reason: 'there is no password' })
  }
  const auth = user === undefined ? undefined : neo4j.auth.basic(user, password ?? '')
  const driver: Driver = neo4j.driver(url, auth, {
    disableLosslessIntegers: true,
    maxTransactionRetryTime: RETRY_MS,
    connectionTimeout: CONNECT_MS,
    connectionAcquisitionTimeout: 2 * CONNECT_MS,
    maxConnectionPoolSize: 32,
    userAgent: 'famai',
    notificationFilter: { minimumSeverityLevel: 'OFF' },
  })
  // shared by all sessions: what one of them wrote the next one sees, on whatever member of a cluster it reads
  const bookmarkManager: BookmarkManager = neo4j.bookmarkManager()
  const session = () => driver.session({ bookmarkManager, ...(database === undefined ? {} : { database }) })

  async function inTransaction<T>(
    mode: 'executeRead' | 'executeWrite',
    work: (run: Run) => Promise<T>,
    seconds: number,
  ): Promise<T> {
    const s = session()
    try {
      return await s[mode]((tx) => work(runner(tx)), { timeout: seconds * 1000 })
    } finally {
      await s.close()
    }
  }

  async function command(cypher: string): Promise<void> {
    const s = session()
    try {
      await s.run(cypher)
    } finally {
      await s.close()
    }
  }

  const answer = <T>(work: () => Promise<T>) => patient(() => guarded(shown, work), shown, options)

  const read: Connection['read'] = (work, seconds = READ_SECONDS) =>
    answer(() => inTransaction('executeRead', work, seconds))

  return {
    shown,
    read,
    rows: (cypher, values, seconds) => read((run) => run(cypher, values), seconds),
    write: (work, seconds = WRITE_SECONDS) =>
      answer(() => pRetry(() => inTransaction('executeWrite', work, seconds), OVERTAKEN)),
    command: (cypher) => answer(() => pRetry(() => command(cypher), OVERTAKEN)),
    close: () => driver.close(),
  }
}

function runner(tx: ManagedTransaction): Run {
  return async <Row>(cypher: string, values: Values = {}) => {
    const { records } = await tx.run(cypher, values)
    return records.map((record) => plain<Row>(record.toObject()))
  }
}

/** Another writer was in the way, or made or removed the same node first: with what it left, the same work goes through. */
const OVERTAKEN = {
  retries: 8,
  minTimeout: 20,
  maxTimeout: 500,
  randomize: true,
  shouldRetry: ({ error }: { readonly error: Error }) =>
    error instanceof Overtaken || (error instanceof Neo4jError && isConflict(error)),
}

function isConflict({ code, retriable }: Neo4jError): boolean {
  return (retriable && !AWAY.test(code)) || /ConstraintValidationFailed|EntityNotFound/.test(code)
}

/** Tries again while the server is away, a little later each time. All that famai writes may be written twice. */
function patient<T>(work: () => Promise<T>, shown: string, { patience = 0, onWait }: ConnectOptions): Promise<T> {
  if (patience === 0) return work()
  let told = false
  return pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    maxRetryTime: patience,
    minTimeout: 500,
    maxTimeout: 10_000,
    factor: 1.7,
    randomize: true,
    shouldRetry: ({ error }) => mayPass(error),
    onFailedAttempt: () => {
      if (!told) onWait?.(shown)
      told = true
    },
  })
}

const AWAY = /^(ServiceUnavailable|SessionExpired)$|DatabaseUnavailable|General\.(Shutdown|StoppedDatabase)|NotALeader/
const DENIED = /^Neo\.ClientError\.Security\./
const TIMEOUT = /TransactionTimedOut|LockClient|LockAcquisitionTimeout/
const NO_DATABASE = /DatabaseNotFound|InvalidDatabase/
const NO_INDEX = /[Nn]o such (fulltext|vector) schema index/
const OUT_OF_MEMORY = /OutOfMemory|TransactionOutOfMemory|OutOfDisk/

/** Runs `work`; what the driver says becomes an error that a person can act on, and holds no secret. */
async function guarded<T>(shown: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw named(shown, error)
  }
}

function deniedFor(code: string): string {
  if (code.endsWith('.Forbidden')) return 'this user may not do that'
  if (code.endsWith('.CredentialsExpired')) return 'the password has to be changed first'
  if (code.endsWith('.AuthenticationRateLimit')) return 'too many wrong passwords, wait a little'
  return 'user or password are wrong'
}

function named(shown: string, error: unknown): unknown {
  if (error instanceof Overtaken) return fail('STORE_BUSY', { path: shown }, error)
  if (!(error instanceof Neo4jError)) return error
  const { code, message } = error
  if (NO_INDEX.test(message)) return fail('STORE_UNREADABLE', { path: shown, reason: 'an index is missing' }, error)
  if (DENIED.test(code)) return fail('STORE_DENIED', { url: shown, reason: deniedFor(code) }, error)
  if (NO_DATABASE.test(code)) {
    return fail('STORE_UNREADABLE', { path: shown, reason: 'there is no such database on the server' }, error)
  }
  if (TIMEOUT.test(code)) return fail('STORE_SLOW', { path: shown }, error)
  if (OUT_OF_MEMORY.test(code)) {
    return fail('STORE_UNREADABLE', { path: shown, reason: 'the server ran out of memory or disk' }, error)
  }
  if (AWAY.test(code)) return fail('STORE_UNAVAILABLE', { url: shown, reason: 'no connection' }, error)
  if (/^Neo\.TransientError\./.test(code)) return fail('STORE_BUSY', { path: shown }, error)
  return error
}
