import type { Contribution, IsoDate } from '../graph/model.ts'
import { findCitations } from './cite/find.ts'
import type { ReadLimits } from './read/port.ts'
import { readFile } from './read/readers.ts'
import { segment } from './segment/index.ts'
import { type MetadataRow, metadataLookup } from './segment/metadata.ts'

/** Raise it when the same file would now give other records: stored files are then read anew. */
export const PIPELINE_VERSION = 4

export interface PipelineOptions {
  readonly limits: ReadLimits
  readonly metadata?: readonly MetadataRow[]
  readonly today: IsoDate
  /** What the records were made with, kept with the source: version of the pipeline and digest of the side file. */
  readonly recipe: string
}

/** A file's path → all that it adds to the graph. The stages and their order stand here and nowhere else. */
export function pipeline(options: PipelineOptions): (path: string) => Promise<Contribution> {
  const metadata = options.metadata && metadataLookup(options.metadata)
  return async (path) => {
    const { id, mediaType, extract } = await readFile(path, options.limits)
    const source = {
      id,
      path,
      media_type: mediaType,
      ...(extract.title ? { title: extract.title } : {}),
      recipe: options.recipe,
    }
    const { contribution, texts } = segment(source, extract, {
      today: options.today,
      ...(metadata ? { metadata } : {}),
    })
    return { ...contribution, citations: texts.flatMap(findCitations) }
  }
}
