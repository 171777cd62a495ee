import type { IsoDate, Level } from '../../graph/model.ts'
import { LEVEL_WORDS } from '../../language/names/levels.ts'
import { foldText } from '../../language/text/shape.ts'

/** What a side file (`--metadata laws.csv`) tells of one law. */
export interface MetadataRow {
  readonly title: string
  readonly level?: Level
  readonly published?: IsoDate
  readonly valid_from?: IsoDate
  readonly expired: boolean
  /** Name of the file without its extension, where the side file gives one. */
  readonly filename?: string
}

/** One line of the side file: column → value. Only `title` is required. */
export function metadataRow(cells: Readonly<Record<string, string>>): MetadataRow | undefined {
  const title = cells.title?.trim()
  if (!title) return undefined
  const level = LEVEL_WORDS[cells.level?.trim() ?? '']
  const published = isoDay(cells.published)
  const validFrom = isoDay(cells.valid_from)
  const filename = cells.filename?.trim()
  return {
    title,
    ...(level ? { level } : {}),
    ...(published ? { published } : {}),
    ...(validFrom ? { valid_from: validFrom } : {}),
    expired: /^(?:1|true|yes|是|已废止|失效)$/i.test(cells.expired?.trim() ?? ''),
    ...(filename ? { filename } : {}),
  }
}

/** `days` are those that the text's own header tells of. */
export type MetadataLookup = (
  title: string,
  fileName: string,
  fileDate: IsoDate | undefined,
  days: readonly IsoDate[],
) => MetadataRow | undefined

/** Finds the row of a file: by file name where rows give one, else by title and date. Never one of several that fit. */
export function metadataLookup(rows: readonly MetadataRow[]): MetadataLookup {
  const byTitle = new Map<string, MetadataRow[]>()
  const byFile = new Map<string, MetadataRow[]>()
  for (const row of rows) {
    push(byTitle, titleKey(row.title), row)
    if (row.filename) push(byFile, foldText(row.filename), row)
  }
  return (title, fileName, fileDate, days) => {
    const stem = fileName.replace(/\.[^.]+$/, '')
    const named = byFile.get(foldText(stem)) ?? []
    if (named.length === 1) return named[0]
    const titled = byTitle.get(titleKey(title)) ?? byTitle.get(titleKey(stem.replace(/[（(][\d-]+[)）]$/, ''))) ?? []
    const dated = fileDate ? titled.filter((r) => r.published === fileDate) : []
    if (dated.length === 1) return dated[0]
    const told = titled.filter((r) => r.published !== undefined && days.includes(r.published))
    const newest = told.sort((a, b) => ((a.published ?? '') < (b.published ?? '') ? 1 : -1))[0]
    if (newest && !fileDate) return newest
    return titled.length === 1 && (!fileDate || titled[0]?.published === undefined) ? titled[0] : undefined
  }
}

function titleKey(title: string): string {
  return foldText(title).replace(/^中华人民共和国/, '')
}

function push(map: Map<string, MetadataRow[]>, key: string, row: MetadataRow): void {
  map.set(key, [...(map.get(key) ?? []), row])
}

function isoDay(text: string | undefined): IsoDate | undefined {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text?.trim() ?? '')
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : undefined
}
