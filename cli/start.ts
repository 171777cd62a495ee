import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../base/config.ts'
import { packageFolder } from '../base/package-folder.ts'
import { runIngest } from './ingest.ts'
import { examples, storeOption, whole } from './options.ts'
import { counted, print } from './output.ts'
import { DEFAULT_PORT, serveUntilStopped } from './serve.ts'

interface Options {
  readonly store?: string
  readonly port: number
}

/** The sample has a store of its own, so that a researcher's graph never mixes with made-up law. */
export function startCommand(): Command {
  return new Command('start')
    .description('收录示例语料并打开网站 · ingest the bundled sample and serve it')
    .addOption(storeOption())
    .option('--port <n>', '端口', whole(0, 65535), DEFAULT_PORT)
    .addHelpText('after', examples('npm start', 'npm start -- --port 9000'))
    .action(async ({ store, port }: Options) => {
      const url = store ?? readConfig().store ?? join(packageFolder(), '.cache', 'sample.db')
      const corpus = join(packageFolder(), 'sample', 'corpus')
      const summary = await runIngest([corpus], {
        store: url,
        metadata: join(corpus, 'metadata.csv'),
        prune: true,
        jobs: Math.min(2, availableParallelism()),
      })
      for (const f of summary.failed) print(`${f.message}\n  ${f.hint}`)
      print(`示例语料 · sample: ${counted(summary.files)} 个文件 files, ${summary.seconds.toFixed(1)} s`)
      await serveUntilStopped(url, port)
    })
}
