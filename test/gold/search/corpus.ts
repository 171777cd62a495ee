import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pLimit from 'p-limit'
import { z } from 'zod'
import { formatEid } from '../../../graph/ids.ts'
import type { Contribution } from '../../../graph/model.ts'
import type { Store } from '../../../graph/store.ts'
import { parseNumeral } from '../../../language/text/numerals.ts'
import { parsed, textOf } from './lines.ts'
import type { Progress } from './progress.ts'
import { placeOf } from './questions.ts'
import { lawsOfStard, STARD_ARTICLE } from './stard.ts'

const ARTICLE = z.object({
  id: z.number().int(),
  law: z.string().min(1),
  article: z.string(),
  heading: z.array(z.string()),
  content: z.string(),
})

/** Articles in STARD's form, as laws that a store takes. */
export interface Corpus {
  /** SHA-256 of the file. */
  readonly digest: string
  readonly contributions: readonly Contribution[]
  readonly entries: ReadonlyMap<number, CorpusEntry>
}

export interface CorpusEntry {
  /** In the store: 劳动法#art_12 is the twelfth that the file has of the law. */
  readonly place: string
  /** By its number in the law: 劳动法#art_50 for 第五十条. */
  readonly answer: string
}

export async function readCorpus(file: string): Promise<Corpus> {
  const bytes = await readFile(file)
  const contributions = [...lawsOfStard(parsed(file, textOf(bytes, file), ARTICLE))]
  const entries = new Map<number, CorpusEntry>()
  for (const { law, edition, eid, label } of contributions.flatMap((c) => c.provisions)) {
    const id = STARD_ARTICLE.exec(label)?.[1]
    if (id === undefined) continue // a heading
    entries.set(Number(id), {
      place: placeOf({ edition, eid }),
      answer: `${law}#${eidOf(label.replace(STARD_ARTICLE, ''))}`,
    })
  }
  return { digest: createHash('sha256').update(bytes).digest('hex'), contributions, entries }
}

/** 第二百三十四条之一 → art_234-1; a label that is no number stays as it is. */
function eidOf(label: string): string {
  const [, number = '', sub] = /^第(.+?)条(?:之(.+))?$/.exec(label) ?? []
  const [n, m] = [parseNumeral(number), sub === undefined ? undefined : parseNumeral(sub)]
  return n === undefined ? label : formatEid([{ kind: 'article', number: n, ...(m === undefined ? {} : { sub: m }) }])
}

/** How much of the corpus a store has. `other`: things that are not of it. */
export async function holding(
  store: Store,
  { contributions, entries }: Corpus,
): Promise<'none' | 'part' | 'whole' | 'other'> {
  const have = [...(await store.sourcePaths()).keys()]
  if (have.length === 0) return 'none'
  const ours = new Set(contributions.map((c) => c.source.path))
  if (have.some((path) => !ours.has(path))) return 'other'
  const { articles } = await store.counts()
  return have.length === ours.size && articles === entries.size ? 'whole' : 'part'
}

/** A law that is there already is not written again: a run that was cut short goes on. */
export async function fill(store: Store, { contributions }: Corpus, progress: Progress): Promise<void> {
  const room = pLimit(store.writers)
  let done = 0
  const write = async (law: Contribution) => {
    await store.apply(law)
    progress(++done, contributions.length)
  }
  await Promise.all(contributions.map((law) => room(write, law)))
}
