/**
 * How fast search is, stage by stage and in all. (How good it is: `npm run eval:search`.)
 *
 *   npm run bench -- search --store URL --questions queries.jsonl [--every 4]
 *
 * A question is a line {"text": …}. The model is the one that is set (FAMAI_MODEL), in a thread of its own as the server has it;
 * without vectors in the store the words alone are measured.
 */
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { readConfig } from '../../base/config.ts'
import { openEmbedder } from '../../embed/open.ts'
import { openStore } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import type { Asker } from '../../query/search/meaning.ts'
import { search } from '../../query/search.ts'
import { ms, quantile, table } from './report.ts'

const DEPTH = 100
const SHOWN = 10
const WARM = 20

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { store: { type: 'string' }, questions: { type: 'string' }, every: { type: 'string', default: '1' } },
  })
  if (values.store === undefined || values.questions === undefined) throw new Error('--store and --questions')
  const questions = await textsIn(values.questions, Math.max(1, Number(values.every) || 1))
  const began = performance.now()
  const store = await openStore(values.store, { readonly: true })
  const { embedded, articles } = await store.vectors()
  const { model } = readConfig()
  const asker =
    embedded === 0
      ? undefined
      : await openEmbedder({ cacheFolder: tmpdir(), threads: 'beside', ...(model === undefined ? {} : { model }) })
  try {
    await search(store, { text: questions[0] ?? '', limit: SHOWN }, asker)
    const cold = performance.now() - began
    const times = await timesOf(store, questions, asker)
    console.log(`${articles} articles, ${embedded} with a vector, ${questions.length} questions`)
    console.log(`store, model and vectors loaded, first answer: ${ms(cold)} ms; memory ${megabytes()} MB\n`)
    const rows = Object.entries(times).map(([stage, all]) => [
      stage,
      ...[0.5, 0.95, 1].map((share) => ms(quantile(all, share))),
    ])
    console.log(table(['stage', 'p50 ms', 'p95 ms', 'most ms'], rows))
  } finally {
    await asker?.close()
    await store.close()
  }
}

/** Milliseconds of each stage alone, and of whole searches: without clauses, and with them as the page has them. */
async function timesOf(store: Store, questions: readonly string[], asker: Asker | undefined) {
  for (const text of questions.slice(0, WARM)) await search(store, { text, limit: SHOWN }, asker)
  const times: Record<string, number[]> = {}
  async function timed<T>(stage: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const result = await work()
    times[stage] ??= []
    times[stage].push(performance.now() - began)
    return result
  }
  for (const text of questions) {
    const words = await timed('words', () => store.rankByWords({ text, page: { offset: 0, limit: DEPTH } }))
    if (asker) {
      const vector = await timed('question → vector', () => asker.embed(text, 'query'))
      await timed('meaning', () => store.rankByMeaning({ vector, limit: DEPTH }))
    }
    await timed('what is shown', () => store.articles(words.items.slice(0, SHOWN)))
  }
  for (const text of questions) await timed('whole search', () => search(store, { text, limit: SHOWN }, asker))
  if (asker) {
    for (const text of questions)
      await timed('with closest clauses', () => search(store, { text, limit: SHOWN, clauses: true }, asker))
  }
  return times
}

async function textsIn(file: string, every: number): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return lines.filter((_, i) => i % every === 0).map((l) => (JSON.parse(l) as { text: string }).text)
}

function megabytes(): string {
  return (process.memoryUsage().rss / 1024 ** 2).toFixed(0)
}
