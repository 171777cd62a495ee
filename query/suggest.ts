import { today } from '../base/clock.ts'
import { type EidStep, formatEid, lawPath } from '../graph/ids.ts'
import type { Level, Status } from '../graph/model.ts'
import { compare } from '../graph/status.ts'
import type { KnownLaw, Store } from '../graph/store.ts'
import { STATE } from '../language/names/index.ts'
import { onDay } from './law.ts'
import { locate, type Place, readReference } from './locate.ts'
import { NotFound } from './near.ts'
import { MOST, pageOf } from './page.ts'
import { simplified } from './search/script.ts'
import { cleanQuery } from './search.ts'

const USUAL = 8

/** Nobody types a longer title; what is longer is a question. */
const LONGEST = 100

/** Laws of which the article with a typed number is offered. */
const HOLDERS = 3

/** Characters of an article that are shown. */
const BEGINNING = 40

/** A law, or (with `eid`) a provision of one. */
export interface Suggestion extends Place {
  /** The name that was typed, or begun, where it is not the title. */
  readonly alias?: string
  readonly level?: Level
  /** Of the edition that is read today. */
  readonly status?: Status
  /** How the text of the provision begins. */
  readonly begins?: string
}

export interface SuggestOptions {
  /** Default 8. */
  readonly limit?: number | undefined
  /** The laws of the store, where the caller keeps them for a while. */
  readonly laws?: () => Promise<readonly KnownLaw[]>
}

/**
 * What a person who has typed so far may want to open: laws that are named so, else those whose name begins so, then those that
 * contain it, else those with a name like it; before them the article, where the text reads as the citation of one.
 *
 *   劳动合          → 中华人民共和国劳动合同法, …实施条例, 上海市劳动合同条例
 *   刑法 二百       → 中华人民共和国刑法 第二百条, then the laws named so
 *   劳动合同 38     → the thirty-eighth article of the first of these laws that have one
 */
export async function suggest(store: Store, typed: string, options: SuggestOptions = {}): Promise<Suggestion[]> {
  const { laws: known = () => store.knownLaws() } = options
  const most = pageOf({ limit: options.limit ?? USUAL }, MOST.hits).limit
  const text = simplified(cleanQuery(typed)).replace(/第$/u, '')
  if (text === '' || text.length > LONGEST) return []
  const laws = await known()
  const title = titleIn(text)
  const titled = named(laws, title)
  const { name, steps } = readSoFar(text)
  const citing = steps.length === 0 ? [] : named(laws, name)
  const exact = citing.filter((m) => m.rank === RANKS.same)
  const holders = exact.length > 0 || titled.length > 0 ? exact : citing
  const articles = await Promise.all(holders.slice(0, HOLDERS).map((m) => articleOf(store, m.title, steps)))
  const found = titled.length > 0 ? titled : citing
  const shown = found.length > 0 ? found : like(laws, title)
  const cited = await Promise.all(articles.filter((a) => a !== undefined).map((one) => withFacts(store, one)))
  const titles = await Promise.all(
    shown.slice(0, 2 * most).map(async (m) => ({ ...m, one: await withFacts(store, lawOf(m)) })),
  )
  // of equally good names those that still count come first
  const current = titles.sort((a, b) => a.rank - b.rank || Number(isGone(a.one)) - Number(isGone(b.one)))
  return [...cited, ...current.map((m) => m.one)].slice(0, most)
}

const isGone = ({ status }: Suggestion): boolean => status === 'repealed'

/** `《公司法》`, `《公司`, `公司法 (` → as titles are printed. Marks inside a title are part of it. */
function titleIn(text: string): string {
  const bare = text.replace(/\s/gu, '').replace(/^《/u, '').replaceAll('(', '（').replaceAll(')', '）')
  return bare.includes('《') ? bare : bare.replace(/》$/u, '')
}

/** What is typed of a citation: a number at its end is that of an article, after an article that of a 款, else of a 项. */
function readSoFar(text: string): { name: string; steps: readonly EidStep[] } {
  for (const unit of ['', '条', '款', '项']) {
    const { name, steps } = readReference(text + unit)
    if (name !== '' && steps.length > 0) return { name, steps }
  }
  return { name: text, steps: [] }
}

const RANKS = { same: 0, begins: 1, contains: 2, like: 3, none: 4 } as const

interface Match {
  readonly title: string
  readonly alias?: string
  readonly rank: number
}

/** Laws by title or alias, also without 中华人民共和国. Of equally good ones those of the whole country first, then the shorter. */
function named(laws: readonly KnownLaw[], name: string): Match[] {
  if (name === '') return []
  const found = laws.flatMap(({ title, aliases, region }) => {
    const best = [title, ...aliases]
      .map((called) => ({ called, rank: rankOf(called, name) }))
      .reduce((a, b) => (b.rank < a.rank ? b : a))
    if (best.rank === RANKS.none) return []
    const alias = best.called === title ? {} : { alias: best.called }
    return [{ title, ...alias, rank: best.rank, national: region === '全国', length: shortOf(best.called).length }]
  })
  return found.sort(
    (a, b) =>
      a.rank - b.rank || Number(b.national) - Number(a.national) || a.length - b.length || compare(a.title, b.title),
  )
}

function rankOf(called: string, name: string): number {
  const short = shortOf(called)
  if (called === name || short === name) return RANKS.same
  if (called.startsWith(name) || short.startsWith(name)) return RANKS.begins
  return called.includes(name) ? RANKS.contains : RANKS.none
}

function shortOf(called: string): string {
  return called.startsWith(STATE) ? called.slice(STATE.length) : called
}

/** Laws whose titles hold at least half of the pairs of characters of the name, most first: some of it is wrong or missing. */
function like(laws: readonly KnownLaw[], name: string): Match[] {
  const pairs = Array.from({ length: name.length - 1 }, (_, i) => name.slice(i, i + 2))
  if (pairs.length < 2) return []
  const near = laws.flatMap(({ title }) => {
    const shared = pairs.filter((pair) => title.includes(pair)).length
    return shared * 2 >= pairs.length ? [{ title, rank: RANKS.like, shared }] : []
  })
  return near.sort((a, b) => b.shared - a.shared || a.title.length - b.title.length || compare(a.title, b.title))
}

function lawOf({ title, alias }: Match): Suggestion {
  return { law: title, path: lawPath(title), ...(alias === undefined ? {} : { alias }) }
}

/** Undefined where the law has no such provision, or more than one. */
async function articleOf(store: Store, law: string, steps: readonly EidStep[]): Promise<Suggestion | undefined> {
  const place = await locate(store, lawPath(law, formatEid(steps))).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
  if (place?.eid === undefined) return undefined
  const text = (await store.provision(law, place.eid))?.provision.text.replace(/\s+/gu, ' ') ?? ''
  const begins = text.length > BEGINNING ? `${text.slice(0, BEGINNING)}…` : text
  return { ...place, ...(begins === '' ? {} : { begins }) }
}

async function withFacts(store: Store, one: Suggestion): Promise<Suggestion> {
  const detail = await store.law(one.law)
  const { level } = detail?.law ?? {}
  const status = detail && onDay(detail.editions, today()).edition?.status
  return { ...one, ...(level === undefined ? {} : { level }), ...(status === undefined ? {} : { status }) }
}
