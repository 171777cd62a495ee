import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { FamaiError, fail } from '../base/errors.ts'
import { decode } from './read/decode.ts'
import { type MetadataRow, metadataRow } from './segment/metadata.ts'

/** The rows of a side file. Error: METADATA_INVALID. */
export async function readMetadata(path: string): Promise<MetadataRow[]> {
  try {
    const { text } = decode(await readFile(path), path)
    const cells: Record<string, string>[] = parse(text, {
      columns: true,
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    if (cells[0] && !('title' in cells[0]))
      throw fail('METADATA_INVALID', { path, reason: 'there is no column `title`' })
    return cells.map(metadataRow).filter((row) => row !== undefined)
  } catch (error) {
    if (error instanceof FamaiError) throw error
    throw fail('METADATA_INVALID', { path, reason: error instanceof Error ? error.message : String(error) }, error)
  }
}
