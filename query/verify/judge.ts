import { lawPath, nameOfEid } from '../../graph/ids.ts'
import { type IsoDate, LINK_REASONS } from '../../graph/model.ts'
import { namesOf } from '../../graph/scope.ts'
import type { Store } from '../../graph/store.ts'
import type { CitedLaw } from '../../language/cite/index.ts'
import { nearTitles } from '../near.ts'
import type { VerifyItem } from '../verify.ts'
import type { CitationInText } from './find.ts'
import { type Judged, type JudgedPlace, judgePlace } from './place.ts'
import type { Quotation } from './quote.ts'
import { type LawTexts, lawReader } from './texts.ts'
import { judgeQuote } from './words.ts'

/** Names that are not here for which similar titles are looked up; a text with more of them is not helped by that. */
const MOST_NEAR = 10

/** Quotations that are looked for in the whole law where they don't stand in the provision; the others are only compared with it. */
const MOST_SEARCHES = 200

/** One citation → an item for each of its targets. */
export async function judgeOf(
  store: Store,
  at: IsoDate,
): Promise<(citation: CitationInText, quotation?: Quotation) => Promise<VerifyItem[]>> {
  const names = namesOf(await store.knownLaws())
  const readTexts = lawReader(store, at)
  const near = new Map<string, string[]>()
  const quotes = new Map<string, Promise<Judged | undefined>>()

  return async (citation, quotation) => {
    const place = { start: citation.from, end: citation.to, text: citation.text }
    const judged = await judge(citation, quotation)
    return judged.map((one): VerifyItem => ({ ...place, ...one }))
  }

  async function judge(citation: CitationInText, quotation: Quotation | undefined): Promise<readonly Judged[]> {
    const targets: readonly (string | undefined)[] = citation.targets.length > 0 ? citation.targets : [undefined]
    const each = (judged: Judged) => targets.map((eid) => withPlace(judged, eid))
    const { law, problem, draft } = citation
    const name = nameOf(law)
    if (name === undefined) return each({ verdict: 'ambiguous', detail: UNNAMED[law.kind] ?? '没有写明是哪部法规' })
    const outcome = names(name)
    if (outcome.status === 'ambiguous') {
      const detail = `库中有${outcome.candidates.length}部法规叫这个名字`
      return each({ law: name, verdict: 'ambiguous', candidates: outcome.candidates, detail })
    }
    if (outcome.status === 'unresolved' && outcome.reason === 'generic_name') {
      return each({ law: name, verdict: 'ambiguous', detail: LINK_REASONS.generic_name })
    }
    const title = outcome.status === 'resolved' ? outcome.title : (outcome.title ?? name)
    if (outcome.status === 'unresolved' || !outcome.known)
      return each(await notHere(title, outcome.status === 'unresolved'))
    if (problem !== undefined) return each({ law: title, verdict: 'ambiguous', detail: LINK_REASONS[problem] })
    if (draft)
      return each({
        law: title,
        verdict: 'not_in_corpus',
        detail: `${LINK_REASONS.draft_numbering}，库中没有草案的文本`,
      })
    const texts = await readTexts(title)
    const mention = citation.relation === 'repeals'
    const places: JudgedPlace[] = []
    for (const eid of targets) places.push(await judgePlace(texts, eid, at, mention))
    return Promise.all((await quoted(texts, places, quotation)).map(withText))
  }

  /** The quoted words belong to one of the targets of a list: the one that has them, else the last. */
  async function quoted(law: LawTexts, places: readonly JudgedPlace[], quotation: Quotation | undefined) {
    const plain = places.map((p) => ({ ...p }))
    if (!quotation) return plain
    const compared: (Judged | undefined)[] = []
    for (const place of places) {
      const judged = await compare(law, place, quotation)
      compared.push(judged)
      if (judged?.quote?.same) break
    }
    const right = compared.findIndex((judged) => judged?.quote?.same)
    const chosen = right >= 0 ? right : places.length - 1
    return plain.map((place, i) => ({ ...place, judged: (i === chosen && compared[i]) || place.judged }))
  }

  /** A text that repeats a quotation has it compared once. */
  async function compare(law: LawTexts, place: JudgedPlace, quotation: Quotation): Promise<Judged | undefined> {
    const key = [law.title, place.judged.eid ?? '', quotation.claimed, quotation.text].join('\u001f')
    const known = quotes.get(key) ?? judgeQuote(law, place, quotation, quotes.size < MOST_SEARCHES)
    quotes.set(key, known)
    const judged = await known
    const { start, end } = quotation
    return judged?.quote ? { ...judged, quote: { ...judged.quote, start, end } } : judged
  }

  /** Similar titles help with a name that nobody knows, not with a well-known law. */
  async function notHere(title: string, unheardOf: boolean): Promise<Judged> {
    const look = unheardOf && !near.has(title) && near.size < MOST_NEAR
    if (look) near.set(title, await nearTitles(store, title, 3))
    const similar = near.get(title) ?? []
    const detail = `库中没有《${title}》，无从核对${similar.length > 0 ? `；题目相近的有${similar.map((t) => `《${t}》`).join('')}` : ''}`
    return { law: title, path: lawPath(title), verdict: 'not_in_corpus', detail }
  }
}

function nameOf(law: CitedLaw): string | undefined {
  switch (law.kind) {
    case 'named':
    case 'anaphor':
      return law.title ?? law.name
    case 'subject':
      return law.name
    default:
      return undefined
  }
}

const UNNAMED: Partial<Record<CitedLaw['kind'], string>> = {
  self: '“本法”“本条例”“前款”等所指的法规，文中没有写明',
  anaphor: LINK_REASONS.no_antecedent,
  unknown: '没有写明是哪部法规的条文',
}

function withPlace(judged: Judged, eid: string | undefined): Judged {
  return eid === undefined ? judged : { ...judged, eid, name: nameOfEid(eid) }
}

async function withText({ judged, found }: JudgedPlace): Promise<Judged> {
  const text = found?.eid === undefined ? undefined : (await found.text.provision(found.eid))?.text
  return text === undefined || text === '' ? judged : { ...judged, provisionText: text }
}
