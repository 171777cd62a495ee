/** What a reader keeps in mind while going through a document. */
import { type EidStep, parseEid } from '../names/eid.ts'
import { bareTitle, KIND_WORDS, kindWord, normalTitle } from '../names/index.ts'
import { pairTitles } from './marks.ts'
import { wellKnownNames } from './names.ts'
import { type Layout, layOut, type Place } from './place.ts'
import type { CitedLaw, FoundCitation, NameIndex, SelfLaw, Unit } from './types.ts'

interface Antecedent {
  readonly name: string
  readonly title?: string
  readonly unit: number
}

interface Last {
  readonly law: CitedLaw
  readonly steps: readonly EidStep[]
  readonly end: number
}

/** New text that an amendment quotes over one or several paragraphs: 将第三条修改为：“… */
interface Quote {
  readonly law: CitedLaw
  readonly article: EidStep | undefined
  paragraph: number
}

/** An antecedent of 该条例 stands no more than so many units back. */
const NEAR = 4

/** The law that a decision amends or a report is about: 关于修改《某条例》的决定, 刑法修正案（八）. */
export function subjectOf(title: string | undefined): string | undefined {
  if (title === undefined) return undefined
  const amendment = /^(.*法)修正案/.exec(title)
  if (amendment?.[1]) return amendment[1]
  const pairs = [...pairTitles(title)].filter(([start, end], _, all) => !all.some(([s, e]) => s < start && end < e))
  const [pair] = pairs
  if (!pair || pairs.length !== 1) return undefined
  const name = bareTitle(title.slice(pair[0] + 1, pair[1]))
  return kindWord(name) === undefined ? undefined : name
}

export class Reading {
  text = ''
  unit = 0
  /** Offset that the next citation may not begin before. */
  floor = 0
  titles: ReadonlyMap<number, number> = new Map()
  last: Last | undefined
  quote: Quote | undefined
  readonly aliases = new Map<string, string>()
  readonly names: NameIndex
  readonly layout: Layout
  readonly subject: string | undefined
  readonly amending: boolean
  private readonly antecedents = new Map<string, Antecedent>()
  private readonly aliasLengths = new Set<number>()
  private readonly recent: string[] = []
  private heading: { article: string; paragraph: number; law: CitedLaw; steps: readonly EidStep[] } | undefined

  constructor(
    readonly units: readonly Unit[],
    readonly self: SelfLaw,
  ) {
    this.names = self.names ?? wellKnownNames()
    this.layout = layOut(units)
    this.subject = self.subject ?? subjectOf(self.title)
    this.amending = /修正案|修改|修订/.test(self.title ?? '')
  }

  open(index: number): void {
    this.unit = index
    this.text = this.units[index]?.text ?? ''
    this.floor = 0
    this.last = undefined
    this.titles = pairTitles(this.text)
    if (this.quote) this.quote.paragraph++
  }

  get place(): Place {
    return this.layout.places[this.unit] ?? { paragraph: 1, container: () => undefined }
  }

  /** The article around; within the quoted text of an amendment the amended one. */
  get article(): EidStep | undefined {
    return this.quote ? this.quote.article : this.place.article
  }

  get paragraph(): number {
    return this.quote ? this.quote.paragraph : this.place.paragraph
  }

  /** Whose 前款, 本条 and 第二款 are meant. */
  ownLaw(): CitedLaw {
    return this.quote ? this.quote.law : { kind: 'self' }
  }

  /** Whose 第三条 is meant where no law is named. */
  bareLaw(at: number): CitedLaw {
    if (this.quote) return this.quote.law
    if (this.subject !== undefined && (this.amending || !this.place.article))
      return { kind: 'subject', name: this.subject }
    const carried = this.carried(at)
    if (carried) return carried
    if (this.place.article || (kindWord(this.self.title ?? '') && this.subject === undefined)) return { kind: 'self' }
    return { kind: 'unknown' }
  }

  draftLaw(): CitedLaw {
    return this.subject === undefined ? { kind: 'unknown' } : { kind: 'subject', name: this.subject }
  }

  /** 依照刑法第三百八十二条、…以及第三百八十三条的规定: the law named just before goes on within the clause. */
  private carried(at: number): CitedLaw | undefined {
    const last = this.last
    if (!last || last.law.kind === 'self' || last.steps[0] === undefined) return undefined
    const between = this.text.slice(last.end, Math.min(at, last.end + 31))
    return between.length <= 30 && !/[。；]/.test(between) && /(?:和|与|或者|以及|、|及|或|至)$/.test(between)
      ? last.law
      : undefined
  }

  /** `law` was just called one of `names`. */
  introduce(law: CitedLaw, names: readonly string[]): void {
    const full = law.kind === 'named' ? (law.title ?? law.name) : undefined
    if (full === undefined) return
    // 《甲法》、《乙法》（以下分别简称《甲》《乙》）
    const titles = [...this.recent.slice(1 - names.length || this.recent.length), full]
    names.forEach((name, i) => {
      const title = names.length === titles.length ? titles[i] : full
      if (title === undefined || name === title || name.length > 40) return
      this.aliases.set(name, title)
      this.aliasLengths.add(name.length)
    })
  }

  /** Where the longest alias that ends at `end` begins, or -1. */
  aliasEndingAt(end: number): number {
    let found = -1
    for (const length of this.aliasLengths) {
      const start = end - length
      if (start >= this.floor && (found < 0 || start < found) && this.aliases.has(this.text.slice(start, end)))
        found = start
    }
    return found
  }

  /** The law that 同法 or 该条例 means: the last one named that calls itself so. */
  antecedent(kind: string): Antecedent | undefined {
    const found = this.antecedents.get(kind === '法典' ? '法' : kind)
    if (!found || this.unit - found.unit > NEAR) return undefined
    return found
  }

  /** The article that a head names for the items under it: 违反本条例第二十条规定，有下列行为之一的： */
  continued(): { law: CitedLaw; steps: readonly EidStep[] } | undefined {
    const { article, item, paragraph } = this.place
    if (this.last && !this.text.slice(this.last.end, this.last.end + REACH).includes('。')) {
      const at = this.last.steps.findIndex((s) => s.kind === 'article')
      if (at >= 0) return { law: this.last.law, steps: this.last.steps.slice(0, at + 1) }
    }
    const head = this.heading
    if (!head || !article || !item || this.quote) return undefined
    return head.article === keyOf(article) && head.paragraph === paragraph ? head : undefined
  }

  /** Keep what was found: antecedents, and the article a head names. */
  remember(found: FoundCitation, steps: readonly (readonly EidStep[])[]): void {
    const { law } = found
    if (law.kind === 'named') {
      const full = law.title ?? law.name
      this.recent.push(full)
      if (this.recent.length > 8) this.recent.shift()
      const kind = KIND_WORDS.findLast((w) => bareTitle(full).endsWith(w)) ?? ''
      const antecedent = { name: law.name, ...(law.title ? { title: law.title } : {}), unit: this.unit }
      for (const word of KIND_WORDS) {
        if (bareTitle(normalTitle(full)).endsWith(word)) this.antecedents.set(word === '法典' ? '法' : word, antecedent)
      }
      if (kind !== '法') this.antecedents.delete('')
    }
    const last = steps.at(-1)
    this.last = { law, steps: last ?? [], end: found.end }
    const { article, item, paragraph } = this.place
    if (article && !item && last?.[0]?.kind === 'article' && steps.length === 1 && /：\s*$/.test(this.text.slice(-3))) {
      this.heading = { article: keyOf(article), paragraph, law, steps: last }
    }
  }

  /** Follow the quotation marks of an amendment from paragraph to paragraph. */
  followQuotes(character: string, at: number): void {
    if (character === '“') {
      if (this.quote || this.subject === undefined || !this.amending) return
      const lead = this.text.slice(Math.max(0, at - 12), at)
      if (!/(?:修改|改|修正|增加|调整|规定|条|款|项|表述)[^。；]{0,8}[：:]?$/.test(lead) || !/[：:]$/.test(lead)) return
      const law = { kind: 'subject' as const, name: this.subject }
      const article = this.last?.steps.find((s) => s.kind === 'article')
      const paragraph = this.last?.steps.find((s) => s.kind === 'paragraph')?.number ?? 1
      this.quote = { law, article, paragraph }
    } else if (character === '”' && this.quote) {
      const rest = this.text.slice(at + 1, at + 3)
      if (rest === '' || /^[。；\s]/.test(rest)) this.quote = undefined
    }
  }
}

const REACH = 200

function keyOf(step: EidStep): string {
  return `${step.number}-${step.sub ?? ''}`
}

/** Steps of an eId of ours. */
export function stepsOf(eid: string): readonly EidStep[] {
  return parseEid(eid) ?? []
}
