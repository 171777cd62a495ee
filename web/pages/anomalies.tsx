import { ANOMALY_KINDS } from '../../graph/model.ts'
import type { AnomalyFilter, AnomalyRow, Page, Paged } from '../../graph/store.ts'
import type { Frame } from '../frame.ts'
import { sourcePath } from '../links.ts'
import { anySet, Choose, Filters } from '../parts/filters.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, Shown } from '../parts/pager.tsx'
import { term } from '../words.ts'

export interface AnomaliesPageProps {
  readonly frame: Frame
  readonly filter: AnomalyFilter
  readonly result: Paged<AnomalyRow>
  readonly page: Page
}

/** What was not understood, each with a link to its place. */
export function AnomaliesPage({ frame, filter, result, page }: AnomaliesPageProps) {
  const { say, lang } = frame
  const { kind, source, document } = filter
  const filtered = anySet(kind, source, document)
  const part = { ...page, total: result.total }
  return (
    <Layout frame={frame} title={say('anomalies')}>
      <div class="zones">
        <aside class="left">
          <Filters frame={frame} action="/anomalies" clear={filtered ? '/anomalies' : undefined}>
            {source ? <input type="hidden" name="source" value={source} /> : null}
            {document ? <input type="hidden" name="document" value={document} /> : null}
            <Choose frame={frame} name="kind" label={say('kind')} table={ANOMALY_KINDS} value={kind} />
          </Filters>
        </aside>
        <div class="middle">
          <h1 class="small">{say('anomalies')}</h1>
          {result.total === 0 ? (
            <p class="empty">{say('no_anomalies')}</p>
          ) : (
            <>
              <Shown frame={frame} part={part} />
              <ul class="rows anomalies">
                {result.items.map(({ anomaly, path }) => (
                  <li>
                    <a class="title" href={sourcePath(anomaly.source, [[anomaly.start, anomaly.end]])}>
                      {term(lang, ANOMALY_KINDS, anomaly.kind)}
                    </a>
                    {anomaly.detail ? <span class="detail"> {anomaly.detail}</span> : null}
                    {anomaly.quote === '' ? null : <blockquote lang="zh">{anomaly.quote.slice(0, 160)}</blockquote>}
                    <span class="facts">
                      <span>{path}</span>
                      <span class="figures">
                        {say('line')} {anomaly.line}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
              <Pager frame={frame} part={part} />
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}
