/** Properties of nodes → records of the model. */
import { inflateRawSync } from 'node:zlib'
import type { Anomaly, Citation, Document, Edition, HistoryEntry, Law, Provision, Source, Status } from '../model.ts'
import { present, recordOf } from '../record.ts'

/** The properties of a node as they came back, days as ISO days. */
export type Node = Readonly<Record<string, unknown>>

export const inflated = (deflated: string): string => inflateRawSync(Buffer.from(deflated, 'base64')).toString('utf8')

export const sourceHead = (node: Node): Omit<Source, 'text'> => recordOf('source', { ...node, text: null })

export const sourceOf = (node: Node, deflated: string): Source =>
  recordOf('source', { ...node, text: inflated(deflated) })

export const documentOf = (node: Node): Document => recordOf('document', node)

export function lawOf(node: Node): Law {
  const aliases = (node.aliases ?? []) as string[]
  return recordOf('law', { ...node, aliases: aliases.length > 0 ? aliases : null })
}

export function editionOf(node: Node, status?: Status): Edition {
  const history = typeof node.history === 'string' ? (JSON.parse(node.history) as HistoryEntry[]) : null
  return recordOf('edition', { ...node, history, ...(status === undefined ? {} : { status }) })
}

export function provisionOf(node: Node): Provision {
  const flat = (node.ranges ?? []) as number[]
  const ranges = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]])
  return recordOf('provision', { ...node, ranges })
}

export function citationOf(node: Node): Citation {
  const { document, law, edition, eid, cited_law, cited_eid, to_law, to_eid, draft } = node
  return recordOf('citation', {
    ...node,
    from: present({ document, law, edition, eid }),
    cited: present({ law: cited_law, eid: cited_eid }),
    to: to_law == null ? null : present({ law: to_law, eid: to_eid }),
    draft: draft === true ? true : null,
  })
}

export const anomalyOf = (node: Node): Anomaly => recordOf('anomaly', node)

/** By the place in the text. */
export const byPlace = (nodes: readonly Node[]): Node[] =>
  [...nodes].sort((a, b) => Number(a.place ?? 0) - Number(b.place ?? 0))
