import { Command } from 'commander'
import { readConfig } from '../base/config.ts'
import { fail } from '../base/errors.ts'
import { search } from '../query/search.ts'
import { openModelOrTell } from './embedder.ts'
import { examples, storeOption, whole } from './options.ts'
import { print } from './output.ts'
import { storeUrl } from './store.ts'
import { openOrWait } from './waiting.ts'

export const DEFAULT_PORT = 8714

/** What the system says of an address that it can't listen on, whatever the port. */
const NO_ADDRESS: ReadonlySet<string | undefined> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'])

interface Options {
  readonly store?: string
  readonly port: number
  readonly host?: string
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('打开网站 · serve the site and the API on this machine')
    .addOption(storeOption())
    .option('--port <n>', '端口 · 0 takes any free port', whole(0, 65535), DEFAULT_PORT)
    .option(
      '--host <address>',
      '监听地址，仅在有防护之处改动 · another than 127.0.0.1 only behind something that protects it (or FAMAI_HOST)',
    )
    .addHelpText('after', examples('famai serve', 'famai serve --port 0 --store ./famai.db'))
    .action(({ store, port, host }: Options) => serveUntilStopped(storeUrl(store), port, host))
}

/**
 * Serves until Ctrl-C or SIGTERM; requests that run are finished, then the store is closed. A server that is not there yet is
 * waited for, and questions are answered 503 meanwhile.
 */
export async function serveUntilStopped(url: string, port: number, host = readConfig().host): Promise<void> {
  const { serve } = await import('../server/serve.ts') // the other commands start faster without it
  const [{ store, settled }, asker] = await Promise.all([openOrWait(url), openModelOrTell('beside')])
  try {
    const site = await serve({ store, port, host, ...(asker ? { asker } : {}) }).catch(
      (error: NodeJS.ErrnoException) => {
        if (NO_ADDRESS.has(error.code))
          throw fail(
            'CONFIG_INVALID',
            { name: 'FAMAI_HOST or --host', reason: `${host} is no address of this machine` },
            error,
          )
        throw fail('PORT_UNAVAILABLE', { port, reason: error.code ?? error.message }, error)
      },
    )
    if (asker) settled.then(() => search(store, { text: '法' }, asker)).catch(() => {}) // reads the vectors before anyone asks
    print(`法脉已启动 · serving at ${site.url}  （Ctrl-C 退出）`)
    const stopped = new Promise<void>((stop) => {
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
    try {
      await Promise.race([stopped, settled.then(() => stopped)])
    } finally {
      await site.close()
    }
  } finally {
    await store.close()
    await asker?.close()
  }
}
