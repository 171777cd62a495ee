import { STATUSES } from '../../graph/model.ts'
import type { Frame } from '../frame.ts'
import { term } from '../words.ts'

interface SearchBoxProps {
  readonly frame: Frame
  readonly query?: string | undefined
  /** On the home page: large, with the cursor in it. */
  readonly large?: boolean
}

/** One box: words, a title or a citation. What `data-` holds is for the script that offers laws (islands/suggest.js). */
export function SearchBox({ frame: { say, lang }, query, large }: SearchBoxProps) {
  const { in_force: _, ...worthSaying } = STATUSES
  const statuses = Object.keys(worthSaying).map((key) => [key, term(lang, STATUSES, key as keyof typeof STATUSES)])
  return (
    <search>
      <form class={large ? 'box large' : 'box'} action="/search" method="get">
        <input
          type="search"
          name="q"
          value={query ?? ''}
          maxlength={500}
          aria-label={say('search_label')}
          placeholder={say('search_label')}
          autofocus={large}
          autocomplete="off"
          data-suggest={say('suggestions')}
          data-statuses={JSON.stringify(Object.fromEntries(statuses))}
        />
        <button type="submit">{say('search')}</button>
      </form>
    </search>
  )
}
