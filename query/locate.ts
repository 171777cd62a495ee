import { type EidStep, formatEid, lawPath, type ProvisionKind, parseEid } from '../graph/ids.ts'
import type { ProvisionDetail, Store } from '../graph/store.ts'
import { NUMERAL, parseNumeral } from '../language/text/numerals.ts'
import { dayOf } from './day.ts'
import { nameOfEid } from './name.ts'
import { NEAR_LIMIT, NotFound, nearTitles, noSuchLaw } from './near.ts'
import { cleanQuery } from './search.ts'

/** A place in the corpus. Without `eid`: the law as a whole. */
export interface Place {
  readonly law: string
  readonly eid?: string
  /** As it is cited: 第三十六条第二款. */
  readonly name?: string
  /** Its permalink. */
  readonly path: string
}

/**
 * Where a citation that a person typed points to. Accepts one candidate or none: else NOT_FOUND, with near titles.
 *
 *   营口市人民代表大会议事规则 第三十六条第二款     → art_36__para_2
 *   《某条例》第3条第（二）项                        → art_3__para_1__item_2, where only that 款 has a second item
 *   刑法234条之一                                    → art_234-1 of 中华人民共和国刑法
 *   /law/某条例/art_3?at=2024-01-01                  → the same, checked
 */
export async function locate(store: Store, text: string, options: { at?: string | undefined } = {}): Promise<Place> {
  const at = dayOf(options.at)
  const { name, steps } = readReference(cleanQuery(text))
  const law = await lawNamed(store, name)
  if (steps.length === 0) return { law, path: lawPath(law) }
  const eid = await existing(store, law, steps, at)
  if (eid === undefined) throw new NotFound(`《${law}》${nameOfEid(formatEid(steps))}`, [law])
  return { law, eid, name: nameOfEid(eid), path: lawPath(law, eid, options.at || undefined) }
}

const N = `\\s*([${NUMERAL}]+)\\s*`
const BRACKETED = `\\s*[（(]?${N}[）)]?\\s*`
/** 第二编第一章第二节 or 第三条之一第二款第（三）项第1目, at the end of the text. The first 第 may be missing before Arabic figures. */
const TAIL = new RegExp(
  `\\s*(?:第${N}编)?\\s*(?:第${N}章)?\\s*(?:第${N}节)?\\s*` +
    `(?:(?:第${N}|\\s*([0-9０-９]+)\\s*)条(?:之${N})?)?\\s*(?:第${N}款)?\\s*(?:第${BRACKETED}项)?\\s*(?:第${BRACKETED}目)?\\s*$`,
)

/** Splits what was typed into the name of a law and the steps to a provision. */
export function readReference(text: string): { name: string; steps: EidStep[] } {
  const link = /(?:^|\/)law\/([^/?#\s]+)(?:\/([a-z0-9_~-]+))?/.exec(text)
  if (link?.[1]) return { name: decoded(link[1]), steps: (link[2] && parseEid(link[2])) || [] }
  const typed = /^(.*\S)\s+([a-z]+_[a-z0-9_~-]+)$/.exec(text)
  const typedSteps = typed?.[2] ? parseEid(typed[2]) : undefined
  if (typed?.[1] && typedSteps) return { name: unquoted(typed[1]), steps: typedSteps }

  const tail = TAIL.exec(text)
  const [, part, chapter, section, article, figures, sub, paragraph, item, subitem] = tail ?? []
  const steps: EidStep[] = []
  const add = (kind: ProvisionKind, numeral: string | undefined, subNumeral?: string) => {
    const number = numeral === undefined ? undefined : parseNumeral(numeral)
    const subNumber = subNumeral === undefined ? undefined : parseNumeral(subNumeral)
    if (number !== undefined) steps.push({ kind, number, ...(subNumber === undefined ? {} : { sub: subNumber }) })
  }
  const number = article ?? figures
  // An article's number runs through the whole law: what division it stands in is not part of its id.
  if (number === undefined) {
    add('part', part)
    add('chapter', chapter)
    add('section', section)
  }
  add('article', number, sub)
  add('paragraph', paragraph)
  add('item', item)
  add('subitem', subitem)
  return { name: unquoted(tail ? text.slice(0, tail.index) : text), steps }
}

function unquoted(name: string): string {
  return name
    .trim()
    .replace(/^《(.*)》$/, '$1')
    .trim()
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The canonical title: by title or alias, with 中华人民共和国 before it, else the one title that contains the name. */
async function lawNamed(store: Store, name: string): Promise<string> {
  if (name === '') throw new NotFound('law without a name')
  for (const title of [name, `中华人民共和国${name}`]) {
    const found = await store.law(title)
    if (found) return found.law.title
  }
  const containing = name.length < 2 ? [] : (await nearTitles(store, name, NEAR_LIMIT)).filter((t) => t.includes(name))
  if (containing.length === 1 && containing[0]) return containing[0]
  throw await noSuchLaw(store, name)
}

/** The eId as written, or with the one 款 that the writer left out. */
async function existing(store: Store, law: string, steps: EidStep[], at: string): Promise<string | undefined> {
  const written = formatEid(steps)
  if (await store.provision(law, written, at)) return written
  const [article, item, ...rest] = steps
  if (article?.kind !== 'article' || item?.kind !== 'item') return undefined
  const whole = await store.provision(law, formatEid([article]), at)
  const candidates: string[] = []
  for (const number of paragraphNumbers(whole)) {
    const eid = formatEid([article, { kind: 'paragraph', number }, item, ...rest])
    if (await store.provision(law, eid, at)) candidates.push(eid)
  }
  return candidates.length === 1 ? candidates[0] : undefined
}

function paragraphNumbers(article: ProvisionDetail | undefined): number[] {
  return (article?.children ?? []).flatMap((child) => {
    const last = parseEid(child.eid)?.at(-1)
    return last?.kind === 'paragraph' ? [last.number] : []
  })
}
