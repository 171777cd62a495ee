import { lawPath } from '../../graph/ids.ts'
import type { CitationsView } from '../../query/citations.ts'
import type { Frame } from '../frame.ts'
import { CitedBy } from '../parts/cited-by.tsx'
import { Layout } from '../parts/layout.tsx'

/** A provision of a law whose text is not here: where a red link leads. */
export function UnknownProvisionPage({
  frame,
  citedBy,
  at,
}: {
  frame: Frame
  citedBy: CitationsView
  at: string | undefined
}) {
  const { say } = frame
  const { law, name = '' } = citedBy
  return (
    <Layout frame={frame} title={`${name} · ${law}`}>
      <div class="zones book">
        <aside class="left" />
        <article class="middle statute">
          <nav class="trail" aria-label={say('place_in_law')} lang="zh">
            <a class="unknown" href={lawPath(law, undefined, at)}>
              {law}
            </a>
          </nav>
          <h1 class="provision-name" lang="zh">
            {name}
          </h1>
          <p class="empty">{say('not_in_corpus')}</p>
          <CitedBy frame={frame} result={citedBy} at={at} />
        </article>
      </div>
    </Layout>
  )
}
