import type { Store } from '../../../graph/store.ts'
import { partsOf, type Question } from './questions.ts'

/** Questions whose gold is told as the store tells it, and gold articles that it doesn't have: no search could find them. */
export interface Settled {
  readonly questions: readonly Question[]
  readonly missing: readonly string[]
}

/** Gold may name a law by an alias; what is found comes with the title. */
export async function settle(store: Store, questions: readonly Question[]): Promise<Settled> {
  const titled = new Map<string, string>()
  const missing: string[] = []
  for (const place of new Set(questions.flatMap((q) => q.gold))) {
    const { law, eid } = partsOf(place)
    const title = (await store.law(law))?.law.title
    const found = title !== undefined && (await store.provision(title, eid))
    if (found) titled.set(place, `${title}#${eid}`)
    else missing.push(place)
  }
  const settled = (place: string) => titled.get(place) ?? place
  return { questions: questions.map((q) => ({ ...q, gold: [...new Set(q.gold.map(settled))] })), missing }
}
