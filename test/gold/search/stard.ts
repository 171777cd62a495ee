import { createHash } from 'node:crypto'
import type { Contribution, Provision } from '../../../graph/model.ts'

/** A line of STARD's corpus (Su et al. 2024): one article of a statute. */
export interface StardArticle {
  readonly id: number
  readonly law: string
  readonly article: string
  readonly heading: readonly string[]
  readonly content: string
}

/** The label of a provision made here ends with the article's id. */
export const STARD_ARTICLE = /#(\d+)$/

/** Articles → a contribution for each law. */
export function* lawsOfStard(articles: readonly StardArticle[]): Generator<Contribution> {
  const laws = new Map<string, StardArticle[]>()
  for (const a of articles) {
    const others = laws.get(a.law)
    if (others) others.push(a)
    else laws.set(a.law, [a])
  }
  for (const [title, list] of laws) {
    const id = createHash('sha256').update(title).digest('hex')
    const document = `${id.slice(0, 16)}-1`
    const edition = `${title}@undated`
    yield {
      source: { type: 'source', id, path: `${id}.jsonl`, media_type: 'application/jsonl', title, text: '' },
      documents: [{ type: 'document', id: document, kind: 'law', title, source: id, start: 0, end: 0, order: 1 }],
      laws: [{ type: 'law', title, known: true }],
      editions: [{ type: 'edition', law: title, id: edition, status: 'unknown', document }],
      provisions: provisionsOf(title, edition, list),
      citations: [],
      anomalies: [],
    }
  }
}

function provisionsOf(law: string, edition: string, articles: readonly StardArticle[]): Provision[] {
  const provisions: Provision[] = []
  const chapters = new Map<string, string>()
  const add = (p: Pick<Provision, 'eid' | 'kind' | 'label' | 'text'> & Partial<Provision>) =>
    provisions.push({ type: 'provision', law, edition, order: provisions.length + 1, known: true, ranges: [], ...p })
  for (const [i, a] of articles.entries()) {
    const heading = a.heading.join(' ')
    let parent = chapters.get(heading)
    if (parent === undefined && heading) {
      parent = `chp_${chapters.size + 1}`
      chapters.set(heading, parent)
      add({ eid: parent, kind: 'chapter', label: '', heading, text: '' })
    }
    const above = parent === undefined ? {} : { parent }
    add({ eid: `art_${i + 1}`, kind: 'article', label: `${a.article}#${a.id}`, text: a.content, ...above })
  }
  return provisions
}
