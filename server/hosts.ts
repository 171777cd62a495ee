import type { MiddlewareHandler } from 'hono'
import { fail } from '../base/errors.ts'

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/**
 * Refuses requests that name another host. A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and
 * would then read the store as if it were ours. `bound` is the address that the server listens on; one that is not a
 * loopback address was opened to a network on purpose, under names that we can't know.
 */
export function onlyOwnHost(bound: string): MiddlewareHandler {
  return async (c, next) => {
    if (isLoopback(bound)) {
      const host = hostname(c.req.header('host') ?? new URL(c.req.url).host)
      if (!isLoopback(host) && host !== bound) {
        throw fail('QUERY_INVALID', { reason: 'this server answers to the names of this machine only' })
      }
    }
    await next()
  }
}

/** `[::1]:7100` → `[::1]`, `LocalHost:7100` → `localhost` */
function hostname(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase()
}
