/**
 * The same questions to two stores that hold the same graph, in turn: whether they answer alike, and how long each takes.
 *
 *   npm run bench -- stores --store famai.db --other neo4j://neo4j@127.0.0.1:7687/neo4j [--questions questions.txt]
 *
 * Without a file of questions (one a line) the headings and beginnings of articles are asked for.
 */
import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { openStore } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import { readCitations } from '../../query/citations.ts'
import { locate } from '../../query/locate.ts'
import { neighbourhood } from '../../query/neighbourhood.ts'
import { shortestPath } from '../../query/path.ts'
import { readProvision } from '../../query/provision.ts'
import { mostCited } from '../../query/ranking.ts'
import { search } from '../../query/search.ts'
import { ms, quantile, table } from './report.ts'

const QUERIES = 200
const TOP = 10

interface Question {
  readonly what: string
  readonly ask: (store: Store) => Promise<unknown>
}

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { store: { type: 'string' }, other: { type: 'string' }, questions: { type: 'string' } },
  })
  if (!values.store || !values.other) throw new Error('stores needs two stores: --store famai.db --other neo4j://…')
  const a = await openStore(values.store, { readonly: true })
  const b = await openStore(values.other, { readonly: true })
  try {
    const places = await citedPlaces(a)
    const asked = values.questions ? await linesOf(values.questions) : await beginnings(a)
    const rows = [
      await compare('cited by, first page', places, (place) => (s) => readCitations(s, { ...place, at: 'all' }), a, b),
      await compare(
        'cites, first page',
        places,
        (place) => (s) => readCitations(s, { law: place.law, direction: 'out' }),
        a,
        b,
      ),
      await compare(
        'provision',
        places.filter((p) => p.known),
        ({ law, eid }) =>
          (s) =>
            readProvision(s, law, eid),
        a,
        b,
      ),
      await compare(
        'neighbourhood, 2 hops, 200 nodes',
        places.slice(0, 50),
        (p) => (s) => neighbourhood(s, { of: `/law/${p.law}/${p.eid}` }),
        a,
        b,
      ),
      await compare(
        'shortest path of two laws',
        pairs(places).slice(0, 20),
        ([x, y]) =>
          (s) =>
            path(s, x, y),
        a,
        b,
      ),
    ]
    console.log(table(['what', 'queries', 'equal', 'first p50 ms', 'p95', 'other p50 ms', 'p95'], rows))
    console.log(await compareSearch(asked, a, b))
  } finally {
    await a.close()
    await b.close()
  }
}

interface CitedPlace {
  readonly law: string
  readonly eid: string
  readonly known: boolean
}

/** Cited articles from the most cited to the hardly cited, evenly. */
async function citedPlaces(store: Store): Promise<CitedPlace[]> {
  const { items } = await mostCited(store, { level: 'article', limit: 1000 })
  const articles = items.flatMap(({ law, eid }) => (eid === undefined ? [] : [{ law, eid }]))
  const step = Math.max(1, Math.floor(articles.length / QUERIES))
  const some = articles.filter((_, i) => i % step === 0).slice(0, QUERIES)
  return Promise.all(
    some.map(async (place) => ({ ...place, known: (await store.provision(place.law, place.eid)) !== undefined })),
  )
}

async function beginnings(store: Store): Promise<string[]> {
  const { items } = await store.laws({ known: true }, { offset: 0, limit: QUERIES })
  const texts = await Promise.all(
    items.map(async ({ law }) => (await store.provision(law.title, 'art_3'))?.provision.text),
  )
  return texts.flatMap((text) => (text ? [text.slice(0, 24)] : []))
}

const linesOf = async (file: string): Promise<string[]> =>
  (await readFile(file, 'utf8')).split('\n').filter(Boolean).slice(0, QUERIES)

function pairs(places: readonly CitedPlace[]): [string, string][] {
  const laws = [...new Set(places.map((p) => p.law))]
  return laws.map((law, i) => [law, laws[(i * 7 + 3) % laws.length] ?? law])
}

async function path(store: Store, from: string, to: string): Promise<unknown> {
  return shortestPath(store, await locate(store, from), await locate(store, to), { either: true })
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now()
  const result = await work()
  return [result, performance.now() - began]
}

/** Each question goes to one store, then to the other, so that both meet the same machine. The first of a kind is not counted. */
async function compare<T>(
  what: string,
  items: readonly T[],
  question: (item: T) => Question['ask'],
  a: Store,
  b: Store,
): Promise<string[]> {
  const times: [number[], number[]] = [[], []]
  let equal = 0
  const [first] = items
  if (first !== undefined) await Promise.all([question(first)(a), question(first)(b)])
  for (const item of items) {
    const [ofA, took] = await timed(() => question(item)(a))
    const [ofB, other] = await timed(() => question(item)(b))
    times[0].push(took)
    times[1].push(other)
    if (isDeepStrictEqual(ofA, ofB)) equal++
    else console.error(`not equal: ${what} ${JSON.stringify(item)}`)
  }
  const figures = times.flatMap((list) => [ms(quantile(list, 0.5)), ms(quantile(list, 0.95))])
  return [what, String(items.length), String(equal), ...figures]
}

async function compareSearch(asked: readonly string[], a: Store, b: Store): Promise<string> {
  const times: [number[], number[]] = [[], []]
  let [same, sameSet, overlap, totals] = [0, 0, 0, 0]
  const ids = async (store: Store, q: string) => {
    const { items, total } = await search(store, { text: q, limit: TOP })
    return { ids: items.map((hit) => `${hit.edition.id} ${hit.provision.eid}`), total }
  }
  for (const q of asked) {
    const [ofA, took] = await timed(() => ids(a, q))
    const [ofB, other] = await timed(() => ids(b, q))
    times[0].push(took)
    times[1].push(other)
    const shared = ofA.ids.filter((id) => ofB.ids.includes(id)).length
    const most = Math.max(ofA.ids.length, ofB.ids.length)
    overlap += most === 0 ? 1 : shared / most
    if (shared === most) sameSet++
    if (isDeepStrictEqual(ofA.ids, ofB.ids)) same++
    else console.error(`search differs: ${q}\n  ${ofA.ids.join('\n  ')}\n  --\n  ${ofB.ids.join('\n  ')}`)
    if (ofA.total === ofB.total) totals++
  }
  const n = asked.length
  const figures = times.map((list) => `p50 ${ms(quantile(list, 0.5))} ms, p95 ${ms(quantile(list, 0.95))} ms`)
  return `\nsearch, ${n} questions, first ${TOP}: ${same} in the same order, ${sameSet} the same articles, mean overlap ${((100 * overlap) / n).toFixed(1)} %, ${totals} with the same total; ${figures.join(' and ')}`
}
