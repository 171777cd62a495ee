import type { Lang, Say } from './words.ts'

/** What every page is given besides its result. */
export interface Frame {
  readonly lang: Lang
  readonly say: Say
  /** Path and query of the page, as asked for: the language switch and the pager keep them. */
  readonly url: string
  /** Where the style sheet is served, with the hash of its content. */
  readonly style: string
  /** The same for the script that offers laws while one types. */
  readonly script: string
}
