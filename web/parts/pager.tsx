import type { Frame } from '../frame.ts'
import { changed } from '../links.ts'
import type { Word } from '../words.ts'

interface Part {
  readonly offset: number
  readonly limit: number
  readonly total: number
}

/** "第 21–40 条，共 431 条": which rows these are, and of how many. */
export function Shown({ frame: { say }, part, word = 'shown' }: { frame: Frame; part: Part; word?: Word }) {
  const { offset, limit, total } = part
  return (
    <p class="shown" role="status">
      {say(word, { from: Math.min(offset + 1, total), to: Math.min(offset + limit, total), total })}
    </p>
  )
}

/** Links to the page before and the one after; nothing where all is shown. */
export function Pager({ frame, part }: { frame: Frame; part: Part }) {
  const { offset, limit, total } = part
  if (total <= limit && offset === 0) return null
  const page = Math.floor(offset / limit) + 1
  const to = (n: number) => changed(frame.url, { page: n === 1 ? undefined : n })
  return (
    <nav class="pager" aria-label={frame.say('pages')}>
      {page > 1 ? (
        <a rel="prev" href={to(page - 1)}>
          ← {frame.say('previous')}
        </a>
      ) : (
        <span />
      )}
      <span class="figures">
        {page} / {Math.max(1, Math.ceil(total / limit))}
      </span>
      {offset + limit < total ? (
        <a rel="next" href={to(page + 1)}>
          {frame.say('next')} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
