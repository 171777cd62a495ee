import { FamaiError, fail, type PlainError, plainError } from '../base/errors.ts'
import { createLog } from '../base/log.ts'
import type { Contribution } from '../graph/model.ts'
import type { Applied } from '../graph/store.ts'

export interface FailedFile extends PlainError {
  readonly path: string
}

/** A file with the bytes of another one, which alone is kept. */
export interface Duplicate {
  readonly path: string
  readonly of: string
}

/** What a run did. The counts of records are those of the files that it read. */
export interface IngestSummary {
  readonly files: number
  readonly added: number
  readonly replaced: number
  /** Already stored as they are. */
  readonly unchanged: number
  /** By path. */
  readonly duplicates: readonly Duplicate[]
  readonly removed: number
  readonly documents: number
  readonly laws: number
  readonly provisions: number
  readonly articles: number
  readonly citations: number
  readonly anomalies: number
  /** By path. */
  readonly failed: readonly FailedFile[]
  /** Rows of the side file. Undefined without one. */
  readonly metadataRows?: number
  readonly interrupted: boolean
  readonly seconds: number
}

export type Counts = { -readonly [K in keyof IngestSummary as IngestSummary[K] extends number ? K : never]: number }

/** All at nothing. */
export function noCounts(): Omit<Counts, 'seconds'> {
  return {
    files: 0,
    added: 0,
    replaced: 0,
    unchanged: 0,
    removed: 0,
    documents: 0,
    laws: 0,
    provisions: 0,
    articles: 0,
    citations: 0,
    anomalies: 0,
  }
}

/** Adds a contribution that was kept. */
export function tally(counts: ReturnType<typeof noCounts>, c: Contribution, { outcome }: Applied): void {
  counts[outcome]++
  counts.documents += c.documents.length
  counts.laws += c.laws.length
  counts.provisions += c.provisions.length
  counts.articles += c.provisions.filter((p) => p.kind === 'article').length
  counts.citations += c.citations.length
  counts.anomalies += c.anomalies.length
}

/** What is told of a file that failed. An error that nobody foresaw gets a name too; its stack goes to the log alone. */
export function failure(path: string, error: unknown): FailedFile {
  if (error instanceof FamaiError) return { path, ...plainError(error) }
  createLog().debug({ err: error, path }, 'unforeseen')
  const reason = error instanceof Error ? error.message : String(error)
  return { path, ...plainError(fail('UNFORESEEN', { what: path, reason }, error)) }
}
