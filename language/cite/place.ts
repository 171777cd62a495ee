/** Where in its law a unit stands, and which provisions are its neighbours. */
import { type EidStep, formatEid, type ProvisionKind, parseEid } from '../names/eid.ts'
import type { Unit } from './types.ts'

export interface Place {
  readonly article?: EidStep
  /** 款, counted from 1; an article that is not divided has one. */
  readonly paragraph: number
  readonly item?: EidStep
  readonly subitem?: EidStep
  /** Innermost 编, 章 or 节 around the unit. */
  container(kind: ProvisionKind): readonly EidStep[] | undefined
}

export interface Layout {
  readonly places: readonly Place[]
  /** The `count` articles before `article`, in order; undefined where there are not so many. */
  articlesBefore(article: EidStep, count: number): EidStep[] | undefined
  /** Has the article, as far as the units go, such a 款 or any 项? */
  has(article: EidStep, part: EidStep): boolean
  /** The 款 of `article` that holds items, where exactly one does. */
  paragraphWithItems(article: EidStep): number | undefined
}

export function layOut(units: readonly Unit[]): Layout {
  const order: EidStep[] = []
  const index = new Map<string, number>()
  const paragraphs = new Map<string, number>()
  const withItems = new Map<string, Set<number>>()
  const places = units.map((unit) => {
    const place = placeOf(unit)
    if (place.article) {
      const id = formatEid([place.article])
      if (!index.has(id)) {
        index.set(id, order.length)
        order.push(place.article)
      }
      paragraphs.set(id, Math.max(place.paragraph, paragraphs.get(id) ?? 1))
      if (place.item) withItems.set(id, (withItems.get(id) ?? new Set()).add(place.paragraph))
    }
    return place
  })
  return {
    places,
    articlesBefore(article, count) {
      const at = index.get(formatEid([article])) ?? 0
      if (at >= count) return order.slice(at - count, at)
      // the first of the units that were given: count back
      if (article.sub !== undefined || article.number - count < 1) return undefined
      return Array.from({ length: count }, (_, i) => ({ kind: 'article' as const, number: article.number - count + i }))
    },
    has(article, part) {
      const id = formatEid([article])
      return part.kind === 'paragraph' ? part.number <= (paragraphs.get(id) ?? 0) : withItems.has(id)
    },
    paragraphWithItems(article) {
      const having = withItems.get(formatEid([article]))
      return having?.size === 1 ? [...having][0] : undefined
    },
  }
}

export function placeOf(unit: Unit): Place {
  const steps = unit.eid === undefined ? [] : (parseEid(unit.eid) ?? [])
  const of = (kind: ProvisionKind) => steps.find((s) => s.kind === kind)
  const containers = (unit.containers ?? []).map((c) => parseEid(c) ?? [])
  // a heading of a chapter stands in itself
  if (steps.length > 0 && !of('article')) containers.push(steps)
  const [article, item, subitem] = [of('article'), of('item'), of('subitem')]
  return {
    ...(article ? { article } : {}),
    paragraph: of('paragraph')?.number ?? 1,
    ...(item ? { item } : {}),
    ...(subitem ? { subitem } : {}),
    container: (kind) => containers.findLast((c) => c.at(-1)?.kind === kind),
  }
}
