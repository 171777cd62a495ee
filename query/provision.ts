import { nameOfEid, parseEid } from '../graph/ids.ts'
import type { Provision } from '../graph/model.ts'
import type { ProvisionDetail, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { onDay, textOf } from './law.ts'
import { noSuchProvision } from './missing.ts'
import { lawTitled } from './near.ts'
import { articlesOf, branch, type ContentsEntry, contentsOf, type TextNode, treeOf } from './tree.ts'

/** A provision in its place. */
export interface ProvisionView extends ProvisionDetail {
  /** The day for which the edition was chosen. */
  readonly at: string
  /** As it is cited: 第三十六条第二款. */
  readonly name: string
  /** The articles before and after the one that is printed. */
  readonly before?: Neighbour
  readonly after?: Neighbour
  /** What a page prints: the article that holds the provision, else the provision itself, with all its parts. */
  readonly whole: TextNode
  readonly contents: readonly ContentsEntry[]
  /** All articles of the law, for a table of contents where there are no 章. */
  readonly articles: readonly Provision[]
}

export interface Neighbour {
  readonly eid: string
  readonly name: string
}

/** One provision by law (title or alias) and eId, in the edition of that day. NOT_FOUND, with near titles where the law is unknown. */
export async function readProvision(
  store: Store,
  title: string,
  eid: string,
  options: { at?: string | undefined } = {},
): Promise<ProvisionView> {
  const at = dayOf(options.at)
  const found = await lawTitled(store, title)
  const detail = parseEid(eid) ? await store.provision(found.law.title, eid, at) : undefined
  if (!detail) throw await noSuchProvision(store, found.law.title, eid, at)
  const all = await textOf(store, found.editions, detail.edition)
  const tree = treeOf(all)
  const whole = wholeOf(all, detail.provision)
  const edition = onDay(found.editions, at).editions.find((e) => e.id === detail.edition.id) ?? detail.edition
  return {
    ...detail,
    edition,
    at,
    name: nameOfEid(eid),
    whole,
    contents: contentsOf(tree),
    articles: articlesOf(tree).map((node) => node.provision),
    ...neighbours(tree, whole.provision.eid),
  }
}

function neighbours(tree: readonly TextNode[], eid: string): { before?: Neighbour; after?: Neighbour } {
  const articles = articlesOf(tree).map((node) => node.provision.eid)
  const index = articles.indexOf(eid)
  if (index < 0) return {}
  const [before, after] = [articles[index - 1], articles[index + 1]]
  return {
    ...(before === undefined ? {} : { before: { eid: before, name: nameOfEid(before) } }),
    ...(after === undefined ? {} : { after: { eid: after, name: nameOfEid(after) } }),
  }
}

/** The article above a 款, 项 or 目; a 章 is shown with the articles that it holds. */
function wholeOf(all: readonly Provision[], provision: Provision): TextNode {
  const article = /^(?:.*__)?art_[\d~-]+/.exec(provision.eid)?.[0]
  const whole = article === undefined ? undefined : branch(all, article)
  return whole ?? findIn(treeOf(all), provision.eid) ?? { provision, own: provision.text, children: [] }
}

function findIn(tree: readonly TextNode[], eid: string): TextNode | undefined {
  for (const node of tree) {
    const found = node.provision.eid === eid ? node : findIn(node.children, eid)
    if (found) return found
  }
  return undefined
}
