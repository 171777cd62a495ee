import type { HistoryEntry } from '../../graph/model.ts'
import { allDays } from '../../language/text/dates.ts'
import { closeUp } from '../../language/text/shape.ts'

/** Verbs that end an entry of an adoption line. The longest comes first. */
const EVENTS: readonly { event: HistoryEntry['event']; verb: RegExp }[] = [
  { event: 'revised', verb: /(?:第[一二三四五六七八九十]+次)?修订(?:通过|公布|发布|施行)?$/ },
  { event: 'amended', verb: /(?:第[一二三四五六七八九十]+次)?(?:修正|修改)(?:通过|公布|发布|施行)?$/ },
  {
    event: 'amended',
    verb: /(?:通过|批准)?的?《[^》]*(?:修正案|的决定)[^》]*》[（(]?[一二三四五六七八九十]*[)）]?、?$/,
  }, // 通过的《…法修正案》
  { event: 'adopted', verb: /(?:审议|表决|修订)?通过$/ },
  { event: 'approved', verb: /批准(?:发布|公布|施行)?$/ },
  { event: 'promulgated', verb: /(?:公布|发布|颁布|印发)(?:施行|实行)?$/ },
  { event: 'promulgated', verb: /(?<=令\s*[（(〔]?第?[\d〇一二三四五六七八九十百]{1,5}号[)）〕]?)$/ }, // 国务院令第692号
  { event: 'effective', verb: /(?:起)?\s*(?:施行|实施|实行|生效)$/ },
  { event: 'repealed', verb: /废止$/ },
]

/**
 * The entries of an adoption line or of history lines.
 *
 *   (2023年7月27日某市第五届人民代表大会常务委员会第十四次会议通过　2023年9月27日某省…会议批准)
 *   → adopted 2023-07-27 by 某市第五届人民代表大会常务委员会第十四次会议, approved 2023-09-27 by …
 *
 * `根据 A 通过 B 批准的《…决定》修正` is one change, dated by its last day.
 */
export function historyOf(text: string): HistoryEntry[] {
  const days = allDays(text)
  const entries: HistoryEntry[] = []
  let change = false
  days.forEach((day, i) => {
    const before = text.slice(days[i - 1]?.end ?? 0, day.start)
    const chunk = text.slice(day.end, days[i + 1]?.start ?? text.length)
    change = change || /(?:根据|依照|依据|(?<![已业])经)\s*$/.test(before)
    // an announcement goes on after the verb: …通过，现予公布，自…
    const clause = chunk.split(/[，。；]/)[0] ?? ''
    const phrase = closeUp(clause.replace(/(?:根据|依照|依据|自|经|，|,|；|;|。|[)）]|\s)+$/, ''))
    const found = EVENTS.find((e) => e.verb.test(phrase))
    if (!found) return
    const isChange = found.event === 'amended' || found.event === 'revised'
    if (change && !isChange) return
    change = false
    const by = bodyOf(phrase.replace(found.verb, ''), found.event) ?? bodyBefore(before)
    const entry = { date: day.day, ...(by ? { by } : {}), text: closeUp(text.slice(day.start, day.end)) + phrase }
    entries.push({ event: found.event, ...entry })
    if (/(?:公布|发布|颁布)(?:施行|实行)$/.test(phrase)) entries.push({ event: 'effective', ...entry })
  })
  return entries
}

/**
 * A text that was adopted once more is a change, though no verb says so: 2014年…会议通过 / 2022年…会议通过. The change is dated by
 * its last step, the approval where there is one.
 */
export function withChanges(history: readonly HistoryEntry[]): HistoryEntry[] {
  const first = history.find((h) => h.event === 'adopted')
  const later = (h: HistoryEntry) => first !== undefined && h.date > first.date
  const again = history.filter((h) => h.event === 'adopted' && later(h))
  const last = again.at(-1)
  if (!last || history.some((h) => (h.event === 'amended' || h.event === 'revised') && h.date >= last.date))
    return [...history]
  return history.map((h) => (h.event === 'adopted' && later(h) ? { ...h, event: 'revised' as const } : h))
}

/** 【发布日期】2022.03.31, 【发文字号】…, as databases of law print them under the title. */
export function metaLine(
  text: string,
):
  | HistoryEntry
  | { readonly number: string }
  | { readonly promulgated_by: string }
  | { readonly expired: true }
  | undefined {
  const match = /^【([^】]{2,8})】\s*(.*)$/.exec(text)
  const [, key = '', value = ''] = match ?? []
  const day = /(\d{4})[.\-年/](\d{1,2})[.\-月/](\d{1,2})/.exec(value)
  const date = day && `${day[1]}-${day[2]?.padStart(2, '0')}-${day[3]?.padStart(2, '0')}`
  if (date && /^(?:发布|公布|颁布)日期$/.test(key)) return { event: 'promulgated', date, text }
  if (date && /^(?:实施|施行|生效)日期$/.test(key)) return { event: 'effective', date, text }
  if (/^(?:发布部门|制定机关|公布机关)$/.test(key) && value !== '') return { promulgated_by: value }
  if (/^(?:发文字号|文号)$/.test(key) && value !== '') return { number: value }
  return key === '时效性' && /失效|废止/.test(value) ? { expired: true } : undefined
}

/** Whether a line is only there to tell of adoption, promulgation and effect. */
export function isHistoryLine(text: string): boolean {
  if (historyOf(text).length === 0 || text.length > 1500) return false
  return (
    /^[（(]|^(?:根据)?\s*[\d０-９〇○零一二三四五六七八九]{4}\s*年/.test(text.trim()) &&
    !/[。；](?!\s*[)）]?$)/.test(text)
  )
}

/** `中华人民共和国国务院令第656号` → 国务院令第656号, where a line gives one. */
export function decreeNumber(text: string): string | undefined {
  return /((?:(?![年月日])[\u4e00-\u9fa5、]){2,40}令\s*(?:[（(〔]\s*)?(?:第\s*)?[\d０-９〇一二三四五六七八九十百]{1,5}\s*号(?:(?<=[（(〔][^（(〔]*)[)）〕])?)/.exec(
    text.replace(/^[^日]*日/, ''),
  )?.[1]
}

/** 由某市…第十四次会议于2023年7月27日通过: the body stands before the day. */
function bodyBefore(before: string): string | undefined {
  return /(?:由|经|已经)?\s*([^，。；《》由经]{4,60}(?:会议|大会|委员会|人民政府|国务院))\s*于\s*$/.exec(before)?.[1]
}

function bodyOf(text: string, event: HistoryEntry['event']): string | undefined {
  const plain = text
    .replace(/《[^》]*》.*$/, '')
    .replace(/(?:令|公告)?\s*(?:第\s*)?[（(〔]?[\d０-９〇一二三四五六七八九十百]{1,5}\s*号[)）〕]?$/, '')
    .replace(/(?:以|经|由|被)?第?[一二三四五六七八九十]*次?$/, '')
    .replace(/^(?:经|由|被|，|,)\s*/, '')
    .replace(/(?:的|讨论|审议|表决|通过|批准)+$/, '')
    .replace(/(?:令|公告)$/, '')
  return plain.length >= 2 && event !== 'effective' ? plain : undefined
}
