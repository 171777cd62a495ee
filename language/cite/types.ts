/** What find takes and gives. */

/** A piece of one document: the own text of a 条, 款, 项 or 目, or a plain paragraph. */
export interface Unit {
  /** eId of the provision whose text this is: `art_9__para_3__item_1`. Absent for a plain paragraph. */
  readonly eid?: string
  /** eIds of the 编, 章 and 节 around it, widest first: `['part_2', 'part_2__chp_3']`. */
  readonly containers?: readonly string[]
  readonly text: string
}

/** The document that is read. */
export interface SelfLaw {
  /** 营口市气象条例; for a report or a decision its own title. */
  readonly title?: string
  /**
   * The law that a bare 第N条 belongs to where the document has no articles of its own: what a report is about, what a
   * decision amends. Without it, the one law that `title` names in marks.
   */
  readonly subject?: string
  /** Law names that may be written without marks; the well-known ones are known without it. */
  readonly names?: NameIndex
}

/** Law names by their last character backwards: the longest one that ends at an offset. */
export interface NameIndex {
  /** Offset at which the longest name that ends at `end` begins, or -1. */
  longestEndingAt(text: string, end: number): number
}

export type CitedLaw =
  /** 本法第三条, 前款, or a bare 第三条 in a law. */
  | { readonly kind: 'self' }
  /** As written, without marks and white space. `title`: what the document said that its alias stands for. */
  | {
      readonly kind: 'named'
      readonly name: string
      readonly marks: boolean
      readonly title?: string
      /** A plan, notice or standard rather than a law: 《…规划》《…通知》. */
      readonly document?: true
    }
  /** 同法, 该条例. `name` is the law named before it, where there is one. */
  | { readonly kind: 'anaphor'; readonly word: string; readonly name?: string; readonly title?: string }
  /** A bare 第七条 in a report about one law, or in a decision that amends one. */
  | { readonly kind: 'subject'; readonly name: string }
  /** A bare 第七条 in a document that is about no law in particular. */
  | { readonly kind: 'unknown' }

export type Relation = 'reference' | 'basis' | 'repeals' | 'amends' | 'defines'

/** A citation as it stands in the text: one head (a law, 本法, 前款, 第…) with all that inherits from it. */
export interface FoundCitation {
  /** Index into the units. */
  readonly unit: number
  /** Offsets into the unit's text, `end` exclusive: from the law's name to the last unit. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly law: CitedLaw
  /** eIds, made absolute, ranges expanded; empty for the law as a whole (or see `problem`). */
  readonly targets: readonly string[]
  /** How many targets of long ranges were left out. */
  readonly omitted?: number
  readonly relation: Relation
  /** Cites the numbering of a draft. */
  readonly draft: boolean
  /** Id of the rule of the grammar that read it. */
  readonly rule: Rule
  /** Why a relative citation could not be made absolute; `targets` is empty then. */
  readonly problem?: Problem
}

export type Problem = 'no_such_neighbour' | 'no_antecedent' | 'outside_of_a_provision'

export type Rule =
  | 'title'
  | 'name'
  | 'unknown-name'
  | 'alias'
  | 'self'
  | 'bare'
  | 'previous'
  | 'this'
  | 'anaphor-law'
  | 'anaphor-provision'
  | 'continuation'
