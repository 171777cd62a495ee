/**
 * Benchmarks: `npm run bench -- NAME …`. They measure what `npm run build` made, as a person would run it.
 * docs/performance.md keeps figures with the commands that gave them.
 */
import { machine } from './report.ts'

const BENCHMARKS: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): unknown }>>> = {
  ingest: () => import('./ingest.ts'),
  search: () => import('./search.ts'),
  embed: () => import('./embed.ts'),
  cite: () => import('./cite.ts'),
  citations: () => import('./citations.ts'),
  stores: () => import('./stores.ts'),
  pages: () => import('./pages.ts'),
  start: () => import('./start.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const load = BENCHMARKS[name]
if (!load) {
  console.error(`npm run bench -- ${Object.keys(BENCHMARKS).join('|')} …   (each file of test/bench tells its options)`)
  process.exitCode = 2
} else {
  console.log(`npm run bench -- ${[name, ...args].join(' ')}\n${machine()}\n`)
  const { run } = await load()
  await run(args)
}
