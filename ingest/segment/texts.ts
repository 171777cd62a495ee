import type { Positioned } from '../../language/text/positioned.ts'

/** The running text of one document, in the pieces that later stages read. */
export interface DocumentText {
  /** Id of the document. */
  readonly document: string
  readonly title: string
  /** Where the document is the text of a law. */
  readonly law?: string
  readonly edition?: string
  readonly units: readonly TextUnit[]
}

/** The own words of a provision, or a paragraph of a document that is no law. */
export interface TextUnit {
  readonly eid?: string
  /** eIds of the 编, 章 and 节 around it, widest first. */
  readonly containers?: readonly string[]
  readonly content: Positioned
}
