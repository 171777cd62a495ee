import type { LawDetail, Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { onDay, textOf } from './law.ts'
import { nameOfEid } from './name.ts'
import { NotFound } from './near.ts'

/** The error for a provision that a known law hasn't: its hint says how far the articles go. */
export async function noSuchProvision(store: Store, law: LawDetail, eid: string, at?: string): Promise<NotFound> {
  const { title } = law.law
  const { edition, editions } = onDay(law.editions, dayOf(at))
  const text = edition ? await textOf(store, editions, edition) : []
  const articles = text.filter((p) => p.kind === 'article')
  const [first, last] = [articles[0], articles.at(-1)]
  const extent =
    first && last
      ? `The text of ${edition?.id} goes from ${nameOfEid(first.eid)} to ${nameOfEid(last.eid)}.`
      : 'It has no articles here.'
  return new NotFound(`《${title}》${nameOfEid(eid)}`, [title], extent)
}
