import { text as readAll } from 'node:stream/consumers'
import { Command } from 'commander'
import { readConfig } from '../base/config.ts'
import { readFile } from '../ingest/read/readers.ts'
import { VERDICTS, type VerifyItem, type VerifyReport, verify } from '../query/verify.ts'
import { examples, storeOption } from './options.ts'
import { bold, EXIT, plain, print, printJson } from './output.ts'
import { withStore } from './store.ts'

interface Options {
  readonly store?: string
  readonly at?: string
  readonly json?: boolean
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('核对一份文书里的引用 · check every citation of a brief, a contract, an answer of a chatbot')
    .argument('<file>', '.txt .md .docx .pdf .html, or - for standard input')
    .addOption(storeOption())
    .option('--at <day>', 'YYYY-MM-DD: the law of that day')
    .option('--json', 'the report as JSON')
    .addHelpText(
      'after',
      `${examples('famai verify brief.docx', 'pbpaste | famai verify -', 'famai verify answer.md --at 2020-06-01 --json')}
退出码 · exit code: 0 没有不实之处, 1 有 (${FALSE.map((v) => VERDICTS[v]).join('、')}), 2 命令有误\n`,
    )
    .action(async (file: string, { store: url, at, json }: Options) => {
      const text = file === '-' ? await readAll(process.stdin) : await textOf(file)
      const report = await withStore(url, (store) => verify(store, text, { at }), { readonly: true })
      if (json) printJson(report)
      else printReport(report)
      if (report.false > 0) process.exitCode = EXIT.failed
    })
}

const FALSE = ['not_in_force', 'no_such_provision', 'quote_differs'] as const

async function textOf(path: string): Promise<string> {
  const { extract } = await readFile(path, { maxBytes: readConfig().maxFileBytes })
  return extract.text.replace(/\f/g, '\n')
}

const SIGNS = {
  exists: '✓',
  not_in_force: '✗',
  no_such_provision: '✗',
  ambiguous: '?',
  not_in_corpus: '·',
  quote_differs: '✗',
} as const

function printReport({ text, items, omitted, counts, false: wrong }: VerifyReport): void {
  for (const item of items) printItem(text, item)
  const parts = Object.entries(counts).filter(([, n]) => n > 0)
  print(
    `引用 ${items.length} 处 · citations${parts.length > 0 ? '：' : ''}${parts.map(([v, n]) => `${VERDICTS[v as VerifyItem['verdict']]} ${n}`).join('，')}`,
  )
  if (omitted > 0) print(`另有 ${omitted} 处没有核对 · ${omitted} more were not checked`)
  print(wrong > 0 ? `不实 ${wrong} 处 · ${wrong} to look at` : '没有发现不实之处 · nothing false was found')
}

function printItem(text: string, { start, text: cited, verdict, law, name = '', detail, quote }: VerifyItem): void {
  const line = text.slice(0, start).split('\n').length
  print(`${SIGNS[verdict]} ${line}: ${bold(plain(cited))}  ${VERDICTS[verdict]}`)
  print(`    ${plain(`${law === undefined ? '' : `《${law}》${name}：`}${detail}`)}`)
  if (quote && quote.diff.length > 0) {
    const words = quote.diff.map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'only_quoted' ? `[-${text}-]` : `{+${text}+}`,
    )
    print(`    ${plain(words.join(''))}`)
    print('    [-引文有而条文无-] {+条文有而引文无+}')
  }
}
