/** What a reader keeps in mind while going through a document. */
import type { EidStep } from '../names/eid.ts'
import { bareTitle, KIND_WORDS, kindWord } from '../names/index.ts'
import { pairTitles } from './marks.ts'
import { nameGoesOnRight, wellKnownNames } from './names.ts'
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
  /** All that it cites, where it cites several articles: what 各该条 means. */
  readonly listed: readonly (readonly EidStep[])[]
  readonly end: number
}

/** New text that an amendment quotes over one or several paragraphs: 将第三条修改为：“… */
interface Quote {
  readonly law: CitedLaw
  readonly article: EidStep | undefined
  /** 款 of the new text, counted by its paragraphs. */
  paragraph: number
  /** Marks opened within it: “…“护照”…”. */
  depth: number
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
  // 关于修改《甲》等三件法规的决定 is about none of them in particular
  if (/^(?:等|和|及)/.test(title.slice(pair[1] + 1))) return undefined
  const name = bareTitle(title.slice(pair[0] + 1, pair[1]))
  return kindWord(name) === undefined ? undefined : name
}

/** 第二百七十八条规定的 */
const CRIME_AHEAD = /^第[^，。；第]{1,12}条(?:之[一二三四五六七八九十])?(?:第[^，。；第]{1,4}[款项])*规定的/

export class Reading {
  text = ''
  unit = 0
  /** How many targets this unit may still give: a text of nothing but 第一条至第九千条 must not fill the memory. */
  budget = 0
  /** Offset that the next citation may not begin before. */
  floor = 0
  titles: ReadonlyMap<number, number> = new Map()
  last: Last | undefined
  quote: Quote | undefined
  readonly aliases = new Map<string, string>()
  readonly names: NameIndex
  readonly layout: Layout
  subject: string | undefined
  readonly amending: boolean
  /** The document is about a draft: 关于《某条例（草案）》审议结果的报告. */
  readonly subjectIsDraft: boolean
  private readonly antecedents = new Map<string, Antecedent>()
  private readonly aliasLengths = new Set<number>()
  private readonly recent: string[] = []
  /** The article that an amendment speaks of. */
  private amended: EidStep | undefined
  private heading: { article: string; law: CitedLaw; steps: readonly EidStep[] } | undefined

  constructor(
    readonly units: readonly Unit[],
    readonly self: SelfLaw,
  ) {
    this.names = self.names ?? wellKnownNames()
    this.layout = layOut(units)
    this.subject = self.subject ?? subjectOf(self.title) ?? this.namedInTitle()
    this.subjectIsDraft =
      /草案|修改稿|审议稿|表决稿|征求意见稿/.test(self.title ?? '') && !/决定/.test(self.title ?? '')
    this.amending = /修正案|修改|修订/.test(self.title ?? '')
  }

  /** 关于适用刑法第三百条的批复: the one law that the title names without marks. */
  private namedInTitle(): string | undefined {
    const title = this.self.title ?? ''
    if (!title.includes('关于')) return undefined
    const found = new Set<string>()
    for (const ending of title.matchAll(/[法典例]/g)) {
      const end = ending.index + 1
      const start = this.names.longestEndingAt(title, end)
      if (start > 0 && !nameGoesOnRight(title, end)) found.add(title.slice(start, end))
    }
    const [only, more] = found
    return more === undefined ? only : undefined
  }

  open(index: number): void {
    this.unit = index
    this.text = this.units[index]?.text ?? ''
    this.floor = 0
    this.budget = 2000 + this.text.length
    this.last = undefined
    this.titles = pairTitles(this.text)
    if (!this.place.item && opensList(this.text)) this.heading = undefined
    if (this.quote) {
      // a quotation that never closed ends where the decision goes on: 四、将第九条修改为
      if (/^[一二三四五六七八九十百]+、/.test(this.text)) this.quote = undefined
      else this.quote.paragraph++
    }
  }

  get place(): Place {
    return this.layout.places[this.unit] ?? { paragraph: 1, container: () => undefined }
  }

  /** The article around; within an amendment the amended one. */
  get article(): EidStep | undefined {
    if (this.quote) return this.quote.article
    return this.place.article ?? (this.amending ? this.amended : undefined)
  }

  get paragraph(): number {
    return this.quote ? this.quote.paragraph : this.place.paragraph
  }

  /** Whose 前款, 本条 and 第二款 are meant. */
  ownLaw(): CitedLaw {
    if (this.quote) return this.quote.law
    return this.amending && !this.place.article && this.subject !== undefined
      ? { kind: 'subject', name: this.subject }
      : { kind: 'self' }
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
    const between = this.text.slice(last.end, Math.min(at, last.end + 61))
    // 构成刑法第二百二十一条规定的损害商业信誉罪，第二百七十八条规定的…罪
    if (/^规定的[^。；第]{1,50}罪[，、]$/.test(between) && CRIME_AHEAD.test(this.text.slice(at, at + 30)))
      return last.law
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

  /**
   * The article that a 第二款 or 第（一）项 at `at` belongs to, where it is not the one around:
   *
   *   违反本条例第二十条规定，有下列行为之一的：  （一）违反第一项规定的      named by the head of the list
   *   违反本法第十条第一款规定的…；违反第二款规定的                        named before in the sentence
   *   本法第二十二条第一款所列各项请求，…第（四）项请求                     the article around has no such part
   */
  continued(at: number, part: EidStep): { law: CitedLaw; steps: readonly EidStep[] } | undefined {
    const { article, item } = this.place
    if (!article || this.quote) return undefined
    const lead = this.text.slice(Math.max(0, at - 3), at)
    const { last, heading } = this
    const lacking = !this.layout.has(article, part)
    if (last && last.steps[0]?.kind === 'article' && !same(last.steps[0], article)) {
      const between = this.text.slice(last.end, Math.min(at, last.end + REACH))
      const near = last.end + REACH > at && !between.includes('。')
      if (near && (lacking || /违反$/.test(lead) || /^除?$/.test(between))) {
        const steps = last.steps.filter((s) => s.kind === 'article' || (s.kind === 'paragraph' && part.kind === 'item'))
        return { law: last.law, steps }
      }
    }
    if (!heading || !item || heading.article !== keyOf(article)) return undefined
    return /(?:违反|有|属于|具有|实施|符合)$/.test(lead) ? heading : undefined
  }

  /** 根据劳动法、|未成年人保护法: does the name at `start` go on a list of citations? */
  goesOnList(start: number): boolean {
    return (
      this.last !== undefined &&
      /^(?:、|和|与|及|以及|或者|或)$/.test(this.text.slice(this.last.end, Math.min(start, this.last.end + 3)))
    )
  }

  /** Keep what was found: antecedents, and the article a head names. */
  remember(found: FoundCitation, steps: readonly (readonly EidStep[])[]): void {
    const { law } = found
    if (law.kind === 'named') {
      const full = law.title ?? law.name
      this.recent.push(full)
      if (this.recent.length > 8) this.recent.shift()
      const bare = bareTitle(full)
      const antecedent = { name: law.name, ...(law.title ? { title: law.title } : {}), unit: this.unit }
      for (const word of KIND_WORDS) {
        if (bare.endsWith(word)) this.antecedents.set(word === '法典' ? '法' : word, antecedent)
      }
    }
    const last = steps.at(-1)
    this.last = { law, steps: last ?? [], listed: steps, end: found.end }
    if (this.amending && !this.quote) {
      if (law.kind === 'named' && last === undefined && RUNNING_HEAD.test(this.text.slice(0, found.start))) {
        this.subject = law.title ?? law.name
      }
      this.amended = last?.find((s) => s.kind === 'article') ?? this.amended
    }
    const { article, item } = this.place
    if (
      article &&
      !item &&
      last?.[0]?.kind === 'article' &&
      steps.length === 1 &&
      opensList(this.text) &&
      this.isBreach(found.start)
    ) {
      this.heading = { article: keyOf(article), law, steps: last }
    }
  }

  /** 违反|本条例第二十条规定: only then do 第一项 and 第二项 below mean that article's. */
  private isBreach(at: number): boolean {
    return /违反[^，。；]{0,20}$/.test(this.text.slice(Math.max(0, at - 24), at))
  }

  /** New text begins with its own number: “第一百二十条之六 … */
  newText(step: EidStep): void {
    if (!this.amending || step.kind !== 'article') return
    this.amended = step
    if (this.quote) this.quote = { ...this.quote, article: step, paragraph: 1 }
  }

  /** Follow the quotation marks of an amendment from paragraph to paragraph. */
  followQuotes(character: string, at: number): void {
    if (character === '“') {
      // every paragraph of a long quotation begins with a mark of its own
      if (this.quote && at > 0) this.quote.depth++
      if (this.quote || this.subject === undefined || !this.amending) return
      const lead = this.text.slice(Math.max(0, at - 12), at)
      if (!/(?:修改|改|修正|增加|调整|规定|条|款|项|表述)[^。；]{0,8}[：:]?$/.test(lead) || !/[：:]$/.test(lead)) return
      const law = { kind: 'subject' as const, name: this.subject }
      const paragraph = this.last?.steps.find((s) => s.kind === 'paragraph')?.number ?? 1
      this.quote = { law, article: this.amended, paragraph, depth: 1 }
    } else if (this.quote && --this.quote.depth === 0) this.quote = undefined
  }
}

const REACH = 200
/** 三、修改《某解释》 or 三、《某解释》 in a decision that amends many. */
const RUNNING_HEAD = /^\s*[一二三四五六七八九十（）()\d]{1,5}[、．.]?\s*(?:关于|对|将)?(?:修改|修订)?《?$/

/** 有下列行为之一的： */
function opensList(text: string): boolean {
  return /[：:]\s*$/.test(text.slice(-3))
}

function same(a: EidStep, b: EidStep): boolean {
  return a.number === b.number && a.sub === b.sub
}

function keyOf(step: EidStep): string {
  return `${step.number}-${step.sub ?? ''}`
}
