import type { ProvisionKind } from '../../graph/ids.ts'
import { type Positioned, slice, trim } from '../../language/text/positioned.ts'
import { closeUp, foldText, isTerminated } from '../../language/text/shape.ts'
import type { Block } from '../read/block.ts'
import { inlineItems, runOnItems } from './inline.ts'
import {
  type ArticleMarker,
  annexMarker,
  articleMarker,
  headingMarker,
  type ItemMarker,
  isContentsHead,
  itemMarker,
} from './markers.ts'

/** What a paragraph of a law is. */
export type Token =
  /** `number` is 0 where the heading has none: it is the next of its kind. */
  | { type: 'heading'; kind: ProvisionKind; number: number; label: string; heading: string; content: Positioned }
  | { type: 'annex'; label: string; heading: string; content: Positioned }
  | { type: 'article'; marker: ArticleMarker; content: Positioned; rest: Positioned }
  | { type: 'item'; marker: ItemMarker; content: Positioned }
  | { type: 'preamble'; content: Positioned }
  /** Goes on with the 款 or 项 before it. */
  | { type: 'more'; content: Positioned }
  | { type: 'paragraph'; content: Positioned }

/** Paragraphs of one law → tokens. Its own table of contents is left out. */
export function tokenize(blocks: readonly Block[]): Token[] {
  const body = withoutContents(splitArticles(blocks.filter((b) => b.role === 'body')))
  const firstArticle = body.findIndex((b) => !b.table && articleMarker(b.content.text) !== undefined)
  const tokens: Token[] = []
  let lastArticle = 0
  let quoted = false
  for (let i = 0; i < body.length; i++) {
    const block = body[i]
    if (!block) continue
    const content = block.content
    const text = content.text
    const before = tokens.at(-1)
    if (before && (block.table || (quoted ? staysQuoted(body, i) : opensQuote(text, before)))) {
      tokens.push({ type: before.type === 'preamble' ? 'preamble' : 'more', content })
      quoted = quoteOpenAfter(text, quoted || opensQuote(text, before))
      continue
    }
    quoted = false
    const article = block.table ? undefined : articleMarker(text)
    const heading = article ? undefined : headingMarker(text)
    const unnumbered = firstArticle >= 0 && !article && !heading && isHeadingLine(body, i)
    const annex = firstArticle >= 0 && i > firstArticle && !article ? annexMarker(text) : undefined
    if (article && plausible(article, lastArticle)) {
      lastArticle = article.number
      tokens.push({ type: 'article', marker: article, content, rest: trim(slice(content, article.length)) })
      splitInline(tokens)
    } else if (heading) {
      const below = heading.heading === '' ? headingBelow(body, i) : undefined
      if (below !== undefined) i++
      tokens.push({ type: 'heading', ...heading, heading: heading.heading || (below ?? ''), content })
    } else if (annex) {
      lastArticle = 0
      tokens.push({ type: 'annex', ...annex, content })
    } else if (block.heading && firstArticle >= 0) {
      tokens.push(namedHeading(block, i < firstArticle))
    } else if (
      firstArticle >= 0 &&
      i < firstArticle &&
      !(unnumbered && (before?.type === 'heading' || itemMarker(text)?.style === 'comma'))
    ) {
      tokens.push({ type: 'preamble', content })
    } else {
      const item = itemMarker(text)
      if (unnumbered && before?.type === 'heading') {
        tokens[tokens.length - 1] = { ...before, heading: `${before.heading}${closeUp(text)}` }
      } else if (unnumbered) tokens.push(namedHeading(block, false))
      else if (item) tokens.push({ type: 'item', marker: item, content })
      else if (listGoesOn(tokens, body, i) || goesOn(tokens, firstArticle, text)) tokens.push({ type: 'more', content })
      else tokens.push({ type: 'paragraph', content })
      splitInline(tokens)
    }
    quoted = quoteOpenAfter(text, false) && /[：:]\s*[“"]/.test(text)
  }
  return tokens
}

/** A number with white space behind it is an article; without, only the one that is due. */
function plausible(article: ArticleMarker, last: number): boolean {
  return !article.tight || article.number === last + 1 || (article.sub !== undefined && article.number === last)
}

/** A heading of the format that has no number: ## 附则, ## 一、一般规定, # 物权编. */
function namedHeading(block: Block, early: boolean): Token {
  const text = block.content.text
  const item = itemMarker(text)
  if (early && /^(?:序\s*言|前\s*言)$/.test(text)) return { type: 'preamble', content: block.content }
  return {
    type: 'heading',
    kind: 'chapter',
    number: item?.number ?? 0,
    label: item ? item.label.replace(/、$/, '') : closeUp(text),
    heading: closeUp(item ? text.slice(item.length) : text),
    content: block.content,
  }
}

/** A short line between articles, without a number or a mark, or with 一、: a heading that lost its 第N章. */
function isHeadingLine(body: readonly Block[], i: number): boolean {
  const text = body[i]?.content.text ?? ''
  const next = body[i + 1]?.content.text ?? ''
  const last = body[i - 1]?.content.text ?? ''
  if (
    text.length > 25 ||
    isTerminated(text) ||
    /[，。；、：\t\d（(“]$|[，。；\t]/.test(text.replace(/^[一二三四五六七八九十]{1,3}、/, ''))
  )
    return false
  if (itemMarker(text) && itemMarker(text)?.style !== 'comma') return false
  return articleMarker(next) !== undefined && (isTerminated(last) || headingMarker(last) !== undefined || i === 0)
}

/** Articles that were printed on one line: 第一条 …。 第二条 … */
function splitArticles(body: readonly Block[]): Block[] {
  return body.flatMap((block) => {
    const first = block.table ? undefined : articleMarker(block.content.text)
    if (!first) return [block]
    const starts = [0]
    for (const match of block.content.text.matchAll(/(?<=[。；”]\s{1,4})第[^，。；第]{1,8}条(?=\s)/g)) {
      if (articleMarker(block.content.text.slice(match.index))?.number === first.number + starts.length)
        starts.push(match.index)
    }
    return starts.length < 2
      ? [block]
      : starts.map((start, i) => ({ ...block, content: trim(slice(block.content, start, starts[i + 1])) }))
  })
}

/** 第一章 on one line, its heading on the next. */
function headingBelow(body: readonly Block[], i: number): string | undefined {
  const next = body[i + 1]
  if (!next || next.content.text.length > 30 || isTerminated(next.content.text)) return undefined
  const text = next.content.text
  return articleMarker(text) || headingMarker(text) || itemMarker(text) ? undefined : closeUp(text)
}

/**
 * A paragraph between two entries of one list belongs to the first of them: its number goes on behind the paragraph.
 *
 *   （四）在海关附近沿海沿边规定地区…          its text has two paragraphs:
 *   在海关监管区和…以外，…                    more of （四）
 *   （五）在调查走私案件时…
 */
function listGoesOn(tokens: readonly Token[], body: readonly Block[], from: number): boolean {
  let last: ItemMarker | undefined
  for (let i = tokens.length - 1; i >= 0 && !last; i--) {
    const token = tokens[i]
    if (token?.type === 'item') last = token.marker
    else if (token?.type !== 'more') return false
  }
  if (!last) return false
  for (let i = from + 1; i < body.length; i++) {
    const text = body[i]?.content.text ?? ''
    if (articleMarker(text) || headingMarker(text)) return false
    const next = itemMarker(text)
    if (next?.style === last.style) return next.number === last.number + 1 && next.number > 1
  }
  return false
}

/** In a text without articles, what follows 一、 belongs to it until the next number. */
function goesOn(tokens: readonly Token[], firstArticle: number, text: string): boolean {
  const before = tokens.at(-1)
  return (
    firstArticle < 0 &&
    (before?.type === 'item' || before?.type === 'more') &&
    !/^(?:本(?:决定|修正案|通知|解释|规定|办法|意见)|此外|特此|现予|以上)/.test(text)
  )
}

function splitInline(tokens: Token[]): void {
  const token = tokens.at(-1)
  if (token?.type === 'item') {
    const parts = runOnItems(token.content, token.marker)
    if (parts) tokens.pop()
    for (const content of parts ?? [])
      tokens.push({ type: 'item', marker: itemMarker(content.text) ?? token.marker, content })
    return
  }
  if (token?.type !== 'article' && token?.type !== 'paragraph') return
  const parts = inlineItems(token.type === 'article' ? token.rest : token.content)
  if (!parts) return
  tokens[tokens.length - 1] =
    token.type === 'article' ? { ...token, rest: parts.lead } : { ...token, content: parts.lead }
  for (const { marker, content } of parts.items) tokens.push({ type: 'item', marker, content })
}

/** Quoted new text of an amendment starts a paragraph with “ behind a lead-in. */
function opensQuote(text: string, before: Token): boolean {
  return (
    /^[“「『]/.test(text) && /(?:[：:]|[：:]\s*“[^”]*|[^”])$/.test(before.content.text) && before.type !== 'preamble'
  )
}

function quoteOpenAfter(text: string, open: boolean): boolean {
  const last = Math.max(text.lastIndexOf('“'), text.lastIndexOf('”'))
  return last < 0 ? open : text[last] === '“'
}

/** How far the end of a quotation is looked for, in paragraphs. */
const QUOTE_REACH = 80

/** The next mark closes the quotation, or a paragraph opens it once more as the convention is. */
function staysQuoted(body: readonly Block[], from: number): boolean {
  for (let i = from; i < Math.min(body.length, from + QUOTE_REACH); i++) {
    const text = body[i]?.content.text ?? ''
    const mark = /[“”]/.exec(text)
    if (mark) return mark[0] === '”' || mark.index === 0
  }
  return false
}

/** Without 目录 and the headings that it lists: they stand again in the text. */
function withoutContents(body: readonly Block[]): Block[] {
  const firstArticle = body.findIndex((b) => articleMarker(b.content.text) !== undefined)
  const head = body.findIndex((b, i) => isContentsHead(b.content.text) && (firstArticle < 0 || i < firstArticle))
  const until = firstArticle < 0 ? body.length : firstArticle
  const from = head >= 0 ? head + 1 : 0
  const first = body.findIndex((b, i) => i >= from && i < until && headingMarker(b.content.text) !== undefined)
  if (first < 0) return head >= 0 ? body.filter((_, i) => i !== head) : [...body]
  const key = headingKey(body[first])
  for (let i = first + 1; i < until; i++) {
    if (headingKey(body[i]) === key) return [...body.slice(0, head >= 0 ? head : first), ...body.slice(i)]
  }
  return head >= 0 ? body.filter((b, i) => i !== head && !(i > head && i < until && glued(b))) : [...body]
}

/** A table of contents in one line: 第一章 总则 第二章 … 第三章 … */
function glued(block: Block): boolean {
  return (block.content.text.match(/第[一二三四五六七八九十]+章/g) ?? []).length >= 2
}

function headingKey(block: Block | undefined): string | undefined {
  const marker = block && headingMarker(block.content.text)
  return marker && `${marker.kind} ${marker.number} ${foldText(marker.heading).replace(/[·.…]+\d*$|\d+$/, '')}`
}
