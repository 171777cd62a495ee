import { type ProvisionKind, parentEid } from '../graph/ids.ts'
import type { Provision } from '../graph/model.ts'

/** A provision with what stands beneath it, as a page prints it. */
export interface TextNode {
  readonly provision: Provision
  /** Its own words before the first part: the lead-in of a 款 that has 项; the whole text where there are no parts. */
  readonly own: string
  readonly children: readonly TextNode[]
}

/** The provisions of an edition (in the order of the text) as a tree. One whose parent is missing stands at the top. */
export function treeOf(provisions: readonly Provision[]): TextNode[] {
  const present = new Set(provisions.map((p) => p.eid))
  const below = new Map<string, Provision[]>()
  for (const provision of provisions) {
    const above = provision.parent ?? parentEid(provision.eid)
    const key = above !== undefined && above !== provision.eid && present.has(above) ? above : ''
    const list = below.get(key)
    if (list) list.push(provision)
    else below.set(key, [provision])
  }
  const grow = (provision: Provision): TextNode => {
    const parts = below.get(provision.eid) ?? []
    return { provision, own: ownText(provision, parts), children: parts.map(grow) }
  }
  return (below.get('') ?? []).map(grow)
}

/** A provision and all that is beneath it, out of a list in the order of the text. */
export function branch(provisions: readonly Provision[], eid: string): TextNode | undefined {
  return treeOf(provisions.filter((p) => p.eid === eid || p.eid.startsWith(`${eid}__`))).find(
    (node) => node.provision.eid === eid,
  )
}

/**
 * The text before the first part. `text` holds the parts too, a line each, with their numbers:
 *
 *   "对下列行为处以罚款：\n（一）……；\n（二）……。"   →   "对下列行为处以罚款："
 *
 * Where the first part begins is read off the source ranges, because a short item can repeat words of the lead-in.
 */
function ownText(provision: Provision, parts: readonly Provision[]): string {
  const first = parts[0]
  if (!first) return provision.text
  const start = first.ranges[0]?.[0]
  if (start === undefined) return ''
  const before = provision.text.slice(0, lengthBefore(provision.ranges, start)).trimEnd()
  return first.label !== '' && before.endsWith(first.label) ? before.slice(0, -first.label.length).trimEnd() : before
}

function lengthBefore(ranges: Provision['ranges'], position: number): number {
  let length = 0
  for (const [start, end] of ranges) {
    if (start >= position) break
    length += Math.min(end, position) - start
  }
  return length
}

/** One line of a table of contents. */
export interface ContentsEntry {
  readonly eid: string
  readonly kind: ProvisionKind
  readonly label: string
  readonly heading?: string
  /** 0 for the widest. */
  readonly depth: number
  /** eIds of the first and last article beneath it. */
  readonly first?: string
  readonly last?: string
}

const DIVISIONS: ReadonlySet<ProvisionKind> = new Set(['part', 'subpart', 'chapter', 'section', 'preamble', 'annex'])

/** 编, 章 and 节 with their articles; empty for a law that has none. */
export function contentsOf(tree: readonly TextNode[], depth = 0): ContentsEntry[] {
  return tree.flatMap((node) => {
    const { eid, kind, label, heading } = node.provision
    if (!DIVISIONS.has(kind)) return []
    const articles = articlesOf(node.children)
    const first = articles[0]?.provision.eid
    const last = articles.at(-1)?.provision.eid
    const entry: ContentsEntry = {
      eid,
      kind,
      label,
      ...(heading === undefined ? {} : { heading }),
      depth,
      ...(first === undefined ? {} : { first }),
      ...(last === undefined ? {} : { last }),
    }
    return [entry, ...contentsOf(node.children, depth + 1)]
  })
}

/** All articles of the tree, in the order of the text. */
export function articlesOf(tree: readonly TextNode[]): TextNode[] {
  return tree.flatMap((node) => (node.provision.kind === 'article' ? [node] : articlesOf(node.children)))
}
