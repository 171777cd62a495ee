/** Resolve: from a name as written to the one title it means, from a provision as written to one that exists. Never a guess. */
import { type EidStep, formatEid, parseEid } from '../names/eid.ts'
import { bareTitle, isGenericName, normalTitle, regionOf, STATE, shortNames, WELL_KNOWN } from '../names/index.ts'

/** Titles of a corpus by every written form. */
export interface TitleIndex {
  /** The title written exactly so (but for brackets, marks and white space). */
  exact(name: string): string | undefined
  /** Titles that have `name` as a short name. */
  short(name: string): readonly string[]
}

export function indexTitles(titles: Iterable<string>): TitleIndex {
  const exact = new Map<string, string>()
  const short = new Map<string, string[]>()
  for (const title of titles) {
    const normal = normalTitle(title)
    if (exact.has(normal)) continue
    exact.set(normal, title)
    for (const name of shortNames(title)) {
      const having = short.get(name)
      if (having) having.push(title)
      else short.set(name, [title])
    }
  }
  return { exact: (name) => exact.get(name), short: (name) => short.get(name) ?? [] }
}

export interface NameScope {
  readonly titles: TitleIndex
  /** The document's own aliases, alias → title. */
  readonly aliases?: ReadonlyMap<string, string>
  /** Title of the citing document: 《条例》 in 《某条例》实施细则 means that 条例. */
  readonly self?: string
}

export type NameOutcome =
  /** `known: false`: a well-known law whose text is not in the corpus. */
  | { readonly status: 'resolved'; readonly title: string; readonly known: boolean }
  | { readonly status: 'ambiguous'; readonly candidates: readonly string[] }
  /** `title` is given where the name is a full title, fit for a node of its own. */
  | { readonly status: 'unresolved'; readonly reason: 'generic_name' | 'not_in_corpus'; readonly title?: string }

/**
 * The title that `name` means: by the document's alias, an exact title, the title with or without 中华人民共和国, without
 * （试行）/（2018年修正） where one law alone is called so, a well-known short name. A name without a region never means a
 * local law: 《物业管理条例》 in a city's rules is the national one.
 */
export function resolveName(name: string, scope: NameScope): NameOutcome {
  let written = normalTitle(name).replace(/^〈(.*)〉$/, '$1')
  const alias = scope.aliases?.get(written)
  if (alias !== undefined) written = normalTitle(alias)
  const hit =
    byTitle(written, scope.titles) ??
    wellKnown(written, scope.titles) ??
    byBare(written, scope.titles) ??
    byIssuer(written, scope.titles)
  if (hit) return hit
  if (isGenericName(written) || saysTooLittle(written))
    return bySelf(written, scope) ?? { status: 'unresolved', reason: 'generic_name' }
  return { status: 'unresolved', reason: 'not_in_corpus', title: written }
}

/** 《规范》, 《修正案（三）》, 《议事规则（草案）》: a word, or a few with a bracket behind them, name no law that nothing knows. */
function saysTooLittle(written: string): boolean {
  const bare = bareTitle(written)
  return bare.length <= 2 || (bare.length <= 4 && bare !== written)
}

/** Bodies that titles begin with and that citations leave outside of the marks. */
const ISSUERS = [
  '最高人民法院',
  '最高人民检察院',
  '最高人民法院、最高人民检察院',
  '国务院',
  '全国人民代表大会常务委员会',
]

/** 最高人民法院《关于某某的解释》: the title with its issuer, where one issuer alone has such a text. */
function byIssuer(written: string, titles: TitleIndex): NameOutcome | undefined {
  if (!written.startsWith('关于')) return undefined
  const hits = ISSUERS.map((issuer) => titles.exact(normalTitle(`${issuer}${written}`))).filter((t) => t !== undefined)
  const [only, more] = [...new Set(hits)]
  if (only === undefined) return undefined
  return more === undefined
    ? { status: 'resolved', title: only, known: true }
    : { status: 'ambiguous', candidates: hits }
}

function byTitle(written: string, titles: TitleIndex): NameOutcome | undefined {
  const forms = [written, written.startsWith(STATE) ? written.slice(STATE.length) : `${STATE}${written}`]
  for (const form of forms) {
    const title = titles.exact(form)
    if (title !== undefined) return { status: 'resolved', title, known: true }
  }
  return undefined
}

/** Names of the national table, each meaning one law: 刑诉法, 地方组织法. */
const TABLE = new Map<string, string[]>()
for (const law of WELL_KNOWN) {
  for (const name of new Set([law.title, ...law.short, ...shortNames(law.title)])) {
    TABLE.set(name, [...new Set([...(TABLE.get(name) ?? []), law.title])])
  }
}

function wellKnown(written: string, titles: TitleIndex): NameOutcome | undefined {
  const [title, more] = TABLE.get(written) ?? TABLE.get(bareTitle(written)) ?? []
  if (title === undefined || more !== undefined) return undefined
  const inCorpus = byTitle(title, titles)
  return inCorpus ?? { status: 'resolved', title, known: false }
}

/** 某办法 for 某办法（试行）, and the other way round, where one law alone answers. */
function byBare(written: string, titles: TitleIndex): NameOutcome | undefined {
  const bare = bareTitle(written)
  const region = regionOf(bare)
  const candidates = [
    ...new Set([
      ...titles.short(written),
      ...(bare === written ? [] : [titles.exact(bare) ?? '', ...titles.short(bare)]),
    ]),
  ].filter((t) => t !== '' && regionOf(t) === region)
  const [only, more] = candidates
  if (only === undefined) return undefined
  return more === undefined ? { status: 'resolved', title: only, known: true } : { status: 'ambiguous', candidates }
}

/** 《条例》 in the implementing rules of one 条例. */
function bySelf(written: string, scope: NameScope): NameOutcome | undefined {
  const inner =
    /《([^《》]+)》/.exec(scope.self ?? '')?.[1] ?? /^(.+?(?:条例|法))(?:实施|施行)/.exec(scope.self ?? '')?.[1]
  if (!inner || !bareTitle(inner).endsWith(written) || inner === written) return undefined
  const outcome = resolveName(inner, { titles: scope.titles })
  return outcome.status === 'resolved' ? outcome : undefined
}

/** No code has more 编 or 分编. */
const MOST_PARTS = 12

/** What is known of a law's text at the date that counts. */
export interface ArticleShape {
  has(eid: string): boolean
  /** Number of 款 of an article. */
  paragraphs(article: string): number
}

export type TargetOutcome =
  | { readonly status: 'resolved'; readonly eid: string }
  | { readonly status: 'ambiguous'; readonly candidates: readonly string[] }
  | {
      readonly status: 'unresolved'
      readonly reason: 'no_such_article' | 'no_such_paragraph' | 'no_such_item' | 'no_such_chapter'
    }

/**
 * The provision that `eid`, as written, means in a law of that shape. art_3__item_2 is art_3__para_1__item_2 where 第三条
 * has one 款, or where only one of its 款 has such an item; art_3__para_1 of an undivided article is the article's only 款.
 */
export function resolveTarget(eid: string, shape: ArticleShape): TargetOutcome {
  if (shape.has(eid)) return { status: 'resolved', eid }
  const steps = parseEid(eid) ?? []
  const article = steps.find((s) => s.kind === 'article')
  if (!article) return byChapter(eid, shape)
  const base = formatEid([article])
  if (!shape.has(base)) return byItem(article, steps, shape) ?? { status: 'unresolved', reason: 'no_such_article' }
  const paragraph = steps.find((s) => s.kind === 'paragraph')
  const inner = steps.filter((s) => s.kind === 'item' || s.kind === 'subitem')
  if (paragraph) {
    const count = Math.max(1, shape.paragraphs(base))
    if (paragraph.number > count) return { status: 'unresolved', reason: 'no_such_paragraph' }
    const without = formatEid([article, ...inner])
    if (count === 1 && shape.has(without)) return { status: 'resolved', eid: without }
    return { status: 'unresolved', reason: inner.length > 0 ? 'no_such_item' : 'no_such_paragraph' }
  }
  const candidates: string[] = []
  for (let n = 1; n <= shape.paragraphs(base); n++) {
    const candidate = formatEid([article, { kind: 'paragraph', number: n }, ...inner])
    if (shape.has(candidate)) candidates.push(candidate)
  }
  const [only, more] = candidates
  if (only === undefined) return { status: 'unresolved', reason: 'no_such_item' }
  return more === undefined ? { status: 'resolved', eid: only } : { status: 'ambiguous', candidates }
}

/** 刑法修正案（八）第三条: an amendment numbers its entries 一、二、三、 and is cited by 条. */
function byItem(article: EidStep, steps: readonly EidStep[], shape: ArticleShape): TargetOutcome | undefined {
  const eid = formatEid([{ kind: 'item', number: article.number }])
  return steps.length === 1 && article.sub === undefined && !shape.has('art_1') && shape.has(eid)
    ? { status: 'resolved', eid }
    : undefined
}

/** 第三章 of a law in 编 without its 编 named: the shape knows it only under its 编. */
function byChapter(eid: string, shape: ArticleShape): TargetOutcome {
  const candidates: string[] = []
  for (let n = 1; n <= MOST_PARTS; n++) if (shape.has(`part_${n}__${eid}`)) candidates.push(`part_${n}__${eid}`)
  // 民法典第二编第六章: the 分编 between is left out
  const within = /^(part_\d+)__(chp_.*)$/.exec(eid)
  for (let n = 1; within && n <= MOST_PARTS; n++) {
    const whole = `${within[1]}__subpart_${n}__${within[2]}`
    if (shape.has(whole)) candidates.push(whole)
  }
  const [only, more] = candidates
  if (only !== undefined)
    return more === undefined ? { status: 'resolved', eid: only } : { status: 'ambiguous', candidates }
  return { status: 'unresolved', reason: 'no_such_chapter' }
}
