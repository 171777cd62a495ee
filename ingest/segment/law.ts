import type { Edition, IsoDate, Law, Level, Provision } from '../../graph/model.ts'
import { inOrder, statusAt } from '../../graph/status.ts'
import { partNumber } from '../../language/names/codes.ts'
import { levelOf, regionOf } from '../../language/names/levels.ts'
import { closeUp } from '../../language/text/shape.ts'
import type { Item } from './items.ts'
import { bodyBlocks } from './law-body.ts'
import { datesOf, type Told, tellsOf } from './law-dates.ts'
import { type DraftAnomaly, type Structure, structure } from './structure.ts'
import type { TextUnit } from './texts.ts'

export interface LawInput extends Told {
  readonly documentId: string
  readonly source: string
  readonly today: IsoDate
  /** 物权编, where the file holds one part of a code. */
  readonly part?: string
}

export interface LawRecords {
  readonly law: Law
  readonly edition: Edition
  readonly provisions: readonly Provision[]
  readonly anomalies: readonly DraftAnomaly[]
  readonly articles: number
  /** What citations are looked for in. */
  readonly units: readonly TextUnit[]
}

/** One law of a file: its work, its edition and its provisions. */
export function lawOf(input: LawInput): LawRecords {
  const { item, description } = input
  const title = lawTitle(item.title)
  const body = bodyBlocks(item, description)
  const tree = structure(
    body,
    input.source,
    input.part === undefined ? undefined : { name: input.part, number: partNumber(title, input.part) },
  )
  const dates = datesOf(input, tree)
  const makers = [
    ...[dates.adopted_by, dates.approved_by, dates.promulgated_by, description.number, description.issuer],
    ...(dates.history ?? []).map((h) => h.text),
    ...input.announcements.filter((a) => tellsOf(a, item)).map((a) => a.text.slice(0, 60)),
  ].filter((m) => m !== undefined)
  const level: Level | undefined = input.metadata?.level ?? levelOf(title, makers)
  const region = regionOf(title, level, makers)
  const aliases = aliasesOf(title, item)
  const law: Law = {
    type: 'law',
    title,
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(level ? { level } : {}),
    ...(region ? { region } : {}),
    known: true,
  }
  const day = dates.amended ?? dates.adopted ?? dates.promulgated ?? dates.effective ?? 'undated'
  const part = input.part === undefined ? {} : { part: input.part }
  const id = `${title}@${day}${input.part === undefined ? '' : `/${input.part}`}`
  const undated = { type: 'edition', law: title, id, ...part, ...dates, document: input.documentId } as const
  const edition: Edition = { ...undated, status: statusAt(inOrder([undated]), 0, input.today) }
  const provisions = tree.provisions.map(
    (draft, i): Provision => ({
      type: 'provision',
      law: title,
      edition: id,
      eid: draft.eid,
      kind: draft.kind,
      label: draft.label,
      ...(draft.heading ? { heading: draft.heading } : {}),
      text: draft.content.text,
      ...(draft.parent ? { parent: draft.parent } : {}),
      order: i + 1,
      known: true,
      ranges: draft.content.pieces.map((p) => [p.start, p.end]),
    }),
  )
  return { law, edition, provisions, anomalies: tree.anomalies, articles: tree.articles, units: unitsOf(tree) }
}

/** The own words of each 条, 款, 项 and 目, with the 编, 章 and 节 above it. */
function unitsOf(tree: Structure): TextUnit[] {
  const above = new Map<string, readonly string[]>()
  const units: TextUnit[] = []
  for (const { eid, parent, content, own } of tree.provisions) {
    const containers = parent === undefined ? [] : (above.get(parent) ?? [])
    above.set(eid, content.text === '' ? [...containers, eid] : containers)
    if (own.text !== '') units.push({ eid, containers, content: own })
  }
  return units
}

/** Full-width brackets, no white space: one title for one work. */
export function lawTitle(title: string): string {
  return closeUp(title)
    .replace(/\(/g, '（')
    .replace(/\)/g, '）')
    .replace(/^《(.*)》$/, '$1')
}

function aliasesOf(title: string, item: Item): string[] {
  const printed = lawTitle(item.printed)
  return printed !== title && !title.endsWith(printed) ? [printed] : []
}

/** A code that is printed in several files names its part below the title: # 某法典 / # 物权编. The rest is without that line. */
export function takePart(item: Item): { readonly item: Item; readonly part?: string } {
  const at = item.blocks.findIndex((b) => b.role === 'body')
  const first = item.blocks[at]
  const text = first && closeUp(first.content.text)
  if (!first?.heading || !text || !/^(?:[\u4e00-\u9fa5]{1,8}编|总则|分则|附则)$/.test(text)) return { item }
  return { item: { ...item, blocks: item.blocks.filter((b) => b !== first) }, part: text }
}
