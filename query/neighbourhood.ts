import { fail } from '../base/errors.ts'
import { nodeOf, placeOfNode } from '../graph/citation-node.ts'
import { lawPath, nameOfEid } from '../graph/ids.ts'
import { compare } from '../graph/status.ts'
import type { CitationEdge, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { locate } from './locate.ts'
import { MOST, pageOf } from './page.ts'

export interface NeighbourhoodInput {
  /** A citation as one writes it, or a permalink. */
  readonly of: string
  /** Citations to go, in either direction: 1 to 3, default 2. */
  readonly hops?: number | undefined
  /** Most nodes, default 200. */
  readonly limit?: number | undefined
  /** Of citing editions; `all` for every one. */
  readonly at?: string | undefined
}

export interface Neighbour {
  readonly law: string
  readonly eid?: string
  /** 第二百三十四条 */
  readonly name?: string
  readonly path: string
  /** Citations away from where it began. */
  readonly distance: number
  /** Citations that begin or end here, as far as was looked. */
  readonly citations: number
}

export interface Neighbourhood {
  readonly level: 'law' | 'article'
  /** Nearest first, then those with the most citations, ties by name. */
  readonly nodes: readonly Neighbour[]
  /** Between those nodes; ends are places in `nodes`. */
  readonly edges: readonly { readonly from: number; readonly to: number; readonly count: number }[]
  /** How many were reached: more than `nodes` where it was cut. Beyond a hop of thousands there may be more. */
  readonly total: number
}

const HOPS = 2
const MOST_HOPS = 3
const NODES = 200
/** Of the places reached by a hop only so many are gone on from, those with the most citations. */
const WIDEST = 2_000

/** What stands around a law or an article in the graph of citations. Errors: NOT_FOUND, QUERY_INVALID. */
export async function neighbourhood(store: Store, input: NeighbourhoodInput): Promise<Neighbourhood> {
  const { hops = HOPS } = input
  if (!Number.isInteger(hops) || hops < 1 || hops > MOST_HOPS) {
    throw fail('QUERY_INVALID', { reason: `hops must be a whole number from 1 to ${MOST_HOPS}` })
  }
  const { limit } = pageOf({ limit: input.limit }, MOST.rows, NODES)
  const at = input.at === 'all' ? 'all' : dayOf(input.at)
  const start = nodeOf(await locate(store, input.of, { at: at === 'all' ? undefined : at }))
  const level = start.includes('#') ? 'article' : 'law'
  const distance = new Map([[start, 0]])
  const edges = new Map<string, CitationEdge>()
  for (let hop = 1, front = [start]; hop <= hops && front.length > 0; hop++) {
    const found = await edgesTouching(store, level, at, front)
    for (const edge of found) edges.set(`${edge.from}\u001f${edge.to}`, edge)
    front = [...new Set(found.flatMap((e) => [e.from, e.to]))].filter((node) => !distance.has(node))
    for (const node of front) distance.set(node, hop)
    if (front.length > WIDEST && hop < hops) {
      const counts = degrees(found)
      const count = (node: string) => counts.get(node) ?? 0
      front = front.sort((a, b) => count(b) - count(a) || compare(a, b)).slice(0, WIDEST)
    }
  }
  const degree = degrees(edges.values())
  const order = (a: string, b: string) =>
    (distance.get(a) ?? 0) - (distance.get(b) ?? 0) || (degree.get(b) ?? 0) - (degree.get(a) ?? 0) || compare(a, b)
  const nodes = [...distance.keys()].sort(order).slice(0, limit)
  const place = new Map(nodes.map((node, i) => [node, i]))
  // those between two nodes at the far end were not looked at yet
  const among = await edgesTouching(store, level, at, nodes)
  return {
    level,
    nodes: nodes.map((node) => neighbour(node, distance.get(node) ?? 0, degree.get(node) ?? 0)),
    edges: among.flatMap(({ from, to, count }) => {
      const [a, b] = [place.get(from), place.get(to)]
      return a === undefined || b === undefined ? [] : [{ from: a, to: b, count }]
    }),
    total: distance.size,
  }
}

async function edgesTouching(
  store: Store,
  level: 'law' | 'article',
  at: string,
  nodes: readonly string[],
): Promise<CitationEdge[]> {
  return (await store.citationEdges(level, at, nodes)).filter((e) => e.from !== e.to)
}

function degrees(edges: Iterable<CitationEdge>): Map<string, number> {
  const degree = new Map<string, number>()
  for (const { from, to, count } of edges) {
    for (const node of [from, to]) degree.set(node, (degree.get(node) ?? 0) + count)
  }
  return degree
}

function neighbour(node: string, distance: number, citations: number): Neighbour {
  const { law, eid } = placeOfNode(node)
  return {
    law,
    ...(eid === undefined ? {} : { eid, name: nameOfEid(eid) }),
    path: lawPath(law, eid),
    distance,
    citations,
  }
}
