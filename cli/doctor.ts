import { Command } from 'commander'
import { today } from '../base/clock.ts'
import { linkCitations } from '../ingest/cite/link.ts'
import { examples, storeOption } from './options.ts'
import { counted, EXIT, print, printJson } from './output.ts'
import { storeUrl, withStore } from './store.ts'
import { version } from './version.ts'

interface Options {
  readonly store?: string
  readonly repair?: boolean
  readonly json?: boolean
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('检查图谱 · check the store, its versions and its indexes')
    .addOption(storeOption())
    .option('--repair', '重建派生数据 · rebuild what is derived')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('famai doctor', 'famai doctor --repair'))
    .action(async ({ store: option, repair = false, json }: Options) => {
      const url = storeUrl(option)
      await withStore(
        url,
        async (store) => {
          if (repair) await linkCitations(store, today())
          const problems = await store.check({ repair })
          const counts = await store.counts()
          const open = problems.filter((p) => !p.repaired)
          if (open.length > 0) process.exitCode = EXIT.failed
          if (json) return printJson({ famai: version(), node: process.version, store: url, counts, problems })
          print(`famai ${version()} · node ${process.version} · ${url}`)
          for (const [name, n] of Object.entries(counts)) print(`  ${name.padEnd(12)} ${counted(n)}`)
          for (const p of problems) print(`${p.repaired ? '已修复 repaired' : '问题 problem'}: ${p.message}`)
          if (problems.length === 0) print('一切正常 · all is well')
          else if (open.length > 0 && !repair)
            print('运行 famai doctor --repair 重建派生数据 · rebuilds what is derived')
        },
        { readonly: !repair },
      )
    })
}
