/**
 * How long "who cites this?" takes, as the command line and the pages ask it: the first page of citations with its sentences, the
 * total, and the groups by law.
 *
 *   npm run bench -- citations --store famai.db [--rounds 3] [--law 刑法 --law 民法典]
 */
import { parseArgs } from 'node:util'
import { openStore } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import { outgoingByProvision, readCitations } from '../../query/citations.ts'
import { readLaw } from '../../query/law.ts'
import { locate } from '../../query/locate.ts'
import { shortestPath } from '../../query/path.ts'
import { mostCited } from '../../query/ranking.ts'
import { articlesOf } from '../../query/tree.ts'
import { ms, quantile, table } from './report.ts'

const LAWS = ['刑法', '民法典', '行政处罚法']

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      law: { type: 'string', multiple: true, default: LAWS },
    },
  })
  if (values.store === undefined)
    throw new Error('citations needs a store: npm run bench -- citations --store famai.db')
  const store = await openStore(values.store, { readonly: true })
  try {
    const rows: string[][] = []
    for (const name of values.law) rows.push(...(await measureLaw(store, name, Number(values.rounds))))
    const [most] = (await mostCited(store, { limit: 1 })).items
    if (most) {
      const first = async (at: string) => (await readCitations(store, { law: most.law, at })).total
      rows.push(await measured(`《${most.law}》 whole, first page`, 30, () => first('')))
      rows.push(await measured(`《${most.law}》 whole, every edition`, 30, () => first('all')))
    }
    rows.push(await measured('most cited laws', 10, async () => (await mostCited(store)).total))
    rows.push(
      await measured('the same by PageRank', 10, async () => (await mostCited(store, { by: 'pagerank' })).total),
    )
    const [a, b] = [await locate(store, values.law[0] ?? ''), await locate(store, values.law[1] ?? '')]
    const path = async () => (await shortestPath(store, a, b, { either: true }))?.steps.length ?? 0
    rows.push(await measured('shortest path between two laws', 10, path))
    console.log(table(['what', 'queries', 'citations', 'p50 ms', 'p95 ms', 'most ms'], rows))
  } finally {
    await store.close()
  }
}

/** Every article of the law, asked for in turn; and all that the law cites, as its page needs it. */
async function measureLaw(store: Store, name: string, rounds: number): Promise<string[][]> {
  const { law } = await locate(store, name)
  const edition = (await store.law(law))?.editions[0]?.id ?? ''
  const articles = articlesOf((await readLaw(store, law)).tree).map((node) => node.provision.eid)
  let at = 0
  const next = async () => (await readCitations(store, { law, eid: articles[at++ % articles.length] })).total
  const inline = async () => {
    const all = await outgoingByProvision(store, law, edition)
    return [...all.values()].reduce((n, list) => n + list.length, 0)
  }
  return [
    await measured(`《${law}》 ${articles.length} articles`, articles.length * rounds, next),
    await measured(`《${law}》 all that it cites`, 10, inline),
  ]
}

/** `work` tells how many citations it found; the largest number is shown. */
async function measured(what: string, queries: number, work: () => Promise<number>): Promise<string[]> {
  const times: number[] = []
  let most = 0
  await work()
  for (let i = 0; i < queries; i++) {
    const began = performance.now()
    most = Math.max(most, await work())
    times.push(performance.now() - began)
  }
  const figures = [0.5, 0.95, 1].map((share) => ms(quantile(times, share)))
  return [what, String(queries), String(most), ...figures]
}
