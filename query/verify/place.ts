import { lawPath, nameOfEid, parseEid } from '../../graph/ids.ts'
import type { IsoDate } from '../../graph/model.ts'
import { resolveTarget } from '../../language/cite/index.ts'
import { extentOf } from '../missing.ts'
import type { VerifyItem } from '../verify.ts'
import { dayOfEdition, type EditionText, type LawTexts } from './texts.ts'

/** What is said of a place, without the place in the text. */
export type Judged = Pick<VerifyItem, 'verdict' | 'detail'> & Partial<Omit<VerifyItem, 'start' | 'end' | 'text'>>

/** A judgement with the text it was made on, to compare quoted words with. */
export interface JudgedPlace {
  readonly judged: Judged
  /** The edition that has the place. */
  readonly found?: { readonly text: EditionText; readonly eid?: string }
}

/** Is there such a law, and such a provision in it, on the day? `mention` is a law named in order to repeal it. */
export async function judgePlace(
  law: LawTexts,
  eid: string | undefined,
  at: IsoDate,
  mention = false,
): Promise<JudgedPlace> {
  const { title, shown } = law
  if (!shown || (eid !== undefined && !hasArticles(shown))) return lacking(title, eid, '库中没有这部法规的条文文本')
  if (shown.edition.status === 'not_yet' && existedBefore(shown, at)) {
    return lacking(title, eid, `库中没有《${title}》在${at}的文本，最早的是${day(shown)}起施行的文本`)
  }
  if (eid === undefined) {
    const path = lawPath(title)
    const judged: Judged = {
      law: title,
      path,
      ...(mention ? { verdict: 'exists', detail: '库中有这部法规' } : force(law, shown)),
    }
    return { judged, found: { text: shown } }
  }
  const outcome = resolveTarget(eid, shown.shape)
  if (outcome.status === 'resolved') {
    const judged: Judged = { ...named(title, outcome.eid), path: lawPath(title, outcome.eid), ...force(law, shown) }
    return { judged, found: { text: shown, eid: outcome.eid } }
  }
  if (outcome.status === 'ambiguous') {
    const detail = `${nameOfEid(eid)}没有写明款，有${outcome.candidates.length}处符合：${outcome.candidates.map(nameOfEid).join('、')}`
    return { judged: { ...named(title, eid), verdict: 'ambiguous', candidates: outcome.candidates, detail } }
  }
  return (await inOtherEdition(law, shown, eid)) ?? missing(title, shown, eid, outcome.reason)
}

function force({ title }: LawTexts, { edition }: EditionText): Pick<Judged, 'verdict' | 'detail'> {
  switch (edition.status) {
    case 'repealed':
      return { verdict: 'not_in_force', detail: `《${title}》已${edition.repealed ? `于${edition.repealed}` : ''}废止` }
    case 'not_yet':
      return {
        verdict: 'not_in_force',
        detail: `《${title}》尚未施行${edition.effective ? `，自${edition.effective}起施行` : ''}`,
      }
    case 'unknown':
      return { verdict: 'exists', detail: '库中有此条文，施行日期不详' }
    default:
      return { verdict: 'exists', detail: '库中有此条文，现行有效' }
  }
}

/** The place stands only in an earlier or a later edition: the law was amended, its articles counted anew. */
async function inOtherEdition(law: LawTexts, shown: EditionText, eid: string): Promise<JudgedPlace | undefined> {
  for (const text of law.others) {
    const outcome = resolveTarget(eid, text.shape)
    if (outcome.status !== 'resolved') continue
    const now = await sameWords(text, outcome.eid, shown)
    const when = dayOfEdition(text)
    const later = (when ?? '') > (dayOfEdition(shown) ?? '')
    const moved = now === undefined ? '' : `，原文现为${nameOfEid(now)}`
    const detail = `${nameOfEid(eid)}只见于${later ? '以后' : '以前'}的文本（${text.edition.id}）${moved}`
    const judged: Judged = {
      ...named(law.title, outcome.eid),
      path: lawPath(law.title, outcome.eid, when),
      verdict: 'not_in_force',
      detail,
    }
    return { judged, found: { text, eid: outcome.eid } }
  }
  return undefined
}

/** The eId under which another edition has the same words. */
async function sameWords(from: EditionText, eid: string, to: EditionText): Promise<string | undefined> {
  const words = (await from.folded()).get(eid)
  const kind = (await from.provision(eid))?.kind
  if (words === undefined || words === '') return undefined
  for (const [other, text] of await to.folded()) {
    if (text === words && (await to.provision(other))?.kind === kind) return other
  }
  return undefined
}

function missing(title: string, shown: EditionText, eid: string, reason: string): JudgedPlace {
  const steps = parseEid(eid) ?? []
  const article = steps.find((s) => s.kind === 'article')
  const extent = extentOf(shown.eids)
  const name = nameOfEid(eid)
  if (reason === 'no_such_article' && article && inGap(shown, article.number, article.sub)) {
    // a number left out in the middle is as likely a fault of our text as one of the citation
    return lacking(title, eid, `库中的文本（${shown.edition.id}）缺${name}`)
  }
  const where = steps.length > 1 && article ? `，有${nameOfEid(eid.split('__')[0] ?? eid)}` : ''
  const detail =
    reason === 'no_such_article' && extent
      ? `《${title}》没有${name}，条文从${extent.first}到${extent.last}`
      : `《${title}》没有${name}${where}${paragraphs(shown, eid)}`
  return { judged: { ...named(title, eid), path: lawPath(title), verdict: 'no_such_provision', detail } }
}

/** ，该条共2款 */
function paragraphs(shown: EditionText, eid: string): string {
  const article = eid.split('__')[0] ?? ''
  const count = eid.includes('__para_') && article.startsWith('art_') ? Math.max(1, shown.shape.paragraphs(article)) : 0
  return count > 0 ? `，该条共${count}款` : ''
}

function inGap({ eids, shape }: EditionText, number: number, sub: number | undefined): boolean {
  if (sub !== undefined || shape.has(`art_${number}`)) return false
  const numbers = eids.flatMap((eid) => {
    const plain = /^art_(\d+)$/.exec(eid)?.[1]
    return plain === undefined ? [] : [Number(plain)]
  })
  return numbers.some((n) => n < number) && numbers.some((n) => n > number)
}

function hasArticles({ eids }: EditionText): boolean {
  return eids.length > 0
}

/** The edition we have began after the day, but the law is older: it had a text then that is not here. */
function existedBefore({ edition }: EditionText, at: IsoDate): boolean {
  const first = [edition.adopted, edition.promulgated, ...(edition.history ?? []).map((h) => h.date)]
  return edition.amended !== undefined && first.some((d) => d !== undefined && d <= at)
}

function lacking(title: string, eid: string | undefined, detail: string): JudgedPlace {
  return { judged: { ...named(title, eid), path: lawPath(title), verdict: 'not_in_corpus', detail } }
}

function named(law: string, eid: string | undefined): Pick<VerifyItem, 'law' | 'eid' | 'name'> {
  return eid === undefined ? { law } : { law, eid, name: nameOfEid(eid) }
}

const day = (text: EditionText) => dayOfEdition(text) ?? '日期不详'
