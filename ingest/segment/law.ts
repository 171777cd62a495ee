import type { Edition, HistoryEntry, IsoDate, Law, Level, Provision } from '../../graph/model.ts'
import { inOrder, statusAt } from '../../graph/status.ts'
import { partNumber } from '../../language/names/codes.ts'
import { bareTitle } from '../../language/names/documents.ts'
import { levelOf, regionOf } from '../../language/names/levels.ts'
import { allDays } from '../../language/text/dates.ts'
import { closeUp, foldText, isDateLine, isTerminated, startsWithMarker } from '../../language/text/shape.ts'
import { type Block, merge } from '../read/clean.ts'
import type { Description } from './describe.ts'
import { historyOf } from './header.ts'
import type { Item } from './items.ts'
import { articleMarker } from './markers.ts'
import type { MetadataRow } from './metadata.ts'
import { type DraftAnomaly, type Structure, structure } from './structure.ts'
import type { TextUnit } from './texts.ts'

export interface LawInput {
  readonly item: Item
  readonly description: Description
  readonly documentId: string
  readonly source: string
  /** Announcements of the same file. */
  readonly announcements: readonly Announcement[]
  readonly metadata?: MetadataRow
  /** Date in the name of the file: 某条例(2019-01-15).md */
  readonly fileDate?: IsoDate
  readonly today: IsoDate
  /** 物权编, where the file holds one part of a code. */
  readonly part?: string
}

/** 《某条例》由…通过，现予公布，自…起施行; a notice that prints a 办法 under it; a decision that changes a law. */
export interface Announcement {
  readonly text: string
  readonly date?: IsoDate
  readonly issuer?: string
  /** 关于修改《某条例》的决定 */
  readonly change?: true
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
    ...input.announcements.filter((a) => names(a, item)).map((a) => a.text.slice(0, 60)),
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

/** Without head lines, and without the title where it is printed once more, on one line or several. */
function bodyBlocks(item: Item, description: Description): Block[] {
  const body = item.blocks.filter((b) => b.role === 'body').slice(description.headBlocks)
  const title = foldText(item.printed)
  let again = 0
  while (again < 4 && isPartOf(title, body[again])) again++
  return rejoinPlain(withoutSignature(body.slice(again)))
}

/**
 * In a law, a plain paragraph ends with a mark; one that doesn't and goes on with a plain paragraph that does was cut by a page.
 *
 *   每年新增土地应当安排一定比例的土地专  +  项指标，用于支持…项目。
 */
function rejoinPlain(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    if (before && wasCut(before) && isPlain(block) && isTerminated(block.content.text))
      joined[joined.length - 1] = merge(before, block)
    else joined.push(block)
  }
  return joined
}

function wasCut(block: Block): boolean {
  const text = block.content.text
  const article = articleMarker(text)
  if (!isPlain(block) && !article) return false
  return text.length - (article?.length ?? 0) >= 8 && /[\u4e00-\u9fa5，、]$/.test(text) && /^[^\t|]+$/.test(text)
}

function isPlain({ content, heading, table, centred }: Block): boolean {
  return !heading && !table && !centred && !startsWithMarker(content.text) && !content.text.includes('\t')
}

/** A body or an office-holder and a day below the last article: 代市长　某某 / 2025年5月26日. */
function withoutSignature(body: Block[]): Block[] {
  const last = body.findLastIndex((b) => isDateLine(b.content.text))
  if (last < 0 || last < body.length - 2) return body
  let end = last
  while (end > 1 && last - end < 3 && isSignature(body[end - 1]?.content.text ?? '')) end--
  return body.slice(0, end)
}

function isSignature(text: string): boolean {
  return text.length <= 30 && !isTerminated(text) && !startsWithMarker(text) && !/[，、]/.test(text)
}

function isPartOf(title: string, block: Block | undefined): boolean {
  const text = foldText(block?.content.text ?? '')
  return text.length >= 4 && title.includes(text)
}

type Dates = Pick<
  Edition,
  | 'adopted'
  | 'adopted_by'
  | 'approved'
  | 'approved_by'
  | 'promulgated'
  | 'promulgated_by'
  | 'amended'
  | 'effective'
  | 'expired'
  | 'history'
>

function datesOf({ item, description, announcements, metadata, fileDate }: LawInput, tree: Structure): Dates {
  const { history } = description
  const first = (event: HistoryEntry['event']) => history.find((h) => h.event === event)
  const last = (...events: HistoryEntry['event'][]) => history.filter((h) => events.includes(h.event)).at(-1)
  const announced = announcements.find((a) => names(a, item) && !a.change)
  const decided = announcements.find((a) => names(a, item) && a.change)
  const said = announced ? historyOf(announced.text) : []
  const adopted = first('adopted') ?? said.find((h) => h.event === 'adopted')
  const approved = first('approved') ?? said.find((h) => h.event === 'approved')
  const promulgated = last('promulgated')
  const published = metadata?.published ?? fileDate
  const newest =
    history
      .map((h) => h.date)
      .sort()
      .at(-1) ?? ''
  const changed = last('amended', 'revised')
  // passed by a city, approved by its province: the approval is the last step of the change
  const approval =
    changed &&
    history.find((h) => h.event === 'approved' && h.date > changed.date && daysBetween(changed.date, h.date) < 400)
  const change = approval ?? changed
  // the file is of a later day than anything its header tells of: it is the text of a change that the header leaves out
  const unsaid = published !== undefined && newest !== '' && daysBetween(newest, published) > 60 ? published : undefined
  const amended = unsaid ?? change?.date
  const effective = effectiveDay(
    last('effective')?.date ??
      (decided && change && effectIn(decided.text)) ??
      (announced && effectIn(announced.text)) ??
      effectOfText(tree) ??
      undefined,
    amended,
    metadata?.valid_from,
    promulgated?.date ?? announced?.date ?? published,
    adopted?.date,
  )
  const promulgatedDay =
    promulgated?.date ?? announced?.date ?? (history.length === 0 ? (published ?? description.date) : undefined)
  const promulgatedBy = promulgated?.by ?? announced?.issuer
  return {
    ...(adopted ? { adopted: adopted.date } : {}),
    ...(adopted?.by ? { adopted_by: adopted.by } : {}),
    ...(approved ? { approved: approved.date } : {}),
    ...(approved?.by ? { approved_by: approved.by } : {}),
    ...(promulgatedDay ? { promulgated: promulgatedDay } : {}),
    ...(promulgatedBy ? { promulgated_by: promulgatedBy } : {}),
    ...(amended ? { amended } : {}),
    ...(effective ? { effective } : {}),
    ...(metadata?.expired ? { expired: true } : {}),
    ...(history.length > 0 ? { history } : {}),
  }
}

function names(a: Announcement, item: Item): boolean {
  const text = foldText(a.text)
  return [item.title, item.printed].some((t) => text.includes(foldText(bareTitle(t))))
}

function effectiveDay(
  said: IsoDate | 'promulgation' | 'adoption' | undefined,
  amended: IsoDate | undefined,
  listed: IsoDate | undefined,
  promulgated: IsoDate | undefined,
  adopted: IsoDate | undefined,
): IsoDate | undefined {
  const day = said === 'promulgation' ? promulgated : said === 'adoption' ? adopted : (said ?? listed)
  if (amended === undefined || (day !== undefined && day >= amended)) return day
  return listed !== undefined && listed >= amended ? listed : amended
}

/** The day of effect that the last articles state: 本条例自…起施行, 自公布之日起施行. */
function effectOfText(tree: Structure): ReturnType<typeof effectIn> {
  const last = tree.provisions
    .filter((p) => p.kind === 'article' || p.kind === 'item' || p.kind === 'paragraph')
    .slice(-8)
  for (const provision of last.reverse()) {
    const effect = effectIn(provision.content.text)
    if (effect) return effect
  }
  return undefined
}

function effectIn(text: string): IsoDate | 'promulgation' | 'adoption' | undefined {
  const day = allDays(text).find((d) => /^\s*起?(?:正式|开始)?(?:施行|实施|生效|执行|试行)/.test(text.slice(d.end)))
  if (day) return day.day
  if (/自(?:\S{0,6})?通过之日起\s*(?:施行|实施|生效|执行|试行)/.test(text)) return 'adoption'
  return /自(?:公布|发布|颁布|印发)之日起\s*(?:施行|实施|生效|执行|试行)/.test(text) ? 'promulgation' : undefined
}

function daysBetween(a: IsoDate, b: IsoDate): number {
  return (Date.parse(b) - Date.parse(a)) / 86_400_000
}
