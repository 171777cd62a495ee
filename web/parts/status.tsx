import { type Edition, STATUSES } from '../../graph/model.ts'
import { startOf } from '../../graph/status.ts'
import type { Frame } from '../frame.ts'
import { day, term } from '../words.ts'

/** The status as a word, with the day that it counts from. */
export function StatusWord({ frame, edition }: { frame: Frame; edition: Edition }) {
  const since = edition.status === 'repealed' ? edition.repealed : startOf(edition)
  return (
    <span class={`status ${edition.status}`}>
      {term(frame.lang, STATUSES, edition.status)}
      {since ? <time datetime={since}>{frame.say('since', { date: day(frame.lang, since) })}</time> : null}
    </span>
  )
}
