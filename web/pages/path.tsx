import type { Place } from '../../query/locate.ts'
import type { PathStep, PathView } from '../../query/path.ts'
import type { Frame } from '../frame.ts'
import { citationsPath, link } from '../links.ts'
import { RelationWord } from '../parts/citations.tsx'
import { Layout } from '../parts/layout.tsx'
import { Quote } from '../parts/marked.tsx'

export interface PathPageProps {
  readonly frame: Frame
  /** As typed. */
  readonly from: string
  readonly to: string
  /** Absent until both are given; null where no chain of citations joins them. */
  readonly result: PathView | null | undefined
  /** What is wrong with what was typed. */
  readonly trouble?: { readonly what: string; readonly near: readonly string[] } | undefined
}

/** The shortest chain of citations between two places, each step with a sentence that makes it. */
export function PathPage({ frame, from, to, result, trouble }: PathPageProps) {
  const { say } = frame
  return (
    <Layout frame={frame} title={say('path')}>
      <div class="column">
        <h1 class="small">{say('path')}</h1>
        <p class="lead">{say('path_lead')}</p>
        <form class="path-form" action="/path" method="get">
          <label>
            <span>{say('path_from')}</span>
            <input
              type="text"
              name="from"
              value={from}
              maxlength={300}
              required
              placeholder={say('path_example_from')}
            />
          </label>
          <label>
            <span>{say('path_to')}</span>
            <input type="text" name="to" value={to} maxlength={300} required placeholder={say('path_example_to')} />
          </label>
          <button type="submit">{say('path_find')}</button>
        </form>
        {trouble ? (
          <section class="none" role="status">
            <p>{say('not_found_what', { what: trouble.what })}</p>
            {trouble.near.length > 0 ? (
              <p>
                {say('near_titles')}
                {frame.lang === 'zh' ? '：' : ': '}
                <span lang="zh">{trouble.near.join('、')}</span>
              </p>
            ) : null}
          </section>
        ) : null}
        {result === null ? (
          <p class="none" role="status">
            {say('no_path')}
          </p>
        ) : result ? (
          <Steps frame={frame} result={result} />
        ) : null}
      </div>
    </Layout>
  )
}

function Steps({ frame, result }: { frame: Frame; result: PathView }) {
  const { say } = frame
  return (
    <>
      <p class="shown" role="status">
        {say('path_steps', { n: result.steps.length })} {result.directed ? '' : say('path_undirected')}
      </p>
      <ol class="steps">
        <li class="stop">
          <PlaceLink place={result.from} />
        </li>
        {result.steps.map((step) => (
          <Step frame={frame} step={step} />
        ))}
      </ol>
      <p class="onward">
        <a href={link('/path', { from: typed(result.to), to: typed(result.from) })}>⇄ {say('path_reverse')}</a>
      </p>
    </>
  )
}

function Step({ frame, step }: { frame: Frame; step: PathStep }) {
  const { say } = frame
  const { from, to, forward, count, citation } = step
  const [citing, cited] = forward ? [from, to] : [to, from]
  return (
    <>
      <li class="step">
        <p class="facts">
          <span>
            {forward ? '↓' : '↑'} {say(forward ? 'step_cites' : 'step_cited_by')}
          </span>
          {count > 1 ? (
            <a href={citationsPath(cited.law, cited.eid, { other: citing.law })}>{say('places', { n: count })}</a>
          ) : null}
          {citation ? <RelationWord frame={frame} relation={citation.citation.relation} /> : null}
        </p>
        {citation ? (
          <blockquote lang="zh">
            <Quote text={citation.context} ranges={citation.at ? [citation.at] : []} />
          </blockquote>
        ) : null}
      </li>
      <li class="stop">
        <PlaceLink place={to} />
      </li>
    </>
  )
}

function PlaceLink({ place }: { place: Place }) {
  return (
    <a class="title" href={place.path} lang="zh">
      《{place.law}》{place.name ?? ''}
    </a>
  )
}

function typed({ law, eid }: Place): string {
  return eid === undefined ? law : `${law} ${eid}`
}
