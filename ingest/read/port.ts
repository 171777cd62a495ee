import type { AnomalyKind } from '../../graph/model.ts'
import type { SourceRange } from '../../language/text/positioned.ts'

/**
 * A reader turns the bytes of one format into text and lines. Readers know formats, not law: what is furniture, contents
 * or a broken paragraph is decided afterwards by `clean.ts`, the same way for all of them.
 * Readers: `text.ts`, `markdown.ts`, `html.ts`, `docx.ts`, `pdf.ts`. Contract: `test/contract/reader.ts`.
 */
export interface Reader {
  readonly mediaType: string
  /** With the dot, lower case: `.txt`. */
  readonly extensions: readonly string[]
  /** Errors are `FamaiError`s of the FILE_…, PDF_… and ARCHIVE_… codes, and name `path`. */
  read(bytes: Uint8Array, path: string, limits: ReadLimits): Promise<Extract>
}

export interface ReadLimits {
  /** Of the file, and of what it unpacks to. */
  readonly maxBytes: number
}

/** What a reader gives. */
export interface Extract {
  /**
   * The source text: what offsets count in and what the source page shows. For txt and md the decoded file itself; for html,
   * docx and pdf the text in reading order, a line for each paragraph (html, docx) or printed line (pdf), pages ended by \f.
   * Without BOM and NUL; line ends are \n.
   */
  readonly text: string
  /** In order, not overlapping, without their line ends. Empty lines are left out. */
  readonly lines: readonly Line[]
  /** From the file's own metadata or front matter, where it has a title. */
  readonly title?: string
  /** Front matter of Markdown: key → value. */
  readonly meta?: Readonly<Record<string, string>>
  readonly notices: readonly Notice[]
}

/** A line or paragraph, with what the format tells of it. */
export interface Line extends SourceRange {
  /** Ranges within the line that are marks of the format and not text (`**`, `##`, `> `, `\` of an escape). */
  readonly marks?: readonly SourceRange[]
  /** 1 to 6, where the format says that this is a heading. */
  readonly heading?: number
  /** The format ended a paragraph before this line: blank line, new <p>, Word paragraph. */
  readonly breakBefore?: boolean
  /** From 1, where the format has pages. */
  readonly page?: number
  /** Width of the white space before the first character, in characters of full width; for pdf relative to the page's text column. */
  readonly indent?: number
  readonly centred?: boolean
  readonly bold?: boolean
  /** A row of a table; cells are separated by \t in the text. */
  readonly table?: boolean
}

/** Something a reader could not read; becomes an anomaly. */
export interface Notice extends SourceRange {
  readonly kind: AnomalyKind
  readonly detail?: string
}
