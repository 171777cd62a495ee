/**
 * Heads that are provisions: 前款, 本条, 该款, and a bare 第三条. Each rule reads one at its anchor character and says which
 * steps a tail inherits.
 */
import type { EidStep } from '../names/eid.ts'
import { normalTitle } from '../names/index.ts'
import { parseNumeral } from '../text/numerals.ts'
import { references } from './grammar.ts'
import { type Head, lawHead, match, named, skip, WHOLE, withinWord } from './head.ts'
import { unknownNameEndingAt } from './names.ts'
import type { Reading } from './reading.ts'

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
  // 本节各该条: the articles just listed, not the section
  if (r.text.startsWith('各该条', end)) return undefined
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

/** 犯第一百四十条至第一百四十八条规定之罪的，…依照各该条的规定处罚: each of the articles just listed, within the same unit */
export function eachHead(r: Reading, at: number): Head | undefined {
  const start = at - 1
  const articles = r.last?.listed.filter((steps) => steps.at(-1)?.kind === 'article') ?? []
  if (!r.last || r.text.slice(start, at + 2) !== '各该条' || start < r.floor || articles.length < 2) return undefined
  return {
    start,
    end: at + 2,
    tail: at + 2,
    law: r.last.law,
    bases: articles,
    alone: true,
    rule: 'anaphor-provision',
  }
}

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
