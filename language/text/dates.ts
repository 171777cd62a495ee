/** Days as legal texts write them: 2023年10月9日, 2023 年 10 月 9 日, 二〇二三年十月九日, ２０２３年１０月９日. */
import { parseNumeral } from './numerals.ts'

const Y = '[\\d０-９〇零○Ｏ一二三四五六七八九]'
const D = '[\\d０-９〇零一二三四五六七八九十廿卅]'

/** A pattern for one day; groups: year, month, day. Use with `dayOf`. */
export const DAY = `((?:${Y}\\s?){4})年\\s*(${D}{1,3})\\s*月\\s*(${D}{1,3})\\s*日`

const FIRST_DAY = new RegExp(DAY)

/** ISO day of a match of `DAY`, or undefined where there is no such day. */
export function dayOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  const y = parseNumeral((year ?? '').replace(/Ｏ/g, '〇'))
  const m = parseNumeral(month ?? '')
  const d = parseNumeral(day ?? '')
  if (y === undefined || m === undefined || d === undefined || y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1)
    return undefined
  return d <= new Date(Date.UTC(y, m, 0)).getUTCDate() ? `${y}-${pad(m)}-${pad(d)}` : undefined
}

/** The first day that the text names. */
export function firstDay(text: string): string | undefined {
  const match = FIRST_DAY.exec(text)
  return match ? dayOf(match[1], match[2], match[3]) : undefined
}

export interface DayMatch {
  readonly day: string
  readonly start: number
  readonly end: number
}

/** All days that the text names, in order. */
export function allDays(text: string): DayMatch[] {
  const days: DayMatch[] = []
  for (const match of text.matchAll(new RegExp(DAY, 'g'))) {
    const day = dayOf(match[1], match[2], match[3])
    if (day) days.push({ day, start: match.index, end: match.index + match[0].length })
  }
  return days
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
