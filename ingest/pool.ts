import { Piscina } from 'piscina'
import { FamaiError } from '../base/errors.ts'
import type { Contribution } from '../graph/model.ts'
import { type PipelineOptions, pipeline } from './pipeline.ts'
import type { WorkerResult } from './worker.ts'

/** Reads files into contributions, `jobs` at a time. */
export interface ReadingPool {
  read(path: string): Promise<Contribution>
  close(): Promise<void>
}

/** One job reads in this thread; more read in worker threads while this one writes. */
export function readingPool(jobs: number, options: PipelineOptions): ReadingPool {
  if (jobs <= 1) return { read: pipeline(options), close: async () => {} }
  const compiled = import.meta.url.endsWith('.js')
  const pool = new Piscina({
    filename: new URL(compiled ? './worker.js' : './worker.ts', import.meta.url).href,
    name: 'readInThread',
    minThreads: jobs,
    maxThreads: jobs,
    workerData: options,
    ...(compiled ? {} : { execArgv: ['--import', 'tsx'] }),
  })
  return {
    async read(path) {
      const result: WorkerResult = await pool.run(path)
      if ('error' in result) throw new FamaiError(result.error.code, result.error.message, result.error.hint)
      return result.contribution
    },
    close: () => pool.destroy(),
  }
}
