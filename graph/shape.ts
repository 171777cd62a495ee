import type { ArticleShape } from '../language/cite/index.ts'
import type { Edition, IsoDate } from './model.ts'
import { inOrder, partsAt, wholeId } from './status.ts'
import type { EditionShape } from './store.ts'

/** What an edition holds, by the eIds of its parts: all that resolving a citation into it needs to know. */
export function shapeOf(parts: readonly ReadonlySet<string>[]): ArticleShape {
  return {
    has: (eid) => parts.some((eids) => eids.has(eid)),
    paragraphs: (article) => {
      let n = 0
      while (parts.some((eids) => eids.has(`${article}__para_${n + 1}`))) n++
      return n
    },
  }
}

/** One edition with all its parts. */
export interface WholeShape {
  /** The first of its parts. */
  readonly edition: Edition
  readonly eids: readonly ReadonlySet<string>[]
}

/** The editions of a law, oldest first, parts of the same one together. */
export function wholeShapes(shapes: readonly EditionShape[]): WholeShape[] {
  const eidsOf = new Map(shapes.map((s) => [s.edition.id, s.eids]))
  const wholes = new Map<string, { edition: Edition; eids: ReadonlySet<string>[] }>()
  for (const edition of inOrder(shapes.map((s) => s.edition))) {
    const whole = wholes.get(wholeId(edition)) ?? { edition, eids: [] }
    wholes.set(wholeId(edition), whole)
    whole.eids.push(eidsOf.get(edition.id) ?? new Set())
  }
  return [...wholes.values()]
}

/** That which is read on the day. */
export function shapeAt(shapes: readonly EditionShape[], at: IsoDate): WholeShape | undefined {
  const [shown] = partsAt(inOrder(shapes.map((s) => s.edition)), at)
  return shown && wholeShapes(shapes).find(({ edition }) => wholeId(edition) === wholeId(shown))
}
