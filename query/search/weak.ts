import type { ArticleDetail } from '../../graph/store.ts'

/** Characters of the question that an article has to hold, as a share, to be an answer whatever its meaning. */
const ENOUGH = 0.6

/** Whether an article holds most of the characters of the question: a title, a name, a rare word. */
export function holdsWords(text: string, { law, provision, context }: ArticleDetail): boolean {
  const held = plain([law.title, ...(law.aliases ?? []), ...context, provision.heading ?? '', provision.text].join(' '))
  const asked = new Set(plain(text).match(/[\p{L}\p{N}]+/gu) ?? [])
  const pairs = new Set([...asked].flatMap((run) => (run.length < 3 ? [run] : pairsOf(run))))
  return [...pairs].filter((pair) => held.includes(pair)).length >= ENOUGH * pairs.size
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

function pairsOf(run: string): string[] {
  return Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))
}
