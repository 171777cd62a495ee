/**
 * Aliases that a text gives to laws, and the words that give them:
 *
 *   《中华人民共和国…组织法》（以下简称《地方组织法》）      （下称“民诉法”）     ，以下简称《条例》
 *   《甲法》、《乙法》（以下分别简称《甲》《乙》）
 */
import { normalTitle } from '../names/index.ts'

const INTRODUCTION =
  /[\s（(，,]{0,3}(?:以|在)?[下后](?:文)?(?:统|合|均|分别|通|一并)?(?:简称|称|合称|并称)(?:为|作)?[\s：:]{0,2}/y
const NAMES = /[《“"「]([^《》“”"「」（）()]{1,40})[》”"」]|([^《》“”"「」（）()，。；、,;]{2,40})(?=[）)])/y
const BETWEEN = /[、和与及\s]{0,3}/y

export interface Introduction {
  readonly names: readonly string[]
  /** After the closing bracket, where there is one. */
  readonly end: number
}

/** The introduction of an alias that begins at `at` (at its bracket or comma). */
export function introduction(text: string, at: number): Introduction | undefined {
  INTRODUCTION.lastIndex = at
  const lead = INTRODUCTION.exec(text)
  if (!lead) return undefined
  const bracket = /[（(]/.test(lead[0])
  const names: string[] = []
  let end = at + lead[0].length
  for (let i = 0; i < 6; i++) {
    NAMES.lastIndex = end
    const name = NAMES.exec(text)
    if (!name) break
    names.push(normalTitle(name[1] ?? name[2] ?? ''))
    end += name[0].length
    BETWEEN.lastIndex = end
    end += BETWEEN.exec(text)?.[0].length ?? 0
  }
  if (names.length === 0) return undefined
  if (bracket) {
    const close = /[^（）()]{0,30}[）)]/y
    close.lastIndex = end
    const rest = close.exec(text)
    if (rest) end += rest[0].length
  }
  return { names, end }
}

/** Does the text before `at` introduce an alias: 以下简称|《条例》? */
export function isIntroduced(text: string, at: number): boolean {
  return /(?:以|在)?[下后]文?(?:统|合|均|分别|通|一并)?(?:简称|称|合称|并称)(?:为|作)?[：:“"\s]{0,2}$/.test(
    text.slice(Math.max(0, at - 14), at),
  )
}
