import type { ArticleDetail, ArticleRef, Store } from '../../../graph/store.ts'
import { gain, recall } from './metrics.ts'
import { partsOf, type Question } from './questions.ts'
import type { Outcome } from './run.ts'

/** A question that went badly, with what a reader needs to see why. */
export interface Shown {
  readonly id: string
  readonly text: string
  /** Each with its rank. */
  readonly gold: readonly string[]
  readonly found: readonly string[]
}

/** Characters of an article that are shown. */
const BEGINNING = 60

/** The questions with the lowest R@10, then the lowest nDCG@10, then those whose best gold article is furthest down. */
export async function worst(
  store: Store,
  questions: readonly Question[],
  outcomes: readonly Outcome[],
  most: number,
): Promise<Shown[]> {
  const badness = ({ ranks }: Outcome) => [
    recall(ranks, 10),
    gain(ranks, 10),
    -Math.min(...ranks.map((r) => r ?? Number.MAX_SAFE_INTEGER)),
  ]
  const ordered = outcomes
    .map((outcome, i) => ({ outcome, question: questions[i] as Question, by: badness(outcome) }))
    .sort((a, b) => a.by.map((x, i) => x - (b.by[i] as number)).find((d) => d !== 0) ?? 0)
  const shown: Shown[] = []
  for (const { outcome, question } of ordered.slice(0, most)) {
    const gold: string[] = []
    for (const [i, place] of question.gold.entries()) {
      gold.push(`${outcome.ranks[i] ?? '-'}  ${await goldLine(store, place)}`)
    }
    shown.push({ id: question.id, text: question.text, gold, found: await foundLines(store, outcome.first) })
  }
  return shown
}

async function goldLine(store: Store, place: string): Promise<string> {
  const { law, eid } = partsOf(place)
  const found = await store.provision(law, eid)
  const [detail] = found ? await store.articles([{ edition: found.edition.id, eid }]) : []
  return detail ? told(detail) : `${place} (not in the store)`
}

const foundLines = async (store: Store, refs: readonly ArticleRef[]): Promise<string[]> =>
  (await store.articles(refs)).map(told)

function told({ law, provision: { label, text } }: ArticleDetail): string {
  const line = text.replace(/\s+/gu, ' ')
  return `${law.title} ${label} ${line.length > BEGINNING ? `${line.slice(0, BEGINNING)}…` : line}`
}
