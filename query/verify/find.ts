import type { Store } from '../../graph/store.ts'
import { buildNameIndex, type FoundCitation, findInDocument } from '../../language/cite/index.ts'
import { envelope, type Positioned, slice } from '../../language/text/positioned.ts'
import { type Quotation, quotationAfter, quotationBefore } from './quote.ts'
import { paragraphsOf } from './units.ts'

/** A citation with its place in the whole text. */
export interface CitationInText extends FoundCitation {
  /** Offsets into the text, of what stands between them in it. */
  readonly from: number
  readonly to: number
}

/** Every citation of the text, in its order, found with the names of the laws that are here. */
export async function citationsOf(store: Store, text: string): Promise<CitationInText[]> {
  const laws = await store.knownLaws()
  const names = buildNameIndex(laws.flatMap((l) => [l.title, ...l.aliases]))
  const paragraphs = paragraphsOf(text)
  return findInDocument(
    paragraphs.map((p) => ({ text: p.text })),
    { names },
  )
    .map((found) => {
      const { start, end } = envelope(slice(paragraphs[found.unit] as Positioned, found.start, found.end))
      return { ...found, from: start, to: end }
    })
    .filter((c) => !ofAnotherPaper(text, c))
}

/** 《房屋租赁合同》第八条: an article of the contract, not of a law. */
function ofAnotherPaper(text: string, { law, from }: CitationInText): boolean {
  return law.kind === 'unknown' && /[》〉]\s*$/.test(text.slice(Math.max(0, from - 4), from))
}

export interface QuotedCitation {
  readonly citation: CitationInText
  readonly quotation?: Quotation
}

/** Gives each citation the words that are quoted from it. What is cited within those words is the law's own affair, and left out. */
export function withQuotations(text: string, citations: readonly CitationInText[]): QuotedCitation[] {
  const quotations = new Map<CitationInText, Quotation>()
  let covered = 0
  for (const citation of citations) {
    if (citation.from < covered) continue
    const after = quotationAfter(text, citation.to)
    if (!after) continue
    quotations.set(citation, after)
    covered = after.end
  }
  const taken = [...quotations.values()]
  for (const citation of citations) {
    if (quotations.has(citation)) continue
    const before = quotationBefore(text, citation.from)
    if (!before || taken.some((q) => q.start < before.end && before.start < q.end)) continue
    quotations.set(citation, before)
    taken.push(before)
  }
  const within = (c: CitationInText) =>
    [...quotations].some(([of, q]) => of !== c && q.start <= c.from && c.to <= q.end)
  return citations
    .filter((c) => !within(c))
    .map((citation) => {
      const quotation = quotations.get(citation)
      return { citation, ...(quotation ? { quotation } : {}) }
    })
}
