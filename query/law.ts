import type { Edition, IsoDate, Law, Provision } from '../graph/model.ts'
import { inOrder, partsAt, statusAt, wholeId } from '../graph/status.ts'
import type { LawFilter, LawSummary, Paged, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { lawTitled } from './near.ts'
import { MOST, type PageInput, pageOf } from './page.ts'
import { articlesOf, type ContentsEntry, contentsOf, type TextNode, treeOf } from './tree.ts'

/** A law on a day: which edition is read, and what it holds. */
export interface LawView {
  readonly law: Law
  /** The day for which editions and their status are given. */
  readonly at: IsoDate
  /** The edition of that day; absent for a law that is only cited. */
  readonly edition?: Edition
  /** All editions, newest first, each with its status on that day. */
  readonly editions: readonly Edition[]
  readonly contents: readonly ContentsEntry[]
  readonly articles: number
}

/** With the text, as a tree. */
export interface LawText extends LawView {
  readonly tree: readonly TextNode[]
}

/** A law by its title or an alias; `law.title` is the canonical one. NOT_FOUND with near titles. */
export async function readLaw(
  store: Store,
  title: string,
  options: { at?: string | undefined } = {},
): Promise<LawText> {
  const at = dayOf(options.at)
  const detail = await lawTitled(store, title)
  const { edition, editions } = onDay(detail.editions, at)
  const tree = edition ? treeOf(await textOf(store, editions, edition)) : []
  return {
    law: detail.law,
    at,
    ...(edition ? { edition } : {}),
    editions,
    contents: contentsOf(tree),
    articles: articlesOf(tree).length,
    tree,
  }
}

/** The same without the text. */
export function withoutText({ tree: _, ...view }: LawText): LawView {
  return view
}

/** All provisions of the edition of that day, in the order of the text. */
export async function lawProvisions(
  store: Store,
  title: string,
  options: { at?: string | undefined } & PageInput = {},
): Promise<Paged<Provision>> {
  const page = pageOf(options, MOST.rows, MOST.rows)
  const at = dayOf(options.at)
  const detail = await lawTitled(store, title)
  const { edition, editions } = onDay(detail.editions, at)
  const all = edition ? await textOf(store, editions, edition) : []
  return { items: all.slice(page.offset, page.offset + page.limit), total: all.length }
}

/** Laws by title, filtered; those whose text is here, unless `known` asks for those that are only cited. */
export async function listLaws(store: Store, filter: LawFilter, page: PageInput = {}): Promise<Paged<LawSummary>> {
  return store.laws({ known: true, ...filter, at: dayOf(filter.at) }, pageOf(page, MOST.rows, 50))
}

/** All provisions of an edition, in the order of the text: of all its parts, where it is printed in several files. */
export async function textOf(store: Store, editions: readonly Edition[], edition: Edition): Promise<Provision[]> {
  if (edition.part === undefined) return store.provisions(edition.id)
  const parts = editions.filter((e) => wholeId(e) === wholeId(edition))
  const texts = await Promise.all(parts.map((e) => store.provisions(e.id)))
  return texts.sort((a, b) => firstNumber(a) - firstNumber(b)).flat()
}

function firstNumber(provisions: readonly Provision[]): number {
  const article = provisions.find((p) => p.kind === 'article')
  return Number(/art_(\d+)/.exec(article?.eid ?? '')?.[1] ?? 0)
}

/** The edition to read on a day, and every edition with its status on it, newest first. */
export function onDay(editions: readonly Edition[], at: IsoDate): { edition?: Edition; editions: Edition[] } {
  const ordered = inOrder(editions)
  const dated = ordered.map((edition, i): Edition => {
    const status = statusAt(ordered, i, at)
    // A side file can know more than the dates do: keep what it says where they say nothing.
    return { ...edition, status: status === 'unknown' ? edition.status : status }
  })
  const shown = partsAt(ordered, at)[0]
  const edition = dated.find((e) => e.id === shown?.id)
  return { ...(edition ? { edition } : {}), editions: dated.reverse() }
}
