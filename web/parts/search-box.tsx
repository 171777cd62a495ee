import type { Frame } from '../frame.ts'

interface SearchBoxProps {
  readonly frame: Frame
  readonly query?: string | undefined
  /** On the home page: large, with the cursor in it. */
  readonly large?: boolean
}

/** One box: words, a title or a citation. */
export function SearchBox({ frame: { say }, query, large }: SearchBoxProps) {
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
        />
        <button type="submit">{say('search')}</button>
      </form>
    </search>
  )
}
