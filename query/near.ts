import { type ErrorCode, FamaiError, fail } from '../base/errors.ts'
import type { LawDetail, Store } from '../graph/store.ts'

export const NEAR_LIMIT = 5

/** NOT_FOUND that still knows the near titles, so that a page can link them. */
export class NotFound extends FamaiError {
  constructor(
    readonly what: string,
    readonly near: readonly string[] = [],
    hint?: string,
  ) {
    const error = fail('NOT_FOUND', { what: shorten(what), near })
    super(error.code satisfies ErrorCode, error.message, hint ?? error.hint)
  }
}

/** A law by its title or an alias. NOT_FOUND with near titles. */
export async function lawTitled(store: Store, title: string): Promise<LawDetail> {
  const detail = await store.law(title)
  if (!detail) throw await noSuchLaw(store, title)
  return detail
}

/** The error for a law that isn't there, with titles like it. */
export async function noSuchLaw(store: Store, title: string): Promise<NotFound> {
  return new NotFound(title, await nearTitles(store, title))
}

/** Titles like `title`, best first. A very long text is compared by its beginning. */
export async function nearTitles(store: Store, title: string, limit = NEAR_LIMIT): Promise<string[]> {
  const text = title.trim().slice(0, 200)
  return text === '' ? [] : store.nearTitles(text, limit)
}

/** An error message quotes what was asked for, not all of it. */
function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
