import { type EidStep, formatEid, type ProvisionKind } from '../../graph/ids.ts'
import type { AnomalyKind } from '../../graph/model.ts'
import { formatNumeral } from '../../language/text/numerals.ts'
import { type Positioned, slice, trim } from '../../language/text/positioned.ts'
import type { Block } from '../read/block.ts'
import { joinLines } from './lines.ts'
import type { ItemMarker, ListStyle } from './markers.ts'
import { type Token, tokenize } from './tokens.ts'

/** A provision before it belongs to a law. */
export interface DraftProvision {
  readonly eid: string
  readonly kind: ProvisionKind
  readonly label: string
  readonly heading?: string
  readonly parent?: string
  readonly content: Positioned
  /** Its own words, without those of its 款, 项 and 目. */
  readonly own: Positioned
}

export interface DraftAnomaly {
  readonly kind: AnomalyKind
  readonly at: Positioned
  readonly detail?: string
}

export interface Structure {
  readonly provisions: readonly DraftProvision[]
  readonly anomalies: readonly DraftAnomaly[]
  readonly articles: number
}

interface Node {
  readonly step: EidStep
  readonly eid: string
  readonly parent?: Node
  readonly label: string
  heading?: string
  readonly lines: Positioned[]
  readonly own: Positioned[]
  /** The last number given to a child of each kind. */
  readonly last: Map<ProvisionKind, number>
  /** How the list that is being read in this node is numbered. */
  style?: ListStyle
}

/** A part of a code that has a file of its own. */
export interface NamedPart {
  readonly name: string
  /** Its place in the code, where that is known. */
  readonly number?: number | undefined
}

/** Paragraphs of one law (header removed) → 编 章 节 条 款 项 目 with eIds, in the order of the text. */
export function structure(blocks: readonly Block[], source: string, part?: NamedPart): Structure {
  const tokens = tokenize(blocks)
  const builder = new Builder()
  // a part whose place is not known is numbered like its first article: no other part of the code has that one
  const number = part?.number ?? tokens.find((t) => t.type === 'article')?.marker.number
  if (part && number !== undefined) builder.open(part.name, number)
  for (const token of tokens) builder.take(token)
  return builder.finish(source)
}

/** Ranks of the containers above articles. */
const RANK: Partial<Record<ProvisionKind, number>> = { annex: 0, part: 1, subpart: 2, chapter: 3, section: 4 }

class Builder {
  readonly #nodes: Node[] = []
  readonly #eids = new Set<string>()
  readonly #anomalies: DraftAnomaly[] = []
  readonly #roots = new Map<ProvisionKind, number>()
  #containers: Node[] = []
  #article: Node | undefined
  #paragraph: Node | undefined
  #items: Node[] = []
  #lastArticle = { number: 0, sub: 0 }
  #articles = 0
  /** In a text without articles, the list that takes their place: 一、 … 二、 … (its numbers may run on over headings). */
  #topStyle: ListStyle | undefined
  #topLast = 0

  /** The part that the whole file is. */
  open(name: string, number: number): void {
    this.#containers = [this.#add(undefined, { kind: 'part', number }, name, name)]
  }

  take(token: Token): void {
    if (token.type === 'heading') this.#heading(token)
    else if (token.type === 'annex') this.#annex(token)
    else if (token.type === 'article') this.#startArticle(token)
    else if (token.type === 'item') this.#item(token.marker, token.content)
    else if (token.type === 'preamble') this.#preamble(token.content)
    else if (token.type === 'more') this.#more(token.content)
    else this.#text(token.content)
  }

  finish(source: string): Structure {
    const provisions = this.#nodes.map((n) => ({
      eid: n.eid,
      kind: n.step.kind,
      label: n.label,
      ...(n.heading ? { heading: n.heading } : {}),
      ...(n.parent ? { parent: n.parent.eid } : {}),
      content: joinLines(n.lines, source),
      own: joinLines(n.own, source),
    }))
    return { provisions, anomalies: this.#anomalies, articles: this.#articles }
  }

  #heading(token: Extract<Token, { type: 'heading' }>): void {
    const rank = RANK[token.kind] ?? 0
    this.#containers = this.#containers.filter((c) => (RANK[c.step.kind] ?? 0) < rank)
    const parent = this.#containers.at(-1)
    const last = (parent?.last ?? this.#roots).get(token.kind) ?? 0
    if (token.number > last + 1 && (last > 0 || (token.kind === 'chapter' && !parent)))
      this.#note('heading_gap', token.content, `${token.kind} ${last} → ${token.number}`)
    const step: EidStep = { kind: token.kind, number: token.number || last + 1 }
    this.#containers.push(this.#add(parent, step, token.label, token.heading))
    this.#leaveArticle()
  }

  #annex(token: Extract<Token, { type: 'annex' }>): void {
    const number = (this.#roots.get('annex') ?? 0) + 1
    this.#containers = [this.#add(undefined, { kind: 'annex', number }, token.label, token.heading)]
    this.#lastArticle = { number: 0, sub: 0 }
    this.#leaveArticle()
  }

  #startArticle({ marker, content, rest }: Extract<Token, { type: 'article' }>): void {
    const { number, sub } = marker
    const last = this.#lastArticle
    const annex = this.#containers[0]?.step.kind === 'annex' ? this.#containers[0] : undefined
    const known = this.#eids.has(eidOf(annex, { kind: 'article', number, ...(sub === undefined ? {} : { sub }) }))
    if (known) this.#note('article_duplicate', content, marker.label)
    else if (number < last.number) this.#note('article_order', content, `${last.number} → ${number}`)
    else if (last.number > 0 && number > last.number + 1) {
      this.#note('article_gap', content, `${last.number} → ${number}`)
    } else if (sub !== undefined && number === last.number && sub > last.sub + 1) {
      this.#note('article_gap', content, `${number}之${last.sub} → ${number}之${sub}`)
    }
    this.#lastArticle = { number, sub: sub ?? 0 }
    this.#leaveArticle()
    const step: EidStep = { kind: 'article', number, ...(sub === undefined ? {} : { sub }) }
    this.#article = this.#add(this.#containers.at(-1), step, marker.label, marker.heading, annex ?? 'top')
    this.#articles++
    if (rest.text !== '') this.#text(rest)
  }

  #leaveArticle(): void {
    this.#article = undefined
    this.#paragraph = undefined
    this.#items = []
  }

  /** A paragraph of running text: the next 款 of the article, or of the law itself where it has no articles. */
  #text(content: Positioned): void {
    const parent = this.#article ?? this.#containers.at(-1)
    this.#items = []
    const number = ((parent?.last ?? this.#roots).get('paragraph') ?? 0) + 1
    const label = `第${formatNumeral(number)}款`
    this.#paragraph = this.#add(parent, { kind: 'paragraph', number }, label)
    this.#write(this.#paragraph, content)
  }

  #preamble(content: Positioned): void {
    const existing = this.#nodes.find((n) => n.step.kind === 'preamble')
    this.#write(existing ?? this.#add(undefined, { kind: 'preamble', number: 0 }, '序言'), content)
  }

  /** A line that goes on with what is open: a row of a table, quoted new text. */
  #more(content: Positioned): void {
    const open = this.#items.at(-1) ?? this.#paragraph
    if (open) this.#write(open, content)
    else this.#text(content)
  }

  /** 项, or 目 where the list stands in an entry of a list that is numbered in another way. */
  #item(marker: ItemMarker, content: Positioned): void {
    const same = this.#items.findIndex((n) => n.style === marker.style)
    const siblingsOf = same >= 0 ? same : this.#items.length
    if (siblingsOf > 1) {
      this.#more(content)
      return
    }
    this.#items = this.#items.slice(0, siblingsOf)
    const top = siblingsOf === 0 && !this.#article && (this.#topStyle ?? marker.style) === marker.style
    if (top) this.#topStyle = marker.style
    const parent =
      this.#items.at(-1) ??
      (top ? this.#containers.at(-1) : (this.#paragraph ?? this.#article ?? this.#containers.at(-1)))
    const kind: ProvisionKind = siblingsOf === 0 ? 'item' : 'subitem'
    const last = (parent?.last ?? this.#roots).get(kind) ?? 0
    const due =
      marker.number === last + 1 || (marker.number === 1 && last > 0) || (top && marker.number === this.#topLast + 1)
    if (!due) this.#note('item_gap', content, `${last} → ${marker.number}`)
    if (top) this.#topLast = marker.number
    const node = this.#add(parent, { kind, number: marker.number }, marker.label)
    node.style = marker.style
    this.#items.push(node)
    const own = trim(slice(content, marker.length))
    if (parent) this.#write(parent, content, false)
    node.lines.push(own)
    node.own.push(own)
  }

  /** Adds a line to a node and to all that it is a part of. */
  #write(node: Node, content: Positioned, own = true): void {
    if (own && isText(node.step.kind)) node.own.push(content)
    for (let n: Node | undefined = node; n && isText(n.step.kind); n = n.parent) n.lines.push(content)
  }

  #add(
    parent: Node | undefined,
    wanted: EidStep,
    label: string,
    heading?: string,
    prefix: Node | 'top' | undefined = parent,
  ): Node {
    let step = wanted
    for (let repeat = 2; this.#eids.has(eidOf(prefix, step)); repeat++) step = { ...wanted, repeat }
    const node: Node = {
      step,
      eid: eidOf(prefix, step),
      ...(parent ? { parent } : {}),
      label,
      ...(heading ? { heading } : {}),
      lines: [],
      own: [],
      last: new Map(),
    }
    const counter = parent?.last ?? this.#roots
    counter.set(step.kind, step.number)
    this.#eids.add(node.eid)
    this.#nodes.push(node)
    return node
  }

  #note(kind: AnomalyKind, at: Positioned, detail?: string): void {
    this.#anomalies.push({ kind, at, ...(detail === undefined ? {} : { detail }) })
  }
}

function isText(kind: ProvisionKind): boolean {
  return kind === 'article' || kind === 'paragraph' || kind === 'item' || kind === 'subitem' || kind === 'preamble'
}

function eidOf(parent: Node | 'top' | undefined, step: EidStep): string {
  return parent && parent !== 'top' ? `${parent.eid}__${formatEid([step])}` : formatEid([step])
}
