import type { Edition, IsoDate, Provision } from '../../graph/model.ts'
import { shapeOf, type WholeShape, wholeShapes } from '../../graph/shape.ts'
import { startOf, wholeId } from '../../graph/status.ts'
import type { Store } from '../../graph/store.ts'
import type { ArticleShape } from '../../language/cite/index.ts'
import { foldText } from '../../language/text/shape.ts'
import { onDay } from '../law.ts'

/** One edition of a law, as much of it as is asked for. */
export interface EditionText {
  /** With its status on the day. */
  readonly edition: Edition
  readonly shape: ArticleShape
  readonly eids: readonly string[]
  /** Its provisions in the order of the text. */
  all(): Promise<readonly Provision[]>
  provision(eid: string): Promise<Provision | undefined>
  /** Its texts by eId, folded (white space, width), in the order of the text; those of 编 章 节 are empty. */
  folded(): Promise<ReadonlyMap<string, string>>
}

/** A law with the edition that is read on the day, and the others, newest first. */
export interface LawTexts {
  readonly title: string
  readonly shown?: EditionText
  readonly others: readonly EditionText[]
}

/** Laws are read once for a text, however often it cites them. */
export function lawReader(store: Store, at: IsoDate): (title: string) => Promise<LawTexts> {
  const laws = new Map<string, Promise<LawTexts>>()
  return (title) => {
    const law = laws.get(title) ?? readTexts(store, title, at)
    laws.set(title, law)
    return law
  }
}

async function readTexts(store: Store, title: string, at: IsoDate): Promise<LawTexts> {
  const shapes = await store.shapes(title)
  const { edition: shown, editions } = onDay(
    shapes.map((s) => s.edition),
    at,
  )
  const texts = wholeShapes(shapes)
    .map((whole) => editionText(store, whole, editions))
    .reverse()
  const isShown = (text: EditionText) => shown !== undefined && wholeId(text.edition) === wholeId(shown)
  const read = texts.find(isShown)
  return { title, ...(read ? { shown: read } : {}), others: texts.filter((t) => !isShown(t)) }
}

function editionText(store: Store, whole: WholeShape, editions: readonly Edition[]): EditionText {
  const edition = editions.find((e) => e.id === whole.edition.id) ?? whole.edition
  const parts = editions.filter((e) => wholeId(e) === wholeId(edition))
  let text: Promise<readonly Provision[]> | undefined
  let byEid: Map<string, Provision> | undefined
  let folded: Map<string, string> | undefined
  const all = () => {
    text ??= Promise.all(parts.map((e) => store.provisions(e.id))).then((lists) => lists.flat())
    return text
  }
  return {
    edition,
    shape: shapeOf(whole.eids),
    eids: whole.eids.flatMap((eids) => [...eids]),
    all,
    async provision(eid) {
      byEid ??= new Map((await all()).map((p) => [p.eid, p]))
      return byEid.get(eid)
    },
    async folded() {
      folded ??= new Map((await all()).map((p) => [p.eid, foldText(p.text)]))
      return folded
    },
  }
}

/** A day on which the edition is the one that is read, for a permalink; undefined for one without dates. */
export function dayOfEdition({ edition }: EditionText): IsoDate | undefined {
  return startOf(edition)
}

/** All the words that a writer can quote as those of a provision. */
export async function wordings(text: EditionText, eid: string): Promise<string[]> {
  const provision = await text.provision(eid)
  if (!provision) return []
  const words = provision.text !== '' ? provision.text : await articlesOf(text, eid)
  const label = `${provision.label}${words}`
  const lead = provision.kind === 'item' || provision.kind === 'subitem' ? await leadOf(text, provision) : ''
  return lead === '' ? [words, label] : [words, label, `${lead}${label}`]
}

/** A 章 has no text of its own. */
async function articlesOf(text: EditionText, eid: string): Promise<string> {
  const all = await text.all()
  const inside = new Set([eid])
  for (const p of all) if (p.parent !== undefined && inside.has(p.parent)) inside.add(p.eid)
  return all
    .filter((p) => p.kind === 'article' && inside.has(p.eid))
    .map((p) => p.text)
    .join('\n')
}

/** 有下列情形之一的，处以警告： above a 项 */
async function leadOf(text: EditionText, item: Provision): Promise<string> {
  const above = await text.provision(item.parent ?? item.eid.replace(/__[^_]+_[^_]+$/, ''))
  return above?.text.split('\n')[0] ?? ''
}
