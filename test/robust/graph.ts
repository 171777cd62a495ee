import { openStore } from '../../graph/open.ts'
import type { Problem } from '../../graph/store.ts'
import { ingest } from '../../ingest/run.ts'
import type { IngestSummary } from '../../ingest/summary.ts'
import { exportLines } from '../../query/exchange.ts'

/** The whole graph: its JSON Lines, sorted. */
export async function exported(path: string): Promise<string[]> {
  const store = await openStore(path, { readonly: true })
  try {
    const lines: string[] = []
    for await (const line of exportLines(store)) lines.push(line)
    return lines.sort()
  } finally {
    await store.close()
  }
}

/** What is wrong with a store. That a run was cut short before it resolved the citations is for the next run, and no damage. */
export async function problems(path: string): Promise<Problem[]> {
  const store = await openStore(path)
  try {
    return (await store.check()).filter((p) => p.code !== 'links_stale')
  } finally {
    await store.close()
  }
}

export const TODAY = '2026-01-15'

/** An ingest in this process. */
export async function ingestInto(
  path: string,
  folder: string,
  options: Partial<Parameters<typeof ingest>[1]> = {},
): Promise<IngestSummary> {
  const store = await openStore(path)
  try {
    return await ingest(store, { paths: [folder], jobs: 1, maxFileBytes: 1 << 20, today: TODAY, ...options })
  } finally {
    await store.close()
  }
}
