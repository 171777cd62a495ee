/**
 * How fast articles are embedded: in one thread, and in as many as the machine has cores.
 *
 *   npm run bench -- embed --store URL [--articles 500] [--model FOLDER]
 *
 * The articles are the newest laws of the store, as `famai reindex` would embed them; nothing is written.
 */
import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import pLimit from 'p-limit'
import { openEmbedder } from '../../embed/open.ts'
import { passageOf } from '../../embed/passage.ts'
import { openStore } from '../../graph/open.ts'
import { table } from './report.ts'

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string' },
      articles: { type: 'string', default: '500' },
      model: { type: 'string' },
    },
  })
  if (values.store === undefined) throw new Error('--store')
  const passages = await passagesIn(values.store, Number(values.articles))
  const rows: string[][] = []
  for (const threads of ['here', 'many'] as const) {
    const began = performance.now()
    const model = values.model === undefined ? {} : { model: values.model }
    const embedder = await openEmbedder({ cacheFolder: tmpdir(), threads, ...model })
    const limit = pLimit(embedder.together)
    await Promise.all(passages.slice(0, 8).map((p) => limit(() => embedder.embed(p, 'passage'))))
    const ready = performance.now()
    await Promise.all(passages.map((p) => limit(() => embedder.embed(p, 'passage'))))
    const seconds = (performance.now() - ready) / 1000
    const memory = (process.memoryUsage().rss / 1024 ** 2).toFixed(0)
    rows.push([threads, (ready - began).toFixed(0), (passages.length / seconds).toFixed(0), memory])
    await embedder.close()
  }
  console.log(table(['threads', 'ready ms', 'articles/s', 'MB'], rows))
}

/** Articles from all over the store: every nth, so that long laws and short ones have their share. */
async function passagesIn(url: string, most: number): Promise<string[]> {
  const store = await openStore(url, { readonly: true })
  try {
    const passages: string[] = []
    const { articles } = await store.counts()
    const every = Math.max(1, Math.floor(articles / most))
    let n = 0
    for await (const record of store.records()) {
      if (record.type !== 'provision' || record.kind !== 'article' || n++ % every !== 0) continue
      passages.push(passageOf({ law: record.law, headings: [], text: record.text }))
      if (passages.length === most) break
    }
    return passages
  } finally {
    await store.close()
  }
}
