import type { Store } from '../../graph/store.ts'
import { buildNameIndex, type FoundCitation, findInDocument, type NameIndex } from '../../language/cite/index.ts'
import { envelope, type Positioned, slice } from '../../language/text/positioned.ts'
import { type Marks, pairMarks, type Quotation, quotationAfter, quotationBefore } from './quote.ts'
import { paragraphsOf } from './units.ts'

/** A citation with its place in the whole text. */
export interface CitationInText extends FoundCitation {
  /** Offsets into the text, of what stands between them in it. */
  readonly from: number
  readonly to: number
}

/** A citation, and the words that are quoted from it. */
export interface QuotedCitation {
  readonly citation: CitationInText
  readonly quotation?: Quotation
}

/**
 * Every citation of the text, in its order, with the words that are quoted from it. What stands within those words is the law's
 * own affair: its citations are left out, and 同条 after them goes back to the citation before them. Quotations are looked for at
 * the first `most` citations.
 */
export async function findQuoted(store: Store, text: string, most: number): Promise<QuotedCitation[]> {
  const laws = await store.knownLaws()
  const names = buildNameIndex(laws.flatMap((l) => [l.title, ...l.aliases]))
  const marks = pairMarks(text)
  const all = citationsIn(text, names)
  const first = quotationsOf(text, all.slice(0, most), marks)
  if (first.size === 0) return all.map((citation) => ({ citation }))
  const outside = citationsIn(withoutWords(text, [...first.values()]), names)
  const quotations = quotationsOf(text, outside.slice(0, most), marks)
  return outside.map((found) => {
    const quotation = quotations.get(found)
    const citation = { ...found, text: text.slice(found.from, found.to) }
    return { citation, ...(quotation ? { quotation } : {}) }
  })
}

/** The same text with other characters for the quoted words, all marks and breaks kept. */
function withoutWords(text: string, quotations: readonly Quotation[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of [...quotations].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + text.slice(start, end).replace(/[^\s，。；：！？]/g, '□')
    at = end
  }
  return out + text.slice(at)
}

/** Found with the names of the laws that are here. */
function citationsIn(text: string, names: NameIndex): CitationInText[] {
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

/** Words that follow a citation belong to it before words that precede one do. No two quotations overlap. */
function quotationsOf(
  text: string,
  citations: readonly CitationInText[],
  marks: Marks,
): Map<CitationInText, Quotation> {
  const quotations = new Map<CitationInText, Quotation>()
  let covered = 0
  for (const citation of citations) {
    const after = citation.from < covered ? undefined : quotationAfter(text, citation.to, marks)
    if (!after) continue
    quotations.set(citation, after)
    covered = after.end
  }
  const taken = [...quotations.values()]
  for (const citation of citations) {
    if (quotations.has(citation)) continue
    const before = quotationBefore(text, citation.from, marks)
    if (!before || taken.some((q) => q.start < before.end && before.start < q.end)) continue
    quotations.set(citation, before)
    taken.push(before)
  }
  return quotations
}
