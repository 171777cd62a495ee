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

/** Codes that are the asker's to mend or to wait for. Every other error is ours: 500, and only the log knows more. */
const STATUS: Partial<Record<ErrorCode, { status: ContentfulStatusCode; title: string }>> = {
  NOT_FOUND: { status: 404, title: 'Not found' },
  QUERY_INVALID: { status: 400, title: 'Bad request' },
  QUERY_TOO_LONG: { status: 400, title: 'Text too long' },
  STORE_BUSY: { status: 503, title: 'Store busy' },
}

/** What the asker is told of an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof FamaiError) {
    const known = STATUS[error.code]
    if (known) {
      const near = error instanceof NotFound ? { near: error.near } : {}
      return problem(known.status, known.title, error.message, error.code, error.hint, near)
    }
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
