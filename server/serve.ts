import type { AddressInfo } from 'node:net'
import { serve as listen } from '@hono/node-server'
import type { Logger } from '../base/log.ts'
import type { Store } from '../graph/store.ts'
import type { Asker } from '../query/search/meaning.ts'
import { createApp } from './app.ts'

export interface ServeOptions {
  readonly store: Store
  /** What makes a vector of a question; without it searches go by words alone. */
  readonly asker?: Asker | undefined
  /** 0 takes any free port. */
  readonly port: number
  /** Address to listen on. Default 127.0.0.1, this machine alone. */
  readonly host?: string
  readonly log?: Logger
}

export interface Serving {
  /** Where to point a browser. */
  readonly url: string
  readonly port: number
  /** No new requests; those that run are finished, those that take over five seconds are cut, streams end. The store stays open. */
  close(): Promise<void>
}

const PATIENCE = 5_000

/** Listens on `host` (this machine alone by default). Rejects with the system's error (EADDRINUSE, EACCES) where it can't. */
export function serve({ store, asker, port, host = '127.0.0.1', log }: ServeOptions): Promise<Serving> {
  const closing = new AbortController()
  const app = createApp({ store, asker, host, closing: closing.signal, ...(log ? { log } : {}) })
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: app.fetch, port, hostname: host }, (info: AddressInfo) => {
      server.off('error', reject)
      resolve({ url: `http://${browsable(host)}:${info.port}/`, port: info.port, close })
    })
    server.once('error', reject)

    async function close(): Promise<void> {
      closing.abort()
      const closed = new Promise<void>((done) => server.close(() => done()))
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), PATIENCE)
      await closed
      clearTimeout(cut)
    }
  })
}

/** What a browser on this machine asks for: an address that stands for all of them is none that one can ask for. */
function browsable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
