import { Argument, Command, Option } from 'commander'
import { DOCUMENT_KINDS, type DocumentKind, LEVELS, type Level, STATUSES, type Status } from '../graph/model.ts'
import type { Store } from '../graph/store.ts'
import { listDocuments } from '../query/documents.ts'
import { listLaws } from '../query/law.ts'
import { printAnomalies } from './anomalies.ts'
import { examples, storeOption, whole } from './options.ts'
import { counted, plain, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly json?: boolean
  readonly limit: number
  readonly offset: number
  readonly title?: string
  readonly level?: Level
  readonly region?: string
  readonly status?: Status
  readonly kind?: DocumentKind
  readonly year?: number
  readonly cited?: boolean
}

export function listCommand(): Command {
  return new Command('list')
    .description('列出法规、文献或异常 · list laws, documents or anomalies')
    .addArgument(new Argument('<what>').choices(['laws', 'documents', 'anomalies']))
    .addOption(storeOption())
    .option('--title <text>', '标题包含 · words of the title')
    .addOption(new Option('--level <level>', '效力级别 (laws)').choices(Object.keys(LEVELS)))
    .addOption(new Option('--status <status>', '效力状态 (laws)').choices(Object.keys(STATUSES)))
    .option('--region <region>', '地区 (laws)')
    .addOption(new Option('--kind <kind>', '文种 (documents)').choices(Object.keys(DOCUMENT_KINDS)))
    .option('--year <year>', '年份', whole(1900, 2200))
    .option('--cited', '只列被引用而未收录的法规 (laws) · only those that are cited and not here')
    .option('--limit <n>', 'rows', whole(1, 1000), 50)
    .option('--offset <n>', 'rows to pass over', whole(0, 1_000_000), 0)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(
        'famai list laws --level local_regulation --status in_force',
        'famai list documents --kind minutes',
        'famai list anomalies --json',
      ),
    )
    .action(async (what: string, options: Options) => {
      await withStore(options.store, (store) => LISTS[what as keyof typeof LISTS](store, options), { readonly: true })
    })
}

const LISTS = {
  laws: printLaws,
  documents: printDocuments,
  anomalies: (store: Store, options: Options) => printAnomalies(store, {}, options),
}

async function printLaws(
  store: Store,
  { title, level, region, status, year, cited, limit, offset, json }: Options,
): Promise<void> {
  const found = await listLaws(store, given({ title, level, region, status, year, known: cited ? false : undefined }), {
    limit,
    offset,
  })
  if (json) return printJson(found)
  for (const { law, edition, articles } of found.items) {
    const day = edition && (edition.effective ?? edition.promulgated ?? edition.adopted)
    const status = edition ? STATUSES[edition.status] : '未收录'
    print(
      `${status}  ${day ?? '          '}  ${counted(articles).padStart(5)} 条  ${law.level ? LEVELS[law.level] : '–'}  ${plain(law.title)}`,
    )
  }
  print(range(offset, found.items.length, found.total))
}

async function printDocuments(store: Store, { title, kind, year, limit, offset, json }: Options): Promise<void> {
  const found = await listDocuments(store, given({ title, kind, year }), { limit, offset })
  if (json) return printJson(found)
  for (const d of found.items) {
    print(`${d.date ?? '          '}  ${DOCUMENT_KINDS[d.kind]}  ${plain(d.title)}  ${d.number ?? ''}  ${d.id}`)
  }
  print(range(offset, found.items.length, found.total))
}

function range(offset: number, shown: number, total: number): string {
  return shown === 0
    ? `没有 · none (${counted(total)})`
    : `第 ${counted(offset + 1)}–${counted(offset + shown)}，共 ${counted(total)} · of ${counted(total)}`
}

/** Without the keys that are undefined. */
function given<T extends object>(filter: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
