import { DirectedGraph, UndirectedGraph } from 'graphology'
import { bidirectional } from 'graphology-shortest-path/unweighted.js'
import { nodeOf, placeOfNode } from '../graph/citation-node.ts'
import { lawPath, nameOfEid } from '../graph/ids.ts'
import type { IsoDate } from '../graph/model.ts'
import type { CitationEdge, CitationRow, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import type { Place } from './locate.ts'

/** The front door for chains: `restsOn` too. */
export { type BasisNode, type RestsOnView, restsOn } from './basis.ts'

export interface PathStep {
  readonly from: Place
  readonly to: Place
  /** True where `from` cites `to`; false where it is cited by it. */
  readonly forward: boolean
  /** Citations between the two. */
  readonly count: number
  /** One of them, with the sentence it stands in. */
  readonly citation?: CitationRow
}

export interface PathView {
  readonly from: Place
  readonly to: Place
  /** Whether the chain goes from law to law, or from article to article. */
  readonly level: 'law' | 'article'
  /** True where every step goes from the citing to the cited. */
  readonly directed: boolean
  /** Empty where both are the same place. */
  readonly steps: readonly PathStep[]
}

/** Of citing editions, and the day; `all` is for chains through laws that are no longer in force. */
type Day = IsoDate | 'all'

/**
 * The shortest chain of citations from one place to the other; with `either`, one against the direction where none goes along
 * it. Between two laws it runs over laws; where one of them is a provision, over articles (a 款 or 项 counts as its article, a
 * law as any of its articles or the law as a whole).
 */
export async function shortestPath(
  store: Store,
  a: Place,
  b: Place,
  options: { either?: boolean | undefined; at?: string | undefined } = {},
): Promise<PathView | undefined> {
  const at: Day = options.at === 'all' ? 'all' : dayOf(options.at)
  const [from, to] = [nodeOf(a), nodeOf(b)]
  const level = from.includes('#') || to.includes('#') ? 'article' : 'law'
  const edges = (await store.citationEdges(level, at)).filter((e) => e.from !== e.to)
  const nodes =
    chain(edges, from, to, level, true) ?? (options.either ? chain(edges, from, to, level, false) : undefined)
  if (!nodes) return undefined
  const counts = new Map(edges.map((e) => [keyOf(e.from, e.to), e.count]))
  const steps: PathStep[] = []
  for (const [i, next] of nodes.slice(1).entries()) {
    const here = nodes[i] ?? next
    const forward = counts.has(keyOf(here, next))
    const [citing, cited] = forward ? [here, next] : [next, here]
    const citation = await sentenceOf(store, citing, cited, at)
    const count = counts.get(keyOf(citing, cited)) ?? 0
    steps.push({ from: placeOf(here), to: placeOf(next), forward, count, ...(citation ? { citation } : {}) })
  }
  return { from: a, to: b, level, directed: steps.every((s) => s.forward), steps }
}

/** Not titles: they begin with what no title does. */
const [START, END] = ['\u0000from', '\u0000to']

function chain(
  edges: readonly CitationEdge[],
  from: string,
  to: string,
  level: 'law' | 'article',
  directed: boolean,
): string[] | undefined {
  if (from === to) return [from]
  const graph = directed ? new DirectedGraph() : new UndirectedGraph()
  for (const node of [START, END, from, to]) graph.mergeNode(node)
  for (const edge of edges) {
    graph.mergeNode(edge.from)
    graph.mergeNode(edge.to)
    graph.mergeEdge(edge.from, edge.to)
  }
  const within = (end: string) => (node: string) =>
    node === end || (level === 'article' && !end.includes('#') && node.startsWith(`${end}#art_`))
  const nodes = graph.nodes().sort()
  for (const node of nodes.filter(within(from))) graph.mergeEdge(START, node)
  for (const node of nodes.filter(within(to))) graph.mergeEdge(node, END)
  return bidirectional(graph, START, END)?.slice(1, -1)
}

const keyOf = (from: string, to: string) => `${from}\u001f${to}`

function placeOf(node: string): Place {
  const { law, eid } = placeOfNode(node)
  return { law, ...(eid === undefined ? {} : { eid, name: nameOfEid(eid) }), path: lawPath(law, eid) }
}

const PAGE = 1000

/** The newest citation between two nodes. */
async function sentenceOf(store: Store, citing: string, cited: string, at: Day): Promise<CitationRow | undefined> {
  const [from, to] = [placeOfNode(citing), placeOfNode(cited)]
  const eid = to.eid === undefined ? {} : { eid: to.eid }
  const query = { law: to.law, ...eid, other: from.law, direction: 'in', at } as const
  const meant = ({ citation }: CitationRow) =>
    (from.eid === undefined || citation.from.eid?.split('__')[0] === from.eid) &&
    (to.eid !== undefined || !citing.includes('#') || !citation.to?.eid?.startsWith('art_')) &&
    citation.status === 'resolved'
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await store.citations({ ...query, bare: true, page: { offset, limit: PAGE } })
    total = page.total
    const found = page.items.findIndex(meant)
    if (found < 0) continue
    const [row] = (await store.citations({ ...query, page: { offset: offset + found, limit: 1 } })).items
    return row
  }
  return undefined
}
