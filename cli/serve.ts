import { Command } from 'commander'
import { fail } from '../base/errors.ts'
import { openStore } from '../graph/open.ts'
import { examples, storeOption, whole } from './options.ts'
import { print } from './output.ts'
import { storeUrl } from './store.ts'

export const DEFAULT_PORT = 8714

interface Options {
  readonly store?: string
  readonly port: number
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('打开网站 · serve the site and the API on this machine')
    .addOption(storeOption())
    .option('--port <n>', '端口 · 0 takes any free port', whole(0, 65535), DEFAULT_PORT)
    .addHelpText('after', examples('famai serve', 'famai serve --port 0 --store ./famai.db'))
    .action(({ store, port }: Options) => serveUntilStopped(storeUrl(store), port))
}

/** Serves until Ctrl-C or SIGTERM; requests that run are finished, then the store is closed. */
export async function serveUntilStopped(url: string, port: number): Promise<void> {
  const { serve } = await import('../server/serve.ts') // the other commands start faster without it
  const store = await openStore(url)
  try {
    const site = await serve({ store, port }).catch((error: NodeJS.ErrnoException) => {
      throw fail('PORT_UNAVAILABLE', { port, reason: error.code ?? error.message }, error)
    })
    print(`法脉已就绪 · serving at ${site.url}  （Ctrl-C 退出）`)
    await new Promise<void>((stop) => {
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
    await site.close()
  } finally {
    await store.close()
  }
}
