/** Finding laws by what people call them. Pure: the names are the store's. */
import { indexTokens } from '../../language/text/tokens.ts'
import { compare } from '../status.ts'

export const STATE = '中华人民共和国'
const LONGEST_NAME = 60
/** A name further on in a pasted text is not what the question is about. */
export const LONGEST_QUESTION = 300

/** A law that a question names, with the tokens of the name. */
export interface NamedLaw {
  readonly title: string
  readonly tokens: ReadonlySet<string>
}

interface Name {
  readonly name: string
  readonly titles: Set<string>
}

/** Names by their first two characters, with and without 中华人民共和国. */
export type NameTable = ReadonlyMap<string, readonly Name[]>

/** `names`: titles and aliases with the title that each means, in a fixed order. */
export function nameTable(names: Iterable<{ readonly name: string; readonly title: string }>): NameTable {
  const byStart = new Map<string, Name[]>()
  const add = (name: string, title: string) => {
    if (name.length < 2 || name.length > LONGEST_NAME) return
    const start = name.slice(0, 2)
    const others = byStart.get(start)
    const same = others?.find((n) => n.name === name)
    if (same) same.titles.add(title)
    else if (others) others.push({ name, titles: new Set([title]) })
    else byStart.set(start, [{ name, titles: new Set([title]) }])
  }
  for (const { name, title } of names) {
    add(name, title)
    if (name.startsWith(STATE)) add(name.slice(STATE.length), title)
  }
  return byStart
}

/** The law whose name is the longest in `text`; undefined where there is none, or where the name means several. */
export function namedIn(text: string, byStart: NameTable): NamedLaw | undefined {
  const read = text.slice(0, LONGEST_QUESTION)
  let longest: Name | undefined
  for (let at = 0; at + 2 <= read.length; at++) {
    for (const n of byStart.get(read.slice(at, at + 2)) ?? []) {
      if (n.name.length > (longest?.name.length ?? 0) && read.startsWith(n.name, at)) longest = n
    }
  }
  const [title, other] = longest?.titles ?? []
  return longest && title !== undefined && other === undefined ? { title, tokens: tokensOf(longest.name) } : undefined
}

/** The title with the name of the state where it has none, else without it. */
export function otherForm(title: string): string {
  return title.startsWith(STATE) ? title.slice(STATE.length) : STATE + title
}

/** Titles that share the most two-character sequences with `title`, best first; of equal ones the shorter. */
export function nearest(title: string, titles: Iterable<string>, limit: number): string[] {
  const wanted = pairs(title.slice(0, 200))
  if (wanted.size === 0) return []
  const scored: { title: string; shared: number }[] = []
  for (const candidate of titles) {
    let shared = 0
    for (const pair of pairs(candidate)) if (wanted.has(pair)) shared++
    if (shared > 0) scored.push({ title: candidate, shared })
  }
  scored.sort((a, b) => b.shared - a.shared || a.title.length - b.title.length || compare(a.title, b.title))
  return scored.slice(0, Math.max(0, limit)).map((s) => s.title)
}

function tokensOf(name: string): Set<string> {
  return new Set(indexTokens(name).split(' ').filter(Boolean))
}

function pairs(text: string): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2))
  return found
}
