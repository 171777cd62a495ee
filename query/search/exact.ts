import type { IsoDate } from '../../graph/model.ts'
import type { ArticleRef, Store } from '../../graph/store.ts'
import { buildNameIndex, findInText } from '../../language/cite/index.ts'

/** The number of an article, as people write it: 第三十八条, 38条. */
const NUMBERED = /[一二三四五六七八九十百千零〇\d０-９]\s*条/u
const MOST = 5

/** The articles that a question cites by law and number, in its order: 劳动合同法第38条是什么意思. */
export async function citedArticles(store: Store, text: string, at: IsoDate | undefined): Promise<ArticleRef[]> {
  if (!NUMBERED.test(text)) return []
  const laws = await store.knownLaws()
  const names = buildNameIndex(laws.flatMap((l) => [l.title, ...l.aliases]))
  const refs = new Map<string, ArticleRef>()
  for (const { law, targets } of findInText(text, { names })) {
    if (law.kind !== 'named') continue
    for (const eid of targets) {
      if (refs.size === MOST) return [...refs.values()]
      const article = eid.split('__').find((step) => step.startsWith('art_'))
      const found = article && (await store.provision(law.title ?? law.name, article, at))
      if (found) refs.set(`${found.edition.id} ${article}`, { edition: found.edition.id, eid: article })
    }
  }
  return [...refs.values()]
}
