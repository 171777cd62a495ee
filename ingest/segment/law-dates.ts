import type { Edition, HistoryEntry, IsoDate } from '../../graph/model.ts'
import { bareTitle } from '../../language/names/documents.ts'
import { allDays } from '../../language/text/dates.ts'
import { foldText } from '../../language/text/shape.ts'
import type { Description } from './describe.ts'
import { historyOf } from './header.ts'
import type { Item } from './items.ts'
import type { MetadataRow } from './metadata.ts'
import type { Structure } from './structure.ts'

/** 《某条例》由…通过，现予公布，自…起施行; a notice that prints a 办法 under it; a decision that changes a law. */
export interface Announcement {
  readonly text: string
  readonly date?: IsoDate
  readonly issuer?: string
  /** 关于修改《某条例》的决定 */
  readonly change?: true
}

/** What a file tells of the days of one of its laws. */
export interface Told {
  readonly item: Item
  readonly description: Description
  /** Documents of the same file that publish or change laws. */
  readonly announcements: readonly Announcement[]
  readonly metadata?: MetadataRow
  /** Date in the name of the file: 某条例(2019-01-15).md */
  readonly fileDate?: IsoDate
}

/** When and by whom a text was made, and from when it counts. */
export type Dates = Pick<
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

/** From the header, then announcements of the same file, then the last articles, then the side file. */
export function datesOf(told: Told, tree: Structure): Dates {
  const { item, description, announcements, metadata, fileDate } = told
  const { history } = description
  const first = (event: HistoryEntry['event']) => history.find((h) => h.event === event)
  const last = (...events: HistoryEntry['event'][]) => history.filter((h) => events.includes(h.event)).at(-1)
  const announced = announcements.find((a) => tellsOf(a, item) && !a.change)
  const decided = announcements.find((a) => tellsOf(a, item) && a.change)
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

/** Whether a document of the same file tells of this law. */
export function tellsOf(a: Announcement, item: Item): boolean {
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
