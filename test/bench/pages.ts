/**
 * How long a reader waits for a page, from the request to the last byte, on this machine.
 *
 *   npm run bench -- pages --store famai.db [--rounds 100]
 *
 * `first` is the first request that a fresh server answers at all; then come the rounds, each asking for another article,
 * item or question where the page has many.
 */
import { parseArgs } from 'node:util'
import { site } from './child.ts'
import { ms, quantile, table } from './report.ts'

const QUESTIONS = [
  '拖欠民营企业账款怎么办',
  '房屋租赁合同期限最长多少年',
  '小区物业公司能不能停水停电',
  '劳动者加班工资怎么算',
  '人大常委会任免哪些人员',
  '电动自行车在楼道充电罚多少',
  '未成年人网络游戏时间限制',
  '行政处罚听证的条件',
]

interface Listed<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { store: { type: 'string' }, rounds: { type: 'string', default: '100' } },
  })
  if (values.store === undefined) throw new Error('pages needs a store: npm run bench -- pages --store famai.db')
  const { store } = values
  const rounds = Number(values.rounds)
  const rows: string[][] = []
  for (const [name, addresses] of await pagesOf(store)) {
    if (addresses.length === 0) {
      console.log(`${name}: the store has none.`)
      continue
    }
    const server = await site(store)
    try {
      const address = (i: number) => new URL(addresses[i % addresses.length] ?? '/', server.url)
      const first = await timed(address(0))
      const times: number[] = []
      let bytes = first.bytes
      for (let i = 1; i <= rounds; i++) {
        const answer = await timed(address(i))
        times.push(answer.time)
        bytes = Math.max(bytes, answer.bytes)
      }
      const figures = [first.time, quantile(times, 0.5), quantile(times, 0.95), quantile(times, 1)]
      rows.push([name, ...figures.map(ms), (bytes / 1e3).toFixed(0), server.seconds.toFixed(2)])
    } finally {
      await server.close()
    }
  }
  console.log(table(['page', 'first ms', 'p50 ms', 'p95 ms', 'most ms', 'largest kB', 'server up s'], rows))
}

/** The addresses of each kind of page in this store. */
async function pagesOf(store: string): Promise<[name: string, addresses: readonly string[]][]> {
  const server = await site(store)
  const ask = async <T>(path: string): Promise<T> => (await (await fetch(new URL(path, server.url))).json()) as T
  try {
    let longest = { title: '', articles: 0 }
    const page = 1000
    for (let offset = 0, total = 1; offset < total; offset += page) {
      const found = await ask<Listed<{ law: { title: string }; articles: number }>>(
        `/api/laws?limit=${page}&offset=${offset}`,
      )
      total = found.total
      for (const { law, articles } of found.items)
        if (articles > longest.articles) longest = { title: law.title, articles }
    }
    const law = `/law/${encodeURIComponent(longest.title)}`
    const provisions = await ask<Listed<{ eid: string; kind: string }>>(
      `/api/laws/${encodeURIComponent(longest.title)}/provisions?limit=${page}`,
    )
    const articles = provisions.items.filter((p) => p.kind === 'article').map((p) => `${law}/${p.eid}`)
    const issues = await ask<Listed<{ id: string }>>('/api/documents?kind=gazette&limit=1')
    const issue = issues.items[0]?.id
    const items = issue ? (await ask<Listed<{ id: string }>>(`/api/documents?parent=${issue}&limit=${page}`)).items : []
    return [
      ['home', ['/']],
      ['search', QUESTIONS.map((q) => `/search?q=${encodeURIComponent(q)}`)],
      [`law (《${longest.title}》, ${longest.articles} articles)`, [law]],
      ['article of it', articles],
      ['gazette issue', issue ? [`/document/${issue}`] : []],
      ['gazette item', items.map(({ id }) => `/document/${id}`)],
      ['laws, list', ['/laws']],
    ]
  } finally {
    await server.close()
  }
}

async function timed(address: URL): Promise<{ time: number; bytes: number }> {
  const began = performance.now()
  const response = await fetch(address, { headers: { Accept: 'text/html' } })
  const bytes = (await response.arrayBuffer()).byteLength
  if (!response.ok) throw new Error(`${address.pathname} gave ${response.status}`)
  return { time: performance.now() - began, bytes }
}
