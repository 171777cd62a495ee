import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

/** What an element hands down to the text in it. */
export interface Context {
  readonly heading?: number
  readonly centred?: boolean
  readonly bold?: boolean
  /** Line ends count, as in `<pre>`. */
  readonly pre?: boolean
  /** Of the first line, in characters of full width. */
  readonly indent?: number
  /** In what is no text of the document on most pages, but is on some. */
  readonly aside?: 'furniture' | 'form'
  readonly article?: boolean
}

/** Elements that stand on lines of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  `address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
  h5 h6 header hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
)

const HIDDEN: ReadonlySet<string> = new Set(
  'audio button canvas datalist embed head iframe input map noembed noframes noscript object rp rt script select style svg template textarea title video'.split(
    ' ',
  ),
)

export function isHidden(element: Tree.Element): boolean {
  if (HIDDEN.has(element.tagName)) return true
  return attribute(element, 'hidden') !== undefined || /display\s*:\s*none/i.test(attribute(element, 'style') ?? '')
}

export function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((a) => a.name === name)?.value
}

/** The context within `element`. `<header>` of an article is its title; of a page, its banner. */
export function within(element: Tree.Element, outer: Context): Context {
  const tag = element.tagName
  const style = attribute(element, 'style')?.toLowerCase() ?? ''
  const inner: { -readonly [K in keyof Context]: Context[K] } = { ...outer }
  if (BLOCKS.has(tag)) delete inner.indent
  const level = /^h([1-6])$/.exec(tag)?.[1]
  if (level) inner.heading = Number(level)
  const align = tag === 'center' ? 'center' : (/text-align\s*:\s*(\w+)/.exec(style)?.[1] ?? attribute(element, 'align'))
  if (align && BLOCKS.has(tag) && tag !== 'table') inner.centred = /^center$/i.test(align)
  if (tag === 'b' || tag === 'strong') inner.bold = true
  const weight = /font-weight\s*:\s*(\w+)/.exec(style)?.[1]
  if (weight) inner.bold = /^(?:bold|bolder|[6-9]00)$/.test(weight)
  if (tag === 'pre' || /white-space\s*:\s*pre/.test(style)) inner.pre = true
  const indent = /text-indent\s*:\s*([\d.]+)(em|px|pt)/.exec(style)
  if (indent) inner.indent = Number(indent[1]) / ({ em: 1, px: 16, pt: 12 }[indent[2] ?? 'em'] ?? 1)
  if (tag === 'article' || tag === 'main') inner.article = true
  if (tag === 'nav' || tag === 'aside' || ((tag === 'header' || tag === 'footer') && !outer.article))
    inner.aside = 'furniture'
  if (tag === 'form') inner.aside ??= 'form'
  return inner
}
