/**
 * How fast and how good search is.
 *
 *   npm run bench -- search --store famai.db --questions queries.jsonl [--every 4]     p50, p95 and most of a store
 *   npm run bench -- search --stard FOLDER [--every 1]                                  besides, R@10 and R@100 on STARD
 *
 * A question is a line {"text": …}; STARD's also has {"gold": [article ids]}, and its articles are put into a store of their own.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { openStore } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import { ms, quantile } from './report.ts'
import { lawsOfStard, STARD_ARTICLE, type StardArticle } from './stard.ts'

interface Question {
  readonly text: string
  readonly gold?: readonly number[]
}

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string' },
      questions: { type: 'string' },
      stard: { type: 'string' },
      every: { type: 'string', default: '1' },
    },
  })
  const every = Math.max(1, Number(values.every) || 1)
  if (values.stard !== undefined) await onStard(values.stard, every)
  if (values.store === undefined) return
  const file = values.questions ?? (values.stard && join(values.stard, 'queries.jsonl'))
  if (!file) throw new Error('--store needs --questions (or --stard)')
  const store = await openStore(values.store, { readonly: true })
  const { articles } = await store.counts()
  console.log(`${values.store}, ${articles} articles: ${times(await ask(store, await questionsIn(file, every), 10))}`)
  await store.close()
}

async function onStard(folder: string, every: number): Promise<void> {
  const lines = gunzipSync(await readFile(join(folder, 'corpus.jsonl.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
  const articles = lines.map((l) => JSON.parse(l) as StardArticle)
  const temporary = await mkdtemp(join(tmpdir(), 'famai-bench-'))
  try {
    const began = performance.now()
    const writer = await openStore(join(temporary, 'stard.db'))
    for (const law of lawsOfStard(articles)) await writer.apply(law)
    await writer.close()
    console.log(`STARD, ${articles.length} articles: kept in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    const store = await openStore(join(temporary, 'stard.db'), { readonly: true })
    const answers = await ask(store, await questionsIn(join(folder, 'queries.jsonl'), every), 100)
    console.log(`${times(answers)}, R@10 ${recall(answers, 10)}, R@100 ${recall(answers, 100)}`)
    await store.close()
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

interface Answer {
  readonly question: Question
  readonly found: readonly number[]
  readonly ms: number
  /** Time of the processor: on a busy machine the better figure, as no other program is in it. */
  readonly cpu: number
}

async function ask(store: Store, questions: readonly Question[], limit: number): Promise<Answer[]> {
  for (const q of questions.slice(0, 20)) await store.search({ text: q.text, page: { offset: 0, limit } }) // warm
  const answers: Answer[] = []
  for (const question of questions) {
    const [began, busy] = [performance.now(), process.cpuUsage()]
    const { items } = await store.search({ text: question.text, page: { offset: 0, limit } })
    const waited = performance.now() - began
    const { user, system } = process.cpuUsage(busy)
    answers.push({
      question,
      ms: waited,
      cpu: (user + system) / 1000,
      found: items.map((h) => Number(STARD_ARTICLE.exec(h.provision.label)?.[1])),
    })
  }
  return answers
}

async function questionsIn(file: string, every: number): Promise<Question[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return lines.filter((_, i) => i % every === 0).map((l) => JSON.parse(l) as Question)
}

function times(answers: readonly Answer[]): string {
  const told = (values: readonly number[]) =>
    `p50 ${ms(quantile(values, 0.5))} ms, p95 ${ms(quantile(values, 0.95))} ms, most ${ms(quantile(values, 1))} ms`
  const [waited, worked] = [told(answers.map((a) => a.ms)), told(answers.map((a) => a.cpu))]
  return `${answers.length} questions, ${waited}; of the processor ${worked}`
}

/** The mean share of a question's gold articles among the first `k`. */
function recall(answers: readonly Answer[], k: number): string {
  const shares = answers.map(({ question: { gold = [] }, found }) => {
    const first = new Set(found.slice(0, k))
    return gold.filter((g) => first.has(g)).length / Math.max(1, gold.length)
  })
  return (shares.reduce((a, b) => a + b, 0) / Math.max(1, shares.length)).toFixed(3)
}
