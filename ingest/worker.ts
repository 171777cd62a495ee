import { workerData } from 'node:worker_threads'
import { FamaiError, type PlainError, plainError } from '../base/errors.ts'
import type { Contribution } from '../graph/model.ts'
import { type PipelineOptions, pipeline } from './pipeline.ts'

// Piscina wraps what the pool was given: [its own, ours]
const options = (Array.isArray(workerData) ? workerData[1] : workerData) as PipelineOptions
const read = pipeline(options)

export type WorkerResult = { readonly contribution: Contribution } | { readonly error: PlainError }

/** One file in a thread of its own. Named errors cross the border as plain values, so that their code and hint survive. */
export async function readInThread(path: string): Promise<WorkerResult> {
  try {
    return { contribution: await read(path) }
  } catch (error) {
    if (error instanceof FamaiError) return { error: plainError(error) }
    throw error
  }
}
