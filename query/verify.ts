import { setImmediate } from 'node:timers/promises'
import { fail } from '../base/errors.ts'
import type { Store } from '../graph/store.ts'
import { dayOf } from './day.ts'
import { findQuoted } from './verify/find.ts'
import { judgeOf } from './verify/judge.ts'

/** UTF-16 units of a text to verify. */
export const VERIFY_LIMIT = 200_000

export const VERDICTS = {
  exists: '属实',
  not_in_force: '已失效或条号已变',
  no_such_provision: '没有这一条款',
  ambiguous: '所指不明',
  not_in_corpus: '库中没有这部法规',
  quote_differs: '引文不符',
} as const

export type Verdict = keyof typeof VERDICTS

/** Items of a report: a text with more of them is not one that a person reads through. */
export const MOST_ITEMS = 2_000

/** Citations that are judged in one go. */
const BREATH = 20

/** A run of characters that the quotation and the provision share, or that one of them alone has. */
export interface QuoteChange {
  readonly kind: 'same' | 'only_quoted' | 'only_provision'
  readonly text: string
}

export interface VerifiedQuote {
  /** Of the quoted words in the text, without their marks. */
  readonly start: number
  readonly end: number
  readonly same: boolean
  /** Empty where they are the same. */
  readonly diff: readonly QuoteChange[]
}

/** A citation of the text with its verdict; a list such as 第三条、第五条 gives one for each target. */
export interface VerifyItem {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly verdict: Verdict
  /** The canonical title; as written where it isn't known. */
  readonly law?: string
  readonly eid?: string
  /** 第三条第二款 */
  readonly name?: string
  /** Permalink of the provision or law, in the edition that has it. */
  readonly path?: string
  /** Why, in a sentence. */
  readonly detail: string
  /** Where ambiguous: titles, or eIds of `law`. */
  readonly candidates?: readonly string[]
  readonly quote?: VerifiedQuote
  readonly provisionText?: string
}

export interface VerifyReport {
  readonly at: string
  readonly text: string
  /** In the order of the text, no more than MOST_ITEMS. */
  readonly items: readonly VerifyItem[]
  /** Targets after those, not checked. */
  readonly omitted: number
  readonly counts: Readonly<Record<Verdict, number>>
  /** no_such_provision, quote_differs and not_in_force: what the author has to look at. */
  readonly false: number
}

/**
 * Checks every citation of a text against the corpus: a brief, a contract, an answer of a chatbot. Where only the text is
 * lacking here, the verdict is `not_in_corpus`, never that the citation is wrong. Errors: QUERY_TOO_LONG.
 */
export async function verify(
  store: Store,
  text: string,
  options: { at?: string | undefined } = {},
): Promise<VerifyReport> {
  if (text.length > VERIFY_LIMIT) throw fail('QUERY_TOO_LONG', { length: text.length, limit: VERIFY_LIMIT })
  const at = dayOf(options.at)
  const found = await findQuoted(store, text, MOST_ITEMS)
  const judge = await judgeOf(store, at)
  const items: VerifyItem[] = []
  let omitted = 0
  for (const [i, { citation, quotation }] of found.entries()) {
    if (i % BREATH === BREATH - 1) await setImmediate() // a long text must not keep others from their pages
    const room = MOST_ITEMS - items.length
    omitted += Math.max(0, Math.max(1, citation.targets.length) - room)
    if (room > 0) items.push(...(await judge({ ...citation, targets: citation.targets.slice(0, room) }, quotation)))
  }
  const counts = Object.fromEntries(
    Object.keys(VERDICTS).map((verdict) => [verdict, items.filter((i) => i.verdict === verdict).length]),
  ) as Record<Verdict, number>
  return {
    at,
    text,
    items,
    omitted,
    counts,
    false: counts.no_such_provision + counts.quote_differs + counts.not_in_force,
  }
}
