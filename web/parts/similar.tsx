import { lawPath } from '../../graph/ids.ts'
import type { SimilarArticle } from '../../query/similar.ts'
import type { Frame } from '../frame.ts'

/** Characters of an article that stand in the margin. */
const BEGINNING = 36

interface SimilarProps {
  readonly frame: Frame
  readonly articles: readonly SimilarArticle[]
  readonly at: string | undefined
}

/** Articles that say something like it, closest first; nothing where there is none. */
export function Similar({ frame: { say }, articles, at }: SimilarProps) {
  if (articles.length === 0) return null
  return (
    <section class="note similar">
      <h2>{say('similar')}</h2>
      <ol>
        {articles.map(({ law, provision, cosine }) => (
          <li>
            <a href={lawPath(law.title, provision.eid, at)} lang="zh">
              {law.title} <b>{provision.label}</b>
            </a>{' '}
            <small class="figures" title={say('cosine_of')}>
              {cosine.toFixed(2)}
            </small>
            <p class="begins" lang="zh">
              {beginning(provision.text)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > BEGINNING ? `${line.slice(0, BEGINNING)}…` : line
}
