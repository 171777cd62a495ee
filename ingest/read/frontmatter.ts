export interface FrontMatter {
  readonly meta: Readonly<Record<string, string>>
  /** Offset of the first character after it. */
  readonly end: number
}

const FENCED = /^(---|\+\+\+)[ \t]*\n([\s\S]*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)/
/** `title: 某市条例`, `title = "某市条例"` */
const ENTRY = {
  '---': /^([\p{L}_][\p{L}\p{N}_ .-]{0,60}?)\s*[:：](?:\s+(.*))?$/u,
  '+++': /^([\p{L}\p{N}_.-]+)\s*=\s*(.*)$/u,
}
/** What else may stand there: blank, comment, list item or continuation, [section]. */
const OTHER = /^(?:|#.*|[-\s].*|\[.*\])$/

/**
 * The YAML (`---`) or TOML (`+++`) block that opens a Markdown file, flat: a list is joined with 、, nesting is left out.
 * A block that holds anything but entries is no front matter but text between two rules, and stays.
 */
export function frontMatter(text: string): FrontMatter | undefined {
  const found = FENCED.exec(text)
  if (!found) return undefined
  const entry = ENTRY[found[1] as '---' | '+++']
  const meta: Record<string, string> = {}
  let key = ''
  for (const line of (found[2] ?? '').split('\n')) {
    const pair = entry.exec(line.trimEnd())
    const item = /^\s*-\s+(.*)$/.exec(line)
    if (pair?.[1]) {
      key = pair[1]
      meta[key] = plain(pair[2] ?? '')
    } else if (item && key) {
      meta[key] = [meta[key], plain(item[1] ?? '')].filter(Boolean).join('、')
    } else if (!OTHER.test(line)) return undefined
  }
  return key ? { meta, end: found[0].length } : undefined
}

/** `"某市条例"` without its quotes, `[甲, 乙]` as 甲、乙. */
function plain(value: string): string {
  const list = /^\[(.*)\]$/.exec(value.trim())
  if (list) return (list[1] ?? '').split(',').map(plain).join('、')
  return value.trim().replace(/^(["'])(.*)\1$/, '$2')
}
