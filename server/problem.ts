import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type ErrorCode, FamaiError } from '../base/errors.ts'
import { NotFound } from '../query/near.ts'

/** An error as RFC 9457 writes it, with our code, hint and near titles. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly hint: string
  readonly near?: readonly string[]
}

/** After how many seconds it is worth asking again, with every 503. */
export const RETRY_SECONDS = 5

interface Told {
  readonly status: ContentfulStatusCode
  readonly title: string
  /** In place of the error's own words, where those are for the one who runs the server. */
  readonly detail?: string
  readonly hint?: string
}

/** Codes that are the asker's to mend or to wait for. Every other error is ours: 500, and only the log knows more. */
const STATUS: Partial<Record<ErrorCode, Told>> = {
  NOT_FOUND: { status: 404, title: 'Not found' },
  QUERY_INVALID: { status: 400, title: 'Bad request' },
  QUERY_TOO_LONG: { status: 400, title: 'Text too long' },
  STORE_SLOW: { status: 503, title: 'The graph took too long' },
  MODEL_BUSY: { status: 503, title: 'Too many questions at once' },
  STORE_BUSY: { status: 503, title: 'Store busy' },
  STORE_UNAVAILABLE: {
    status: 503,
    title: 'Waiting for the graph',
    detail: 'The graph is not there yet, or does not answer.',
    hint: `Nothing is lost. Ask again in ${RETRY_SECONDS} seconds; the log of the server says more.`,
  },
}

/** There are as many streams open as may be. */
export class TooMany extends Error {
  constructor(most: number) {
    super(`There are ${most} such streams open already.`)
  }
}

/** What the asker is told of an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof FamaiError) {
    const known = STATUS[error.code]
    if (known) {
      const near = error instanceof NotFound ? { near: error.near } : {}
      const { status, title, detail = error.message, hint = error.hint } = known
      return problem(status, title, detail, error.code, hint, near)
    }
  }
  if (error instanceof TooMany) {
    return problem(429, 'Too many streams', error.message, 'TOO_MANY', 'Close one of them, or ask without a stream.')
  }
  if (error instanceof HTTPException && error.status < 500) {
    return problem(error.status, 'Bad request', error.message || 'The request was refused.', 'QUERY_INVALID', HINT)
  }
  return problem(
    500,
    'Internal error',
    'Something went wrong inside famai.',
    'INTERNAL',
    'Details are in the log. Try again; if it persists, run `famai doctor`.',
  )
}

const HINT = 'See /api/openapi.json for what is accepted.'

function problem(
  status: number,
  title: string,
  detail: string,
  code: string,
  hint: string,
  more: { near?: readonly string[] } = {},
): Problem {
  return { type: `/api/openapi.json#${code}`, title, status, detail, code, hint, ...more }
}

export function problemResponse(c: Context, told: Problem): Response {
  return c.body(JSON.stringify(told), told.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json; charset=utf-8',
  })
}
