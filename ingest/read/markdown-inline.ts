/**
 * Marks within a line of Markdown. Every step gives back a string of the same length, in which a mark is written as NULs and a
 * character that has lost its meaning as a mark (after `\`, in a code span) as \x01; so offsets stay true throughout.
 *
 *   **第一条**　依照[《某法》](law.md)\*  →  ␀␀第一条␀␀　依照␀《某法》␀␀␀␀␀␀␀␀␀␀␁
 */
export const MARK = '\0'
const LITERAL = '\x01'

const hide = (s: string) => MARK.repeat(s.length)

const CODE = /(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)/g
const ESCAPE = /\\[!-/:-@[-`{-~]/g
const IMAGE = /!\[[^[\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+["'][^"']*["'])?\)/g
/** The address must look like one: 财税[2008](1号) is a number of a document. */
const LINK =
  /\[((?:[^[\]]|\[[^[\]]*\])+)\](\((?=[^)]*[/#@]|[^)\s]*\.[a-z]{2,5}[)\s])[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+["'][^"']*["'])?\))/gi
const AUTOLINK = /<((?:https?|ftp|mailto):[^<>\s]*)>/g
/** Only names that HTML has: 关于修改<某某法>的决定 is text. */
const TAG =
  /<\/?(?:a|abbr|b|big|center|cite|code|del|em|font|i|img|ins|kbd|mark|nobr|o:p|s|small|span|strike|strong|sub|sup|tt|u|wbr)(?:\s[^<>]*)?\/?>/gi
/** Tags that end a line, or hold what is one. */
export const BLOCK_TAG =
  /<(\/?)(?:br|p|div|center|h([1-6])|hr|ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th|blockquote|pre|section|article|header|footer|details|summary)(\s[^<>]*)?\/?>/gi

/** Hides the inline marks of `line`; `bold` where all of its text is bold. */
export function hideInline(line: string): { readonly work: string; readonly bold: boolean } {
  if (!/[*_`~\\<[]/.test(line)) return { work: line, bold: false }
  const before = line
    .replace(CODE, (_, ticks: string, body: string) => hide(ticks) + LITERAL.repeat(body.length) + hide(ticks))
    .replace(ESCAPE, MARK + LITERAL)
    .replace(IMAGE, hide)
    .replace(LINK, (_, label: string, address: string) => MARK + label + hide(`]${address}`))
    .replace(AUTOLINK, (_, address: string) => MARK + address + MARK)
  const bold =
    /^[\s\0]*<(b|strong)>[^<]*<\/\1>[\s\0]*$/i.test(before) || /^[\s\0]*(\*\*|__)(?:(?!\1).)+\1[\s\0]*$/.test(before)
  return { work: hideEmphasis(before.replace(TAG, hide)), bold }
}

const PUNCTUATION = /[\p{P}\p{S}]/u
const OPENING = '（(《〈「『【〔［[“‘'
const CLOSING = '）)》〉」』】〕］]”’'

interface Opener {
  readonly at: number
  /** The bracket that must stand before the closing mark. */
  readonly mate?: string | undefined
}

/**
 * Pairs of `**`, `*`, `__`, `_`, `~~`. Nearer to what authors of Chinese mean than CommonMark's flanking rule, which doesn't see
 * 根据**《某法》**的 as bold, and it leaves alone what is text: 张**、李** (names withheld), 40*4, ____年__月 (blanks to fill in).
 */
function hideEmphasis(line: string): string {
  const open = new Map<string, Opener>()
  const marks: [at: number, length: number][] = []
  for (const found of line.matchAll(/\*+|_+|~+/g)) {
    const run = found[0]
    if (run.length > (run[0] === '*' ? 3 : 2) || run === '~') continue
    const prev = line[found.index - 1] ?? ' '
    const next = line[found.index + run.length] ?? ' '
    const opener = open.get(run)
    if (opener && closes(run, prev, next) && (opener.mate === undefined || opener.mate === prev)) {
      marks.push([opener.at, run.length], [found.index, run.length])
      open.delete(run)
    } else if (opens(run, prev, next)) {
      const inWord = !isEdge(prev) && OPENING.includes(next)
      open.set(run, { at: found.index, mate: inWord ? CLOSING[OPENING.indexOf(next)] : undefined })
    }
  }
  // bold that goes on over the end of the line
  const first = open.get('**')
  if (first && /^[\s\0]*$/.test(line.slice(0, first.at))) marks.push([first.at, 2])
  const closing = /[。；：，、）」』”](\*\*)[\s\0]*$/.exec(line)
  if (closing && first === undefined && !marks.some(([at]) => at === closing.index + 1))
    marks.push([closing.index + 1, 2])
  if (marks.length === 0) return line
  const characters = line.split('')
  for (const [at, length] of marks) characters.fill(MARK, at, at + length)
  return characters.join('')
}

const isEdge = (c: string) => /[\s\0]/.test(c) || (PUNCTUATION.test(c) && !CLOSING.includes(c))

function opens(run: string, prev: string, next: string): boolean {
  if (/\s/.test(next)) return false
  if (run === '**' || run === '***') return isEdge(prev) || OPENING.includes(next) || !PUNCTUATION.test(next)
  return run === '~~' || isEdge(prev)
}

function closes(run: string, prev: string, next: string): boolean {
  if (/\s/.test(prev)) return false
  if (run === '**' || run === '***' || run === '~~') return true
  return /[\s\0]/.test(next) || (PUNCTUATION.test(next) && !OPENING.includes(next))
}
