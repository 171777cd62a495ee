/** What every rule for a head shares. */
import type { EidStep } from '../names/eid.ts'
import { introduction } from './alias.ts'
import { bracketEnd } from './marks.ts'
import type { Reading } from './reading.ts'
import type { CitedLaw, Problem, Rule } from './types.ts'

export interface Head {
  readonly start: number
  /** Where the tail begins, and where the citation ends if there is none. */
  readonly end: number
  readonly tail: number
  readonly law: CitedLaw
  /** What the head itself points to; a tail narrows the last one. */
  readonly bases: readonly (readonly EidStep[])[]
  /** Is it a citation without a tail? */
  readonly alone: boolean
  readonly rule: Rule
  readonly draft?: boolean
  readonly problem?: Problem
  /** Nothing before this offset is read again (an alias was introduced there). */
  readonly skipTo?: number
}

export const WHOLE = [[]] as const
const GAP = /(?:的|中的?|关于)?[\s\u3000]{0,3}(?=第|总则|分则|附则|[一-龥]{2,4}编)/y

/** 本 and 同 within other words: 基本法, 成本项目, 合同法, 共同条款; but 造成本条例…, 符合同法…. */
const WITHIN_WORD: Readonly<Record<string, RegExp>> = {
  本: /(?:[资基根样版剧课标日脚账抄]|(?<![造构形完变组达])成)$/,
  同: /(?:[共不相等如会雷胞伙陪随认协一]|(?<!符)合)$/,
  // 各该条 are several, 应该 none
  该: /[应各]$/,
  此: /[因据由对为就彼从]$/,
}

export function withinWord(r: Reading, at: number): boolean {
  return WITHIN_WORD[r.text.charAt(at)]?.test(r.text.slice(Math.max(0, at - 2), at)) ?? false
}

/** A law, its brackets and aliases, the parts that have names (总则, 分则, 合同编); the tail is read by the caller. */
export function lawHead(r: Reading, start: number, end: number, law: CitedLaw, rule: Rule, draft: boolean): Head {
  let tail = end
  let skipTo: number | undefined
  for (let i = 0; i < 3; i++) {
    const intro = introduction(r.text, tail)
    if (intro) {
      r.introduce(law, intro.names)
      skipTo = intro.end
      tail = intro.end
      continue
    }
    const bracket = bracketEnd(r.text, tail)
    if (bracket < 0) break
    const inner = r.text.slice(tail + 1, bracket - 1)
    // a bracket that lists provisions is read for itself: 《某条例》（第七条、第九条）
    if (/^第.{1,8}[条章款]/.test(inner)) break
    tail = bracket
  }
  const afterBrackets = tail
  tail = afterGap(r.text, tail)
  const named_ = partByName(r.text, tail, law)
  if (named_) {
    const to = tail + named_.length
    return {
      start,
      end: to,
      tail: to,
      law,
      bases: [[named_.step]],
      alone: true,
      rule,
      draft,
      ...(skipTo ? { skipTo } : {}),
    }
  }
  return {
    start,
    end,
    tail: Math.max(tail, afterBrackets),
    law,
    bases: WHOLE,
    alone: true,
    rule,
    draft,
    ...(skipTo ? { skipTo } : {}),
  }
}

const CIVIL_PARTS = ['总则', '物权', '合同', '人格权', '婚姻家庭', '继承', '侵权责任'] as const

/** 刑法总则 is 第一编 of a law in 编, elsewhere 总则 is the first chapter; 民法典合同编 is 第三编. */
export function partByName(text: string, at: number, law: CitedLaw): { length: number; step: EidStep } | undefined {
  const name = law.kind === 'named' ? (law.title ?? law.name) : law.kind === 'subject' ? law.name : ''
  if (name.endsWith('民法典')) {
    const part = CIVIL_PARTS.findIndex((p) => text.startsWith(`${p}编`, at))
    const length = (CIVIL_PARTS[part]?.length ?? 0) + 1
    if (part >= 0) return { length, step: { kind: 'part', number: part + 1 } }
  }
  const word = text.startsWith('总则', at) ? 1 : text.startsWith('分则', at) ? 2 : undefined
  if (word === undefined) return undefined
  if (name.endsWith('刑法') || text.startsWith('分则', at)) return { length: 2, step: { kind: 'part', number: word } }
  return { length: 2, step: { kind: 'chapter', number: 1 } }
}

export function named(name: string, marks: boolean, title: string | undefined): Extract<CitedLaw, { kind: 'named' }> {
  return { kind: 'named', name, marks, ...(title === undefined ? {} : { title }) }
}

/** Nothing is cited here, and nothing within is to be read again. */
export function skip(start: number, end: number): Head {
  return { start, end, tail: end, law: { kind: 'unknown' }, bases: [], alone: false, rule: 'title', skipTo: end }
}

export function afterGap(text: string, at: number): number {
  return at + (match(GAP, text, at)?.[0].length ?? 0)
}

export function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
