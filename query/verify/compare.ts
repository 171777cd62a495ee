import { diffChars } from 'diff'
import { NUMERAL } from '../../language/text/numerals.ts'
import { foldText } from '../../language/text/shape.ts'
import type { QuoteChange } from '../verify.ts'

/** …… / ... / 〔略〕: the writer left words out. */
const ELLIPSIS = /…+|\.{3,}|·{3,}|[〔[（(]\s*(?:略|中略|…+)\s*[〕\]）)]/
const EDGES = /^[，。；：、！？,;:!?.]+|[，。；：、！？,;:!?.]+$/g
/** 第三条　 at the head of the quoted words: the text of a provision is kept without its number. */
const LABEL = new RegExp(`^第[${NUMERAL}]{1,12}条(?:之[${NUMERAL}]{1,4})?[\\s:：]*`)

/**
 * Tells whether quoted words, cut at their ellipses, stand in a text (folded) one after the other; white space and width don't
 * count. Made once for a quotation, because it may be looked for in every provision of a code.
 */
export function finder(quoted: string): (folded: string) => boolean {
  const readings = [...new Set([quoted, quoted.replace(LABEL, '')])]
    .map((words) => words.split(ELLIPSIS).map(trimmed))
    .filter((pieces) => pieces.some((piece) => piece !== ''))
  return (folded) =>
    readings.some((pieces) => {
      let at = 0
      return pieces.every((piece) => {
        const found = folded.indexOf(piece, at)
        at = found + piece.length
        return found >= 0
      })
    })
}

/** A quotation that ends before the provision does has a mark of its own at the end. */
function trimmed(piece: string): string {
  return foldText(piece).replace(EDGES, '')
}

/** More edits than this are no slip of the pen; the two texts are then shown side by side. */
const MOST_EDITS = 1_500

/** What was quoted against what stands there, over the sentences of the provision that are most like it. */
export function difference(quoted: string, provision: string): QuoteChange[] {
  const words = quoted.replace(/\s+/g, '').replace(EDGES, '')
  const passage = likest(words, provision)
  const changes = diffChars(foldText(words), foldText(passage), { maxEditLength: MOST_EDITS })
  if (!changes) {
    return [
      { kind: 'only_quoted', text: words },
      { kind: 'only_provision', text: passage },
    ]
  }
  const shown: QuoteChange[] = []
  let [inWords, inPassage] = [0, 0]
  for (const { added, removed, value } of changes) {
    // folding is character by character, so the texts as written have the same offsets
    const text = added
      ? passage.slice(inPassage, inPassage + value.length)
      : words.slice(inWords, inWords + value.length)
    if (!added) inWords += value.length
    if (!removed) inPassage += value.length
    shown.push({ kind: added ? 'only_provision' : removed ? 'only_quoted' : 'same', text })
  }
  return withoutFrame(shown)
}

/** A quotation is a part of its provision: what the provision has before and after it is no difference. */
function withoutFrame(changes: readonly QuoteChange[]): QuoteChange[] {
  const inner = [...changes]
  if (inner.length > 1 && inner[0]?.kind === 'only_provision') inner.shift()
  if (inner.at(-1)?.kind === 'only_provision' && inner.at(-2)?.kind === 'same') inner.pop()
  return inner
}

/** Share of a sentence's pairs of characters that the quotation has too, from which it counts as quoted. */
const ALIKE = 0.3

/** The sentences of `provision` from the first to the last that resembles the quotation, without white space; all, if none does. */
export function likest(quoted: string, provision: string): string {
  const pairs = pairsOf(foldText(quoted))
  const sentences = provision.split(/(?<=[。；;\n])/).map((s) => s.replace(/\s+/g, ''))
  const alike = sentences.map((s) => shareOf(pairsOf(foldText(s)), pairs) >= ALIKE)
  const [first, last] = [alike.indexOf(true), alike.lastIndexOf(true)]
  return (first < 0 ? sentences : sentences.slice(first, last + 1)).join('')
}

/** Places of a quotation that are tried in every article of a law. */
const SAMPLES = 30

/** How much of the quotation a text (folded) holds, 0 to 1, by triples of characters from all over it. */
export function likenessTo(quoted: string): (folded: string) => number {
  const words = foldText(quoted)
  const step = Math.max(1, Math.ceil(words.length / SAMPLES))
  const triples: string[] = []
  for (let i = 0; i + 3 <= words.length; i += step) triples.push(words.slice(i, i + 3))
  return (folded) => triples.filter((t) => folded.includes(t)).length / Math.max(1, triples.length)
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2))
  return pairs
}

function shareOf(pairs: ReadonlySet<string>, among: ReadonlySet<string>): number {
  let n = 0
  for (const pair of pairs) if (among.has(pair)) n++
  return pairs.size === 0 ? 0 : n / pairs.size
}
