/**
 * Citations found by the program against the labels of `labels.jsonl` and `unseen.jsonl`.
 *
 *   npm run eval:citations [-- --errors]
 *
 * A target is right when its law and its eId (as written, relative places made absolute) are those of the label. The law corpus
 * that the labels point into is not part of the repository: FAMAI_SHARED, or ../shared.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCitations } from '../../../ingest/cite/find.ts'
import { readFile } from '../../../ingest/read/readers.ts'
import { segment } from '../../../ingest/segment/index.ts'
import { indexTitles, resolveName } from '../../../language/cite/index.ts'
import { shared } from '../../shared.ts'

interface Label {
  readonly n: number
  readonly file: string
  readonly law: string
  readonly eid: string
  readonly stratum: string
  readonly citations: readonly {
    readonly text: string
    readonly relation: string
    readonly targets: readonly { readonly law: string; readonly eid: string }[]
  }[]
}

/** Right, found in all, labelled in all. */
export interface Score {
  right: number
  found: number
  labelled: number
}

export interface Evaluation {
  readonly targets: Score
  readonly relations: Score
  readonly spans: Score
  readonly strata: ReadonlyMap<string, Score>
  readonly errors: readonly {
    readonly n: number
    readonly where: string
    readonly missed: string[]
    readonly wrong: string[]
  }[]
}

/** `labels`: the settled set that the grammar was mended with. `unseen`: articles that no rule had seen when they were labelled. */
export type GoldSet = 'labels' | 'unseen'

export async function evaluate(set: GoldSet): Promise<Evaluation> {
  const corpus = join(shared(), 'corpus', 'laws')
  const labels = readFileSync(new URL(`./${set}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label)
  const titles = indexTitles(titlesIn(corpus))
  const canonical = (name: string) => {
    const outcome = resolveName(name, { titles })
    return outcome.status === 'resolved' ? outcome.title : name.replace(/\s/g, '')
  }
  const targets = score()
  const relations = score()
  const spans = score()
  const strata = new Map<string, Score>()
  const errors: { n: number; where: string; missed: string[]; wrong: string[] }[] = []
  for (const label of labels) {
    const own = canonical(label.law)
    const law = (name: string | undefined) => (name === 'self' || name === undefined ? own : canonical(name))
    const found = await citationsIn(join(corpus, label.file), label.eid)
    const foundTargets = found.map((c) => `${law(c.cited.law)}#${c.cited.eid ?? ''}`)
    const goldTargets = label.citations.flatMap((c) => c.targets.map((t) => `${law(t.law)}#${t.eid}`))
    const stratum = strata.get(label.stratum) ?? score()
    strata.set(label.stratum, stratum)
    const { missed, wrong } = compare(foundTargets, goldTargets, targets, stratum)
    if (missed.length + wrong.length > 0) errors.push({ n: label.n, where: `${label.law} ${label.eid}`, missed, wrong })
    compare(
      found.map((c) => `${law(c.cited.law)}#${c.cited.eid ?? ''} ${c.relation}`),
      label.citations.flatMap((c) => c.targets.map((t) => `${law(t.law)}#${t.eid} ${c.relation}`)),
      relations,
    )
    compare(
      found.filter((c) => c.order === 1).map((c) => c.text.replace(/\s/g, '')),
      label.citations.map((c) => c.text.replace(/\s/g, '')),
      spans,
    )
  }
  return { targets, relations, spans, strata, errors }
}

const read = new Map<string, Promise<ReturnType<typeof findCitations>>>()

async function citationsIn(path: string, eid: string): Promise<ReturnType<typeof findCitations>> {
  const known = read.get(path)
  const all = known ?? readAll(path)
  read.set(path, all)
  return (await all).filter(({ from }) => from.eid === eid || from.eid?.startsWith(`${eid}__`))
}

async function readAll(path: string): Promise<ReturnType<typeof findCitations>> {
  const { id, mediaType, extract } = await readFile(path, { maxBytes: 1e8 })
  return segment({ id, path, media_type: mediaType }, extract, { today: '2026-01-01' }).texts.flatMap(findCitations)
}

function titlesIn(corpus: string): string[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.md'))
    .sort()
    .map((f) => /^#\s*(.+)$/m.exec(readFileSync(join(corpus, f), 'utf8'))?.[1]?.replace(/\s/g, '') ?? '')
    .filter((t) => t !== '')
}

function score(): Score {
  return { right: 0, found: 0, labelled: 0 }
}

/** Multisets: a target that is cited twice must be found twice. */
function compare(
  found: readonly string[],
  gold: readonly string[],
  ...scores: Score[]
): { missed: string[]; wrong: string[] } {
  const missed = [...gold]
  const wrong = found.filter((f) => {
    const at = missed.indexOf(f)
    if (at >= 0) missed.splice(at, 1)
    return at < 0
  })
  for (const s of scores) {
    s.right += found.length - wrong.length
    s.found += found.length
    s.labelled += gold.length
  }
  return { missed, wrong }
}

export function figures({ right, found, labelled }: Score): { precision: number; recall: number; f1: number } {
  const precision = found === 0 ? 1 : right / found
  const recall = labelled === 0 ? 1 : right / labelled
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
