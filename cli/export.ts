import { createWriteStream } from 'node:fs'
import { readdir, rename, rmdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command, Option } from 'commander'
import { fail } from '../base/errors.ts'
import { writeImportFiles } from '../graph/open.ts'
import type { Store } from '../graph/store.ts'
import { exportLines } from '../query/exchange.ts'
import { examples, storeOption } from './options.ts'
import { counted, print } from './output.ts'
import { withStore } from './store.ts'

const FORMATS = ['jsonl', 'neo4j-admin'] as const

interface Options {
  readonly store?: string
  readonly out?: string
  readonly format: (typeof FORMATS)[number]
}

export function exportCommand(): Command {
  return new Command('export')
    .description('导出整个图谱 · write the graph as JSON Lines, or as files to load into an empty Neo4j database')
    .addOption(storeOption())
    .addOption(new Option('--format <format>').choices(FORMATS).default('jsonl'))
    .option(
      '-o, --out <path>',
      'a file instead of standard output, for neo4j-admin a folder; appears only when it is whole',
    )
    .addHelpText(
      'after',
      examples(
        'famai export --format jsonl > graph.jsonl',
        'famai export -o graph.jsonl',
        'famai export --format neo4j-admin -o graph/',
      ),
    )
    .action(async ({ store: url, out, format }: Options) => {
      const folder = format === 'neo4j-admin' ? await emptyFolder(out) : undefined
      const write = (store: Store) => (folder === undefined ? writeLines(store, out) : writeFolder(store, folder))
      await withStore(url, write, { readonly: true })
    })
}

async function writeLines(store: Store, out: string | undefined): Promise<void> {
  const lines = Readable.from(withEnds(exportLines(store)))
  if (out === undefined) return pipeline(lines, process.stdout, { end: false })
  await pipeline(lines, createWriteStream(`${out}.part`))
  await rename(`${out}.part`, out)
}

async function writeFolder(store: Store, folder: string): Promise<void> {
  const linked = !(await store.linksStale())
  const written = await writeImportFiles(store.records(), `${folder}.part`, { linked })
  await remove(folder) // Windows does not rename onto a folder, even an empty one
  await rename(`${folder}.part`, folder)
  const { nodes, relationships, command } = written
  print(`导出 · exported: ${counted(nodes)} 节点 nodes, ${counted(relationships)} 关系 relationships`)
  print('载入，替换数据库中原有内容 · to load them in place of what the database holds, stop the server, then:')
  print(`  cd ${quoted(folder)}`)
  print(`  ${command.join(' ')}`)
  print('再启动并建索引 · and start it again, then make the indexes:')
  print('  famai migrate --store neo4j://user@host:7687/neo4j')
}

/** The path of a folder that is not there or empty, without a slash at its end. Errors: QUERY_INVALID. */
async function emptyFolder(out: string | undefined): Promise<string> {
  if (out === undefined)
    throw fail('QUERY_INVALID', { reason: '--format neo4j-admin writes a folder: name it with -o' })
  const folder = resolve(out)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw fail('QUERY_INVALID', { reason: `${out} is no folder that can be read` }, error)
  })
  if (names.length > 0) throw fail('QUERY_INVALID', { reason: `the folder ${out} is not empty` })
  return folder
}

async function remove(emptyFolder: string): Promise<void> {
  await rmdir(emptyFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/** As a shell reads it. */
function quoted(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}
