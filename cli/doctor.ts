import { Command } from 'commander'
import { today } from '../base/clock.ts'
import { FamaiError } from '../base/errors.ts'
import { withoutSecrets } from '../graph/open.ts'
import type { Problem, Store, VectorState } from '../graph/store.ts'
import { linkCitations } from '../ingest/cite/link.ts'
import type { EmbedSummary } from '../ingest/vectors.ts'
import { embedWithBar, toldOfVectors } from './embedder.ts'
import { examples, storeOption } from './options.ts'
import { counted, EXIT, plain, print, printJson } from './output.ts'
import { storeUrl, withStore } from './store.ts'
import { version } from './version.ts'

interface Options {
  readonly store?: string
  readonly repair?: boolean
  readonly json?: boolean
}

/** What a run that was cut short leaves to the next one. Nothing is wrong with such a store: it is told of, and no failure. */
const UNFINISHED: Problem['code'] = 'links_stale'

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('检查图谱 · check the store, its versions and its indexes')
    .addOption(storeOption())
    .option('--repair', '重建派生数据 · rebuild what is derived')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('famai doctor', 'famai doctor --repair'))
    .action(async ({ store: option, repair = false, json }: Options) => {
      const url = withoutSecrets(storeUrl(option))
      await withStore(
        option,
        async (store) => {
          if (repair) await linkCitations(store, today())
          const found = await store.check({ repair })
          const { vectors, made, failed } = await vectorsOf(store, repair)
          const notes = found.filter((p) => p.code === UNFINISHED)
          const problems = found.filter((p) => p.code !== UNFINISHED)
          const counts = await store.counts()
          const open = problems.filter((p) => !p.repaired)
          if (open.length > 0) process.exitCode = EXIT.failed
          if (json) {
            return printJson({ famai: version(), node: process.version, store: url, counts, vectors, problems, notes })
          }
          print(`famai ${version()} · node ${process.version} · ${url}`)
          for (const [name, n] of Object.entries(counts)) print(`  ${name.padEnd(12)} ${counted(n)}`)
          print(`  ${'vectors'.padEnd(12)} ${vectors ? stateOf(vectors) : '? '}`)
          if (failed) print(`语义索引 · vectors: ${plain(failed.message)}\n  ${plain(failed.hint)}`)
          if (made) print(toldOfVectors(made))
          for (const p of problems) print(`${p.repaired ? '已修复 repaired' : '问题 problem'}: ${p.message}`)
          for (const n of notes)
            print(`收录未完，再次运行即可 · an ingest was cut short, run it again (or --repair): ${n.message}`)
          if (problems.length === 0) print('一切正常 · all is well')
          else if (open.length > 0 && !repair)
            print('运行 famai doctor --repair 重建派生数据 · rebuilds what is derived')
        },
        { readonly: !repair },
      )
    })
}

/** What there is of vectors, the missing ones made where that is asked for. What goes wrong there hides nothing else. */
async function vectorsOf(store: Store, repair: boolean) {
  let made: EmbedSummary | undefined
  let failed: FamaiError | undefined
  try {
    if (repair && (await store.vectors()).serving) made = await embedWithBar(store)
    return { vectors: await store.vectors(), made, failed }
  } catch (error) {
    if (!(error instanceof FamaiError)) throw error
    failed = error
  }
  return { vectors: await store.vectors().catch(() => undefined), made, failed }
}

/** 129,560 / 129,560 famai-law-zh-1 …; → Xenova/… 12,000 */
function stateOf({ serving, coming, articles, embedded, coming_embedded }: VectorState): string {
  if (!serving) return '无 none（famai reindex）'
  const next = coming ? `; → ${coming.name}: ${counted(coming_embedded)}` : ''
  const more = embedded < articles ? '（famai reindex 继续 goes on）' : ''
  return `${counted(embedded)} / ${counted(articles)} ${serving.name}${more}${next}`
}
