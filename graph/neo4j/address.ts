import { readFileSync } from 'node:fs'
import { fail } from '../../base/errors.ts'

/** Where a server is, who we are there, and how the place may be told of: `shown` holds no password. */
export interface Address {
  /** For the driver: without user, password and database. */
  readonly url: string
  readonly user?: string
  readonly password?: string
  /** Absent: the server's default. */
  readonly database?: string
  readonly shown: string
}

/** Routed (a server, a cluster, Aura) and direct; +s with a certificate that is checked, +ssc with one that is not. */
const SCHEME = /^(neo4j|bolt)(\+s|\+ssc)?:$/

const USER = 'neo4j'

interface Secrets {
  readonly storePassword?: string
  /** Path of a file that holds nothing but the password. */
  readonly storePasswordFile?: string
}

/** True for the address of a Neo4j server. */
export function isNeo4j(url: string): boolean {
  return /^(neo4j|bolt)(\+s|\+ssc)?:\/\//i.test(url)
}

/**
 * `neo4j+s://user@host:7687/database?policy=x` read. The password comes from `secrets`, else from the address itself.
 * Errors: STORE_UNSUPPORTED for what is no address, CONFIG_INVALID where the file with the password can't be read.
 */
export function readAddress(written: string, secrets: Secrets = {}): Address {
  const url = parse(written)
  const { protocol, host, pathname, search } = url
  const database = part(pathname.slice(1))
  const user = part(url.username)
  const password = secrets.storePassword ?? fromFile(secrets.storePasswordFile) ?? part(url.password)
  return {
    url: `${protocol}//${host}${search}`,
    ...(user === undefined && password === undefined ? {} : { user: user ?? USER }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    shown: `${protocol}//${host}${database === undefined ? '' : `/${database}`}`,
  }
}

/** The address of a store as it may be told of: `neo4j://me:secret@host` → `neo4j://host`. A path stays what it is. */
export function withoutSecrets(url: string): string {
  return url.replace(/\/\/.*@/s, '//')
}

function parse(written: string): URL {
  try {
    const url = new URL(written)
    if (SCHEME.test(url.protocol) && url.hostname !== '' && !url.pathname.includes('@')) return url
  } catch {
    // told below, without what may be a password
  }
  throw fail('STORE_UNSUPPORTED', { url: withoutSecrets(written) })
}

/** Empty parts are absent; %40 is @. */
function part(text: string): string | undefined {
  if (text === '') return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function fromFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw fail('CONFIG_INVALID', { name: 'FAMAI_STORE_PASSWORD_FILE', reason: `${path} can't be read` }, error)
  }
}
