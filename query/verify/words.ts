import { lawPath, nameOfEid } from '../../graph/ids.ts'
import type { Provision } from '../../graph/model.ts'
import { foldText } from '../../language/text/shape.ts'
import type { QuoteChange } from '../verify.ts'
import { difference, finder, likenessTo } from './compare.ts'
import type { Judged, JudgedPlace } from './place.ts'
import type { Quotation } from './quote.ts'
import { dayOfEdition, type EditionText, type LawTexts, wordings } from './texts.ts'

/** Words like the provision's to this share are meant to be a quotation of it; less is another text altogether. */
const MEANT = 0.2

/**
 * The judgement with what the comparison adds. Undefined where the marks only set off a term. With `search`, words that the
 * provision hasn't are looked for in the rest of the law.
 */
export async function judgeQuote(
  law: LawTexts,
  place: JudgedPlace,
  quotation: Quotation,
  search = true,
): Promise<Judged | undefined> {
  const { judged, found } = place
  const quote = (same: boolean, diff: readonly QuoteChange[]) => ({
    quote: { start: quotation.start, end: quotation.end, same, diff },
  })
  if (!found) {
    const elsewhere = search && law.shown && quotation.claimed ? await placeOf(law.shown, quotation.text) : undefined
    return elsewhere === undefined
      ? undefined
      : { ...judged, detail: `${judged.detail}；引文见于${nameOfEid(elsewhere)}`, ...quote(true, []) }
  }
  const { text, eid } = found
  if (eid === undefined) return judgeInLaw(judged, text, quotation, search, quote)
  const { words, same } = await compared(text, eid, quotation.text)
  if (same) return { ...judged, ...quote(true, []) }
  if (!quotation.claimed) return undefined
  const diff = difference(quotation.text, words)
  if (judged.verdict !== 'exists')
    return { ...judged, detail: `${judged.detail}；引文与该文本也不同`, ...quote(false, diff) }

  for (const other of law.others) {
    if (!(await compared(other, eid, quotation.text)).same) continue
    const path = lawPath(law.title, eid, dayOfEdition(other))
    const now = await placeOf(text, quotation.text)
    const moved = now === undefined ? '与现行文本不同' : `现为${nameOfEid(now)}`
    const detail = `引文是另一文本（${other.edition.id}）的文字，${moved}`
    return { ...judged, path, verdict: 'not_in_force', detail, ...quote(false, diff) }
  }
  const elsewhere = search ? await placeOf(text, quotation.text) : undefined
  const detail = elsewhere === undefined ? '引文与条文不同' : `引文不在${nameOfEid(eid)}，见于${nameOfEid(elsewhere)}`
  return { ...judged, verdict: 'quote_differs', detail, ...quote(false, diff) }
}

/** 《某条例》规定：“……”, without an article. */
async function judgeInLaw(
  judged: Judged,
  text: EditionText,
  quotation: Quotation,
  search: boolean,
  quote: (same: boolean, diff: readonly QuoteChange[]) => Pick<Judged, 'quote'>,
): Promise<Judged | undefined> {
  const where = await placeOf(text, quotation.text)
  if (where !== undefined)
    return { ...judged, detail: `${judged.detail}；引文见于${nameOfEid(where)}`, ...quote(true, []) }
  if (!quotation.claimed) return undefined
  const near = search ? await likest(text, quotation.text) : undefined
  const detail = near ? `引文与条文不同，最接近的是${nameOfEid(near.eid)}` : '全文没有这样的文字'
  if (judged.verdict !== 'exists') return { ...judged, detail: `${judged.detail}；${detail}` }
  return { ...judged, verdict: 'quote_differs', detail, ...quote(false, difference(quotation.text, near?.text ?? '')) }
}

/** The article that is most like the quoted words, if any is. */
async function likest(text: EditionText, quoted: string): Promise<Provision | undefined> {
  const likeness = likenessTo(quoted)
  let best = { eid: '', score: MEANT }
  for (const [eid, words] of await text.folded()) {
    if (!/^art_[^_]+$/.test(eid)) continue
    const score = likeness(words)
    if (score > best.score) best = { eid, score }
  }
  return text.provision(best.eid)
}

/** The narrowest provision that has the quoted words. */
async function placeOf(text: EditionText, quoted: string): Promise<string | undefined> {
  let found: string | undefined
  const stands = finder(quoted)
  for (const [eid, words] of await text.folded()) {
    if (found !== undefined && !eid.startsWith(`${found}__`)) break
    if (words !== '' && stands(words)) found = eid
  }
  return found
}

/** The first wording, and whether one of them all has the quoted words. */
async function compared(text: EditionText, eid: string, quoted: string): Promise<{ words: string; same: boolean }> {
  const stands = finder(quoted)
  const all = await wordings(text, eid)
  return { words: all[0] ?? '', same: all.some((words) => stands(foldText(words))) }
}
