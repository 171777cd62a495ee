/**
 * Heads that name a law. Each rule reads one at its anchor character and says which steps a tail inherits.
 */
import { classifyTitle, isDraftTitle, KIND_WORDS, kindWord, normalTitle } from '../names/index.ts'
import { introduction, isIntroduced } from './alias.ts'
import { references } from './grammar.ts'
import { afterGap, type Head, lawHead, match, named, partByName, skip, WHOLE, withinWord } from './head.ts'
import { nameGoesOnLeft, nameGoesOnRight, standsAlone, unknownNameEndingAt } from './names.ts'
import type { Reading } from './reading.ts'
import type { CitedLaw } from './types.ts'

const OWN_KIND = new RegExp(`本(${KIND_WORDS.join('|')})`, 'y')
const THEIR_KIND = new RegExp(`[同该此](${KIND_WORDS.join('|')})`, 'y')

/** 《某条例》 · 《某法》（2018年修正）第三条 · 《甲法》（以下简称《甲》）第三条 */
export function titleHead(r: Reading, at: number): Head | undefined {
  const close = r.titles.get(at)
  if (close === undefined) return undefined
  const name = normalTitle(r.text.slice(at + 1, close))
  const end = close + 1
  if (isIntroduced(r.text, at)) {
    // a title written without marks may stand before its alias: 省人大常委会关于…的决定（以下简称《决定》）
    const bracket =
      at -
      14 +
      r.text
        .slice(Math.max(0, at - 14), at)
        .padStart(14)
        .lastIndexOf('（')
    const start = bracket > at - 14 ? unknownNameEndingAt(r.text, bracket, r.floor) : -1
    if (start >= 0) r.aliases.set(name, r.text.slice(start, bracket))
    return skip(at, end)
  }
  const title = r.aliases.get(name)
  if (title === undefined && classifyTitle(name) === undefined) {
    // 《条例（草案）》, 《草案》
    if (!/草案|修改稿|表决稿|审议稿/.test(name)) return skip(at, end)
  }
  const draft = isDraftTitle(name) || isDraftTitle(title ?? '') || /^(?:.{0,4}草案|.*修改稿)/.test(name)
  const law = named(name, true, title)
  const document = classifyTitle(title ?? name) === 'document'
  return lawHead(r, at, end, document ? { ...law, document } : law, title === undefined ? 'title' : 'alias', draft)
}

/** 刑法第三条 · 依照公司法的规定 · an alias without marks */
export function nameHead(r: Reading, end: number): Head | undefined {
  let start = r.names.longestEndingAt(r.text, end)
  const alias = r.aliasEndingAt(end)
  if (alias >= 0 && (start < 0 || alias < start)) start = alias
  if (start < r.floor) return undefined
  // 刑法修正案（八）
  let to = end
  const numbered = /^（[一二三四五六七八九十]{1,3}）/.exec(r.text.slice(end, end + 6))
  if (numbered && r.text.slice(start, end).endsWith('修正案')) to = end + numbered[0].length
  const tail = afterGap(r.text, to)
  const provision = /^(?:第|总则|分则|.{2,4}编)/.test(r.text.slice(tail, tail + 5)) && leadsTo(r, start, to, tail)
  const introduced = introduction(r.text, to) !== undefined && /[（(]/.test(r.text.charAt(to))
  if (isIntroduced(r.text, start)) return skip(start, to)
  if (/[本该此同]/.test(r.text.charAt(start - 1)) && isGeneric(r.text.slice(start, end))) return undefined
  if (nameGoesOnRight(r.text, to)) return undefined
  if (nameGoesOnLeft(r.text, start)) {
    const longer = unknownNameEndingAt(r.text, end, r.floor)
    if (longer >= 0 && longer < start) start = longer
  }
  const written = normalTitle(r.text.slice(start, to))
  const title = r.aliases.get(written)
  if (!provision && !introduced && (isGeneric(written) || !standsAlone(r.text, start, to, r.goesOnList(start))))
    return undefined
  return lawHead(r, start, to, named(written, false, title), title === undefined ? 'name' : 'alias', false)
}

/** 刑法|第三条, 刑法|分则第三章, 民法典|合同编 */
function leadsTo(r: Reading, start: number, to: number, tail: number): boolean {
  const law = named(r.text.slice(start, to), false, undefined)
  return references(r.text, tail) !== undefined || partByName(r.text, tail, law) !== undefined
}

/** 本法第三条 · 本条例第二章. 本法 alone is no citation. */
export function selfHead(r: Reading, at: number): Head | undefined {
  const word = match(OWN_KIND, r.text, at)
  if (!word || withinWord(r, at)) return undefined
  const end = at + word[0].length
  const own = r.quote ? r.quote.law : ({ kind: 'self' } as const)
  const head = lawHead(r, at, end, own, 'self', false)
  // 依照本章|程序: another rule may read it otherwise
  return head.tail === head.end && head.bases === WHOLE && !references(r.text, head.tail)
    ? undefined
    : { ...head, alone: head.bases !== WHOLE }
}

/** 同法第八条 · 该条例第五条 · 该决定第一条 */
export function theirHead(r: Reading, at: number): Head | undefined {
  const word = match(THEIR_KIND, r.text, at)
  if (!word || withinWord(r, at)) return undefined
  const end = at + word[0].length
  const antecedent = r.antecedent(word[1] ?? '')
  const law: CitedLaw = antecedent
    ? {
        kind: 'anaphor',
        word: word[0],
        name: antecedent.name,
        ...(antecedent.title ? { title: antecedent.title } : {}),
      }
    : { kind: 'anaphor', word: word[0] }
  const head = lawHead(r, at, end, law, 'anaphor-law', false)
  return { ...head, alone: false, ...(antecedent ? {} : { problem: 'no_antecedent' as const }) }
}

function isGeneric(name: string): boolean {
  return (KIND_WORDS as readonly string[]).includes(name) || kindWord(name) === name
}
