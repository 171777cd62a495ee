import type { Level } from '../graph/model.ts'
import type { CitationRow, Store } from '../graph/store.ts'
import type { Place } from './locate.ts'

export interface PathStep {
  readonly from: Place
  readonly to: Place
  /** True where `from` cites `to`; false where it is cited by it. */
  readonly forward: boolean
  /** Citations between the two. */
  readonly count: number
  /** One of them, with the sentence it stands in. */
  readonly citation?: CitationRow
}

export interface PathView {
  readonly from: Place
  readonly to: Place
  /** True where every step goes from the citing to the cited. */
  readonly directed: boolean
  readonly steps: readonly PathStep[]
}

/** The shortest chain of citations from one place to the other; with `either`, one against the direction where none goes along it. */
export async function shortestPath(
  _store: Store,
  _a: Place,
  _b: Place,
  _options: { either?: boolean | undefined; at?: string | undefined } = {},
): Promise<PathView | undefined> {
  throw new Error('not yet')
}

/** A law with those that it is based on (根据…制定). */
export interface BasisNode {
  readonly law: string
  readonly path: string
  readonly level?: Level
  readonly known: boolean
  /** Where the law above says so, with the sentence; absent for the law that was asked for. */
  readonly citation?: CitationRow
  readonly basis: readonly BasisNode[]
  /** Why `basis` is empty although there may be more: a law that rests on itself; one whose basis is shown elsewhere; too deep. */
  readonly cut?: 'cycle' | 'shown_before' | 'depth'
}

export interface RestsOnView {
  readonly root: BasisNode
  /** Laws in it, the root among them. */
  readonly laws: number
  /** True where the chain arrives at the Constitution. */
  readonly constitution: boolean
}

/** What a law rests on, up to the Constitution. NOT_FOUND with near titles. */
export async function restsOn(
  _store: Store,
  _law: string,
  _options: { at?: string | undefined } = {},
): Promise<RestsOnView> {
  throw new Error('not yet')
}
