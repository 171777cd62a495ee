import { z } from 'zod'
import type { ArticleRef } from '../../../graph/store.ts'
import { simplified } from '../../../query/search/script.ts'
import { cleanQuery } from '../../../query/search.ts'
import type { Corpus } from './corpus.ts'
import { linesOf } from './lines.ts'

const PLACE = z.object({ law: z.string().min(1), eid: z.string().min(1) })

const LINE = z.object({
  qid: z.union([z.string(), z.number()]).optional(),
  text: z.string().min(1),
  /** Numbers of the corpus, or places in laws. */
  gold: z.union([z.array(z.number().int()).min(1), z.array(PLACE).min(1)]),
  place_named: z.boolean().optional(),
})

export type QuestionLine = z.infer<typeof LINE>

export interface Question {
  readonly id: string
  /** As a search reads it. */
  readonly text: string
  /** As it was written: what training questions are told apart by. */
  readonly written: string
  /** The articles that answer, as `placeOf` writes them. */
  readonly gold: readonly string[]
  /** The same by the numbers that they have in their laws: 劳动法#art_50. A made-up store may count otherwise. */
  readonly answers: readonly string[]
  readonly placeNamed?: boolean
}

/** An article whatever its edition: 劳动法@2018-12-29 and art_50 is 劳动法#art_50. */
export function placeOf({ edition, eid }: ArticleRef): string {
  return `${edition.slice(0, edition.lastIndexOf('@'))}#${eid}`
}

export function partsOf(place: string): { readonly law: string; readonly eid: string } {
  const at = place.lastIndexOf('#')
  return { law: place.slice(0, at), eid: place.slice(at + 1) }
}

export const readQuestions = (file: string): Promise<QuestionLine[]> => linesOf(file, LINE)

/** True where gold is told by numbers that only a corpus explains. */
export const needsCorpus = (lines: readonly QuestionLine[]): boolean =>
  lines.some(({ gold }) => typeof gold[0] === 'number')

/** Throws an Error for gold that the corpus does not have. */
export function questionsOf(lines: readonly QuestionLine[], corpus?: Corpus): Question[] {
  return lines.map(({ qid, text, gold, place_named }, i) => {
    const articles = gold.map((g) => (typeof g === 'number' ? entryOf(corpus, g) : named(g)))
    return {
      id: String(qid ?? i),
      text: simplified(cleanQuery(text)),
      written: text,
      gold: [...new Set(articles.map((a) => a.place))],
      answers: [...new Set(articles.map((a) => a.answer))],
      ...(place_named === undefined ? {} : { placeNamed: place_named }),
    }
  })
}

function entryOf(corpus: Corpus | undefined, id: number) {
  const entry = corpus?.entries.get(id)
  if (!entry) throw new Error(`gold ${id} is not in the corpus`)
  return entry
}

/** A search finds articles: gold that is a 款 or 项 is its article. */
function named({ law, eid }: z.infer<typeof PLACE>) {
  const place = `${law}#${eid.split('__').find((step) => step.startsWith('art_')) ?? eid}`
  return { place, answer: place }
}
