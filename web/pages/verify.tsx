import type { Verdict, VerifyItem, VerifyReport } from '../../query/verify.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../parts/layout.tsx'
import { VerifiedText } from '../parts/verified-text.tsx'

/** From what the author has to look at to what is in order. */
export const VERDICT_ORDER = [
  'no_such_provision',
  'quote_differs',
  'not_in_force',
  'ambiguous',
  'not_in_corpus',
  'exists',
] as const satisfies readonly Verdict[]

export interface VerifyPageProps {
  readonly frame: Frame
  /** Characters that a text may have. */
  readonly limit: number
  readonly at: string | undefined
  readonly result?: VerifyReport
  /** The text as sent, where it could not be checked. */
  readonly trouble?: { readonly length: number }
}

/** A form for a text, and the text with every citation marked by its verdict. */
export function VerifyPage({ frame, limit, at, result, trouble }: VerifyPageProps) {
  const { say } = frame
  return (
    <Layout frame={frame} title={say('verify')}>
      <div class={result ? 'column wide' : 'column'}>
        <h1 class="small">{say('verify')}</h1>
        <p class="lead">{say('verify_lead')}</p>
        {trouble ? (
          <p class="none" role="alert">
            {say('verify_too_long', { length: trouble.length, limit })}
          </p>
        ) : null}
        {result ? <Report frame={frame} result={result} /> : null}
        <VerifyForm frame={frame} limit={limit} at={at} text={result?.text ?? ''} again={result !== undefined} />
      </div>
    </Layout>
  )
}

interface VerifyFormProps {
  readonly frame: Frame
  readonly limit: number
  readonly at: string | undefined
  readonly text: string
  readonly again: boolean
}

/** Sent as multipart: a Chinese character takes three bytes in it, and nine in the usual encoding of forms. */
function VerifyForm({ frame: { say }, limit, at, text, again }: VerifyFormProps) {
  return (
    <form class="verify-form" action="/verify" method="post" enctype="multipart/form-data">
      <label>
        <span>{say(again ? 'verify_again' : 'verify_text')}</span>
        <textarea
          name="text"
          rows={again ? 8 : 14}
          maxlength={limit}
          required
          lang="zh"
          placeholder={say('verify_example')}
        >
          {text}
        </textarea>
      </label>
      <div class="actions">
        <button type="submit">{say('verify_do')}</button>
        <label class="inline">
          <span>{say('on_day')}</span>
          <input type="date" name="at" value={at ?? ''} />
        </label>
        <span class="hint">{say('verify_limit', { n: limit })}</span>
      </div>
    </form>
  )
}

function Report({ frame, result }: { frame: Frame; result: VerifyReport }) {
  const { say } = frame
  const { items, counts } = result
  return (
    <>
      <p class="shown" role="status">
        {items.length === 0 ? say('verify_none') : say('verify_found', { n: items.length, at: result.at })}{' '}
        {items.length === 0 ? null : (
          <b class={result.false > 0 ? 'verdict no_such_provision' : 'verdict exists'}>
            {result.false > 0 ? say('verify_false', { n: result.false }) : say('verify_all_well')}
          </b>
        )}
      </p>
      {items.length === 0 ? null : (
        <ul class="legend" aria-label={say('legend')}>
          {VERDICT_ORDER.filter((verdict) => counts[verdict] > 0).map((verdict) => (
            <li>
              <span class={`verdict ${verdict}`}>{say(`verdict_${verdict}`)}</span>{' '}
              <span class="figures">{counts[verdict]}</span>
            </li>
          ))}
        </ul>
      )}
      <div class="report">
        <div class="text plain verified" lang="zh">
          <VerifiedText frame={frame} result={result} />
        </div>
        <ol class="verdicts" aria-label={say('verdicts')}>
          {items.map((item, i) => (
            <VerdictRow frame={frame} item={item} number={i + 1} />
          ))}
        </ol>
      </div>
    </>
  )
}

function VerdictRow({ frame, item, number }: { frame: Frame; item: VerifyItem; number: number }) {
  const { say } = frame
  const { verdict, law, name, path, detail, quote, candidates, text } = item
  const place = law === undefined ? text : `《${law}》${name ?? ''}`
  return (
    <li id={`v${number}`}>
      <p>
        <a class="back" href={`#c${number}`} aria-label={say('to_text', { n: number })}>
          {number}
        </a>{' '}
        <span class={`verdict ${verdict}`}>{say(`verdict_${verdict}`)}</span>{' '}
        {path ? (
          <a class={verdict === 'not_in_corpus' ? 'target unknown' : 'target'} href={path} lang="zh">
            {place}
          </a>
        ) : (
          <span class="target" lang="zh">
            {place}
          </span>
        )}
      </p>
      <p class="why">{detail}</p>
      {candidates && candidates.length > 0 ? (
        <p class="why">
          {say('candidates')} <span lang="zh">{candidates.join('、')}</span>
        </p>
      ) : null}
      {quote && !quote.same ? (
        <p class="diff" lang="zh">
          {quote.diff.map(({ kind, text: run }) =>
            kind === 'same' ? (
              run
            ) : kind === 'only_quoted' ? (
              <del title={say('only_quoted')}>{run}</del>
            ) : (
              <ins title={say('only_provision')}>{run}</ins>
            ),
          )}
        </p>
      ) : null}
    </li>
  )
}
