import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { FamaiError, fail } from '../base/errors.ts'
import { decode } from './read/decode.ts'
import type { ReadLimits } from './read/port.ts'
import { checkSize } from './read/readers.ts'
import { type MetadataRow, metadataRow } from './segment/metadata.ts'

export interface SideFile {
  readonly rows: readonly MetadataRow[]
  /** Eight digits: what was read with another state of the side file is read anew. */
  readonly digest: string
}

/** The rows of a side file. Errors: METADATA_INVALID, FILE_TOO_LARGE. */
export async function readMetadata(path: string, limits: ReadLimits): Promise<SideFile> {
  try {
    await checkSize(path, limits)
    const bytes = await readFile(path)
    const cells: Record<string, string>[] = parse(decode(bytes, path).text, {
      columns: true,
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    if (cells[0] && !('title' in cells[0])) throw invalid(path, 'there is no column `title`')
    const rows = cells.map(metadataRow).filter((row) => row !== undefined)
    return { rows, digest: createHash('sha256').update(bytes).digest('hex').slice(0, 8) }
  } catch (error) {
    if (error instanceof FamaiError && /^(?:METADATA_INVALID|FILE_TOO_LARGE)$/.test(error.code)) throw error
    throw invalid(path, error instanceof Error ? error.message.replace(/\.$/, '') : String(error), error)
  }
}

function invalid(path: string, reason: string, cause?: unknown): FamaiError {
  return fail('METADATA_INVALID', { path, reason }, cause)
}
