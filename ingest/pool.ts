import { Piscina } from 'piscina'
import { FamaiError, fail } from '../base/errors.ts'
import { createLog } from '../base/log.ts'
import type { Contribution } from '../graph/model.ts'
import { type PipelineOptions, pipeline } from './pipeline.ts'
import type { WorkerResult } from './worker.ts'

/** Reads files into contributions, `jobs` at a time. */
export interface ReadingPool {
  /** Rejects with the errors of the readers, and FILE_TIMEOUT and FILE_OUT_OF_MEMORY where it reads in threads. */
  read(path: string): Promise<Contribution>
  close(): Promise<void>
}

/** What one file may cost. A law of 150,000 articles (9 MB) takes half a minute and 1.4 GB with the store. */
export interface FileBudget {
  readonly seconds: number
  /** Heap of the thread that reads it, in MiB. */
  readonly memory: number
}

const BUDGET: FileBudget = { seconds: 600, memory: 4096 }

/**
 * One job reads in this thread; more read in threads while this one writes. A thread that hangs or dies fails the file that it
 * was reading and is replaced.
 */
export function readingPool(jobs: number, options: PipelineOptions, budget: FileBudget = BUDGET): ReadingPool {
  if (jobs <= 1) return { read: pipeline(options), close: async () => {} }
  const compiled = import.meta.url.endsWith('.js')
  const pool = new Piscina({
    filename: new URL(compiled ? './worker.js' : './worker.ts', import.meta.url).href,
    name: 'readInThread',
    minThreads: 1, // the rest when there is work for them
    maxThreads: jobs,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: options,
    resourceLimits: { maxOldGenerationSizeMb: budget.memory },
    ...(compiled ? {} : { execArgv: ['--import', 'tsx'] }),
  })
  pool.on('error', (error) => createLog().debug({ err: error }, 'an idle reading thread died'))
  return {
    async read(path) {
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(), budget.seconds * 1000)
      try {
        const result: WorkerResult = await pool.run(path, { signal: late.signal })
        if ('error' in result) throw new FamaiError(result.error.code, result.error.message, result.error.hint)
        return result.contribution
      } catch (error) {
        if (late.signal.aborted) throw fail('FILE_TIMEOUT', { path, seconds: budget.seconds }, error)
        if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
          throw fail('FILE_OUT_OF_MEMORY', { path, megabytes: budget.memory }, error)
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => pool.destroy(),
  }
}
