import type { Verdict, VerifyReport } from '../../query/verify.ts'
import type { Frame } from '../frame.ts'
import { Layout } from '../parts/layout.tsx'
import { VerdictRow } from '../parts/verdict-row.tsx'
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
      {result.omitted > 0 ? <p class="none">{say('verify_omitted', { n: result.omitted })}</p> : null}
      {items.length === 0 ? null : (
        <ul class="legend" aria-label={say('legend')}>
          {VERDICT_ORDER.filter((verdict) => counts[verdict] > 0).map((verdict) => (
            <li>
              <span class={`verdict verified-cite ${verdict}`}>{say(`verdict_${verdict}`)}</span>{' '}
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
