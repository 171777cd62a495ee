import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { readConfig } from '../base/config.ts'
import { fail } from '../base/errors.ts'

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host) || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/**
 * Refuses requests that name another host. A page elsewhere can point its own name at our address (DNS rebinding) and would then
 * read the store as if it were ours. `bound` is the address that the server listens on, `allowed` names in lower case that it
 * answers to besides (those of a proxy). One that listens to a network is asked for by any of its addresses, which we can't
 * know; an address is safe, since only a name can be pointed elsewhere.
 */
export function onlyOwnHost(bound: string, allowed = readConfig().allowedHosts): MiddlewareHandler {
  const own = new Set([bound.toLowerCase(), ...allowed])
  const toNetwork = !isLoopback(bound)
  return async (c, next) => {
    const host = hostname(c.req.header('host') ?? new URL(c.req.url).host)
    if (!isLoopback(host) && !own.has(host) && !(toNetwork && isAddress(host))) {
      throw fail('QUERY_INVALID', {
        reason: 'this server answers to the names of this machine and to those in FAMAI_ALLOWED_HOSTS only',
      })
    }
    await next()
  }
}

/** `[::1]:7100` → `[::1]`, `LocalHost:7100` → `localhost` */
function hostname(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase()
}

/** `192.168.1.2`, `[fe80::1]` */
function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0
}
