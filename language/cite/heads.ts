/**
 * Heads: what a citation begins with. Each rule reads one at its anchor character and says which steps a tail inherits.
 */
import type { EidStep } from '../names/eid.ts'
import { classifyTitle, isDraftTitle, KIND_WORDS, kindWord, normalTitle } from '../names/index.ts'
import { parseNumeral } from '../text/numerals.ts'
import { introduction, isIntroduced } from './alias.ts'
import { references } from './grammar.ts'
import { bracketEnd } from './marks.ts'
import { nameGoesOnLeft, nameGoesOnRight, standsAlone, unknownNameEndingAt } from './names.ts'
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

const WHOLE = [[]] as const
const OWN_KIND = new RegExp(`本(${KIND_WORDS.join('|')})`, 'y')
const THEIR_KIND = new RegExp(`[同该此](${KIND_WORDS.join('|')})`, 'y')
const GAP = /(?:的|中的?|关于)?[\s\u3000]{0,3}(?=第|总则|分则|附则|[一-龥]{2,4}编)/y

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

/** 本 and 同 within other words: 基本法, 成本项目, 合同法, 共同条款; but 造成本条例…, 符合同法…. */
const WITHIN_WORD: Readonly<Record<string, RegExp>> = {
  本: /(?:[资基根样版剧课标日脚账抄]|(?<![造构形完变组达])成)$/,
  同: /(?:[共不相等如会雷胞伙陪随认协一]|(?<!符)合)$/,
  // 各该条 are several, 应该 none
  该: /[应各]$/,
  此: /[因据由对为就彼从]$/,
}

function withinWord(r: Reading, at: number): boolean {
  return WITHIN_WORD[r.text.charAt(at)]?.test(r.text.slice(Math.max(0, at - 2), at)) ?? false
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

const PREVIOUS = /(?:前([一二两三四五六七八九十]|数|几)?|上)([条款项])/y
/** 网上项目, 以上款项, 上条件 */
const ABOVE = /的?规定|所|第|各项|中/y

/** 前款 · 前两款 · 前条第一款第（二）项 · 前项 */
export function previousHead(r: Reading, at: number): Head | undefined {
  const word = match(PREVIOUS, r.text, at)
  if (!word) return undefined
  const end = at + word[0].length
  const unit = word[2] ?? ''
  if (match(NO_THIS[unit] ?? NO_THIS_OTHER, r.text, end)) return undefined
  if (/[目之提空]/.test(r.text.charAt(at - 1))) return undefined
  if (r.text.charAt(at) === '上' && (!match(ABOVE, r.text, end) || /[以网线路岸海身之]/.test(r.text.charAt(at - 1)))) {
    return undefined
  }
  const counted = word[1] === '数' || word[1] === '几' ? Number.POSITIVE_INFINITY : (parseNumeral(word[1] ?? '一') ?? 1)
  const place = r.place
  const article = r.article
  const base = { start: at, end, tail: end, law: r.ownLaw(), alone: true, rule: 'previous' as const }
  // 对前三项污染物征收: the first three of some list
  if (unit === '项' && !place.item && !/^(?:的?规定|所|情形|行为|的)/.test(r.text.slice(end, end + 3))) return undefined
  if (!article) return { ...base, bases: [], problem: 'outside_of_a_provision' }
  let bases: EidStep[][] | undefined
  if (unit === '条') bases = r.layout.articlesBefore(article, counted)?.map((a) => [a])
  else if (unit === '款') {
    bases = before(r.paragraph, counted)?.map((n) => [article, { kind: 'paragraph', number: n }])
    // a sentence that was printed on after the last item: （四）…的。有前款第（三）项行为的
    if (!bases && place.item && references(r.text, end, [article])?.pieces[0]?.steps.at(-1)?.kind === 'item') {
      bases = [[article, { kind: 'paragraph', number: r.paragraph }]]
    }
  } else if (place.item && !r.quote) {
    const paragraph: EidStep = { kind: 'paragraph', number: place.paragraph }
    bases = before(place.item.number, counted)?.map((n) => [article, paragraph, { kind: 'item', number: n }])
  }
  return bases ? { ...base, bases } : { ...base, bases: [], problem: 'no_such_neighbour' }
}

/** [n − count, … n − 1]; undefined where there are not so many. */
function before(n: number, count: number): number[] | undefined {
  const from = count === Number.POSITIVE_INFINITY ? 1 : n - count
  if (from < 1 || n <= 1) return undefined
  return Array.from({ length: n - from }, (_, i) => from + i)
}

const THIS = /本(条|款|项|章|节|编|分编)/y
const NO_THIS: Readonly<Record<string, RegExp>> = {
  条: /[例件约目幅线]|款/y,
  款: /[式物额]|项(?!第|规定|所)/y,
  项: /目(?!录)/y,
  章: /程(?!序)/y,
}
const NO_THIS_OTHER = /[制辑写导者程外目省能]/y

/** 本条第二款 · 本条规定 · 本款第（一）项 · 本章 · 本节. 本款 and 本项 alone are none. */
export function thisHead(r: Reading, at: number): Head | undefined {
  const word = match(THIS, r.text, at)
  if (!word || withinWord(r, at)) return undefined
  const end = at + word[0].length
  if (match(NO_THIS[word[1] ?? ''] ?? NO_THIS_OTHER, r.text, end)) return undefined
  const law = r.ownLaw()
  const base = { start: at, end, tail: end, law, rule: 'this' as const }
  const article = r.article
  const kinds = { 章: 'chapter', 节: 'section', 编: 'part', 分编: 'subpart' } as const
  const container = kinds[word[1] as keyof typeof kinds]
  if (container) {
    const around = r.place.container(container)
    if (around && !r.quote) return { ...base, bases: [around], alone: true }
    // 本节第一百九十二条: the article says enough
    if (references(r.text, end)?.pieces[0]?.steps[0]?.kind === 'article') return { ...base, bases: WHOLE, alone: false }
    if (r.quote) return undefined
    return r.place.article ? { ...base, bases: [], alone: true, problem: 'no_such_neighbour' } : undefined
  }
  if (!article) return undefined
  if (word[1] === '条') {
    const inner = match(PREVIOUS, r.text, end)
    if (inner?.[2] === '款') {
      // 本条前两款
      const head = previousHead(r, end)
      if (head) return { ...head, start: at, rule: 'this' }
    }
    return { ...base, bases: [[article]], alone: true }
  }
  const paragraph: EidStep = { kind: 'paragraph', number: r.paragraph }
  if (word[1] === '款') return { ...base, bases: [[article, paragraph]], alone: false }
  return r.place.item ? { ...base, bases: [[article, paragraph, r.place.item]], alone: false } : undefined
}

const THAT = /[该同此](条|款|项)/y

/** 该条第二款 · 同条第三款 · 该款规定: what was cited before in the same unit */
export function thatHead(r: Reading, at: number): Head | undefined {
  const word = match(THAT, r.text, at)
  if (!word || !r.last || withinWord(r, at)) return undefined
  const end = at + word[0].length
  const kind = ({ 条: 'article', 款: 'paragraph', 项: 'item' } as const)[word[1] as '条' | '款' | '项']
  const next = r.text.slice(end, end + 4)
  if (/^[例约件目式]/.test(next) || (word[1] === '款' && /^项/.test(next))) return undefined
  const tail = references(r.text, end) !== undefined
  if (!tail && (word[1] === '项' || !/^(?:的?规定|所|中|、|和|修改|前)/.test(next))) return undefined
  const steps = r.last.steps
  const at_ = steps.findIndex((s) => s.kind === kind)
  if (at_ < 0) return undefined
  return {
    start: at,
    end,
    tail: end,
    law: r.last.law,
    bases: [steps.slice(0, at_ + 1)],
    alone: true,
    rule: 'anaphor-provision',
  }
}

const DRAFT_BEFORE =
  /(?:草案(?:[一二三]次审议稿|修改稿|建议稿|表决稿)?|修改稿|审议稿|表决稿|征求意见稿|送审稿|初稿)(?:的|中的?)?$/
const NUMBERED_HEADING = /^第[^\s\u3000]{1,12}?(?:编|章|节|条(?:之[一二三四五六七八九十]{1,3})?)(?:[\s\u3000]|$)/

/** 第三条 · 第二款 · 第（一）项, with whatever law name stands before it without marks */
export function bareHead(r: Reading, at: number): Head | undefined {
  const parsed = references(r.text, at)
  const first = parsed?.pieces[0]?.steps[0]
  if (!parsed || !first) return undefined
  if (isOwnNumber(r, at)) {
    r.newText(first)
    return skip(at, parsed.end)
  }
  const left = r.text.slice(Math.max(0, at - 12), at)
  if (first.kind === 'article' || first.kind === 'part' || first.kind === 'chapter') {
    const written = DRAFT_BEFORE.test(left)
    if (!written) {
      const start = first.kind === 'article' ? unknownNameEndingAt(r.text, at, r.floor) : -1
      if (start >= 0 && !/^[本该同此]/.test(r.text.slice(start))) {
        const name = normalTitle(r.text.slice(start, at))
        return {
          ...lawHead(r, start, at, named(name, false, r.aliases.get(name)), 'unknown-name', false),
          alone: false,
        }
      }
      if (/(?:合同|协议|章程|规约|遗嘱)(?:的|中)?$/.test(left)) return skip(at, parsed.end)
    }
    const part = first.kind === 'chapter' ? (r.place.container('subpart') ?? r.place.container('part')) : undefined
    const law = written ? r.draftLaw() : r.bareLaw(at)
    const draft = written || (law.kind === 'subject' && r.subjectIsDraft)
    const base = part && law.kind === 'self' ? part : []
    return { start: at, end: at, tail: at, law, bases: [base], alone: false, rule: 'bare', ...(draft ? { draft } : {}) }
  }
  return innerHead(r, at, first, parsed.end) ?? skip(at, parsed.end)
}

/** 第二款 · 第（一）项 · 第二节: parts of the article, paragraph or chapter that the unit stands in */
function innerHead(r: Reading, at: number, first: EidStep, end: number): Head | undefined {
  const law = r.ownLaw()
  const base = { start: at, end: at, tail: at, alone: false, rule: 'bare' as const, law }
  if (first.kind === 'section') {
    const chapter = r.place.container('chapter')
    return chapter && !r.quote ? { ...base, bases: [chapter] } : undefined
  }
  const article = r.article
  if (!article || /^(?:议程|任务|工作|措施|制度|内容是|款|费用|支付)/.test(r.text.slice(end, end + 3))) return undefined
  const head = r.continued(at, first)
  if (head) return { ...base, law: head.law, bases: [head.steps], rule: 'continuation' }
  if (first.kind === 'paragraph') return { ...base, bases: [[article]] }
  const paragraph = r.place.item && !r.quote ? r.place.paragraph : r.layout.paragraphWithItems(article)
  const inner: EidStep[] = paragraph === undefined || r.quote ? [] : [{ kind: 'paragraph', number: paragraph }]
  if (first.kind === 'item') return { ...base, bases: [[article, ...inner]] }
  return r.place.item ? { ...base, bases: [[article, ...inner, r.place.item]] } : undefined
}

/** 第三条 at the beginning of its own line, or of the new text in an amendment (“第三条 …) */
function isOwnNumber(r: Reading, at: number): boolean {
  const opens = at < 8 ? /^[\s\u3000#*“"-]*$/.test(r.text.slice(0, at)) : /[“"\n]/.test(r.text.charAt(at - 1))
  return opens && NUMBERED_HEADING.test(r.text.slice(at, at + 20))
}

/** A law, its brackets and aliases, the parts that have names (总则, 分则, 合同编); the tail is read by the caller. */
function lawHead(r: Reading, start: number, end: number, law: CitedLaw, rule: Rule, draft: boolean): Head {
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
function partByName(text: string, at: number, law: CitedLaw): { length: number; step: EidStep } | undefined {
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

function named(name: string, marks: boolean, title: string | undefined): Extract<CitedLaw, { kind: 'named' }> {
  return { kind: 'named', name, marks, ...(title === undefined ? {} : { title }) }
}

/** Nothing is cited here, and nothing within is to be read again. */
function skip(start: number, end: number): Head {
  return { start, end, tail: end, law: { kind: 'unknown' }, bases: [], alone: false, rule: 'title', skipTo: end }
}

function isGeneric(name: string): boolean {
  return (KIND_WORDS as readonly string[]).includes(name) || kindWord(name) === name
}

function afterGap(text: string, at: number): number {
  return at + (match(GAP, text, at)?.[0].length ?? 0)
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
