import { OpenAPIHono, type z } from '@hono/zod-openapi'
import { fail } from '../base/errors.ts'
import type { Store } from '../graph/store.ts'
import type { Asker } from '../query/search/meaning.ts'
import { Problem } from './schemas.ts'

/** What a group of routes is made from. */
export interface Deps {
  readonly store: Store
  /** What makes a vector of a question; without it searches go by words alone. */
  readonly asker?: Asker | undefined
  /** Aborted when the server is about to close: what goes on by itself ends then. */
  readonly closing?: AbortSignal | undefined
}

/** An app whose validation errors are our errors: the first thing wrong, named. */
export function router(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error)
    },
  })
}

export function invalid(error: z.core.$ZodError): Error {
  const issue = error.issues[0]
  const name = issue?.path.join('.')
  return fail('QUERY_INVALID', { reason: `${name ? `${name}: ` : ''}${issue?.message ?? 'not understood'}` })
}

/** `200` with a body of that schema, and the problems that can come instead. */
export function answers<T extends z.ZodType>(schema: T, description: string, found?: 'can be missing') {
  return {
    200: { description, content: { 'application/json': { schema } } },
    ...problems,
    ...(found ? missing : {}),
  }
}

const told = { 'application/problem+json': { schema: Problem } }
export const problems = {
  400: { description: 'The request can’t be understood.', content: told },
  500: { description: 'Something went wrong inside; details are in the log.', content: told },
  503: {
    description: 'The store is being written by another process, or does not answer yet.',
    headers: {
      'Retry-After': { description: 'After how many seconds to ask again.', schema: { type: 'integer' as const } },
    },
    content: told,
  },
}
const missing = { 404: { description: 'There is no such thing; near titles where it is a law.', content: told } }

/** Only the filters that are set: absent is not the same as undefined. */
export function given<T extends object>(filter: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set) as { [K in keyof T]: Exclude<T[K], undefined> }
}
