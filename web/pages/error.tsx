import { lawPath } from '../../graph/ids.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../parts/layout.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import type { Word } from '../words.ts'

/** What an error page says, by the error's code: what happened, and what to do. */
const TELLS = {
  NOT_FOUND: ['not_found', 'not_found_do'],
  QUERY_INVALID: ['bad_request', 'bad_request_do'],
  QUERY_TOO_LONG: ['too_long', 'too_long_do'],
  STORE_BUSY: ['busy', 'busy_do'],
  STORE_UNAVAILABLE: ['unavailable', 'unavailable_do'],
} as const satisfies Record<string, readonly [Word, Word]>

export interface ErrorPageProps {
  readonly frame: Frame
  readonly status: number
  readonly code: string
  /** What went wrong, where it may be told. */
  readonly detail?: string
  /** What was asked for and isn't there. */
  readonly what?: string
  readonly near: readonly string[]
  /** Seconds after which the page loads itself again. */
  readonly again?: number
}

/** The cause, the way out, and titles like the one that was asked for. */
export function ErrorPage({ frame, status, code, detail, what, near, again }: ErrorPageProps) {
  const { say } = frame
  const [title, remedy] = Object.hasOwn(TELLS, code)
    ? TELLS[code as keyof typeof TELLS]
    : (['broken', 'broken_do'] as const)
  const parameter = code === 'QUERY_INVALID' ? parameterIn(detail) : undefined
  return (
    <Layout frame={frame} title={say(title)}>
      <section class="error">
        <p class="figures">{status}</p>
        <h1>{say(title)}</h1>
        {what ? <p>{say('not_found_what', { what })}</p> : null}
        {parameter ? <p>{say('bad_parameter', { name: parameter })}</p> : null}
        {detail && !what ? (
          <p class="detail" lang="en">
            {detail}
          </p>
        ) : null}
        <p>{say(remedy)}</p>
        {again ? <p>{say('reloads', { n: again })}</p> : null}
        {near.length > 0 ? (
          <section>
            <h2>{say('near_titles')}</h2>
            <ul>
              {near.map((law) => (
                <li>
                  <a href={lawPath(law)}>{law}</a>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {code === 'NOT_FOUND' ? <SearchBox frame={frame} /> : null}
      </section>
    </Layout>
  )
}

/** Reasons are written for programs, in English, and begin with the parameter: "level: Invalid option", "at must be a day". */
function parameterIn(detail: string | undefined): string | undefined {
  return /understood: (\w+)(?:: | must )/.exec(detail ?? '')?.[1]
}
