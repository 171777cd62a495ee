import type { VerifyItem } from '../../query/verify.ts'
import type { Frame } from '../frame.ts'

interface VerdictRowProps {
  readonly frame: Frame
  readonly item: VerifyItem
  /** From 1, as it stands beside the citation in the text. */
  readonly number: number
}

/** One citation of a verified text: the verdict in words, why, and where a quotation differs. */
export function VerdictRow({ frame, item, number }: VerdictRowProps) {
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
