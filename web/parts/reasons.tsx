import type { Why } from '../../query/search.ts'
import type { Frame } from '../frame.ts'

/** 依据 条号 · 字词第3 · 语义第1: what an article was found by, each word explained by its title. */
export function Reasons({ frame: { say }, why }: { frame: Frame; why: Why }) {
  const { exact, words, meaning, cosine } = why
  const reasons = [
    exact ? ([say('why_exact'), say('why_exact_of')] as const) : undefined,
    words === undefined ? undefined : ([say('why_words', { n: words }), say('why_words_of', { n: words })] as const),
    meaning === undefined
      ? undefined
      : ([
          say('why_meaning', { n: meaning }),
          say('why_meaning_of', { n: meaning, cosine: (cosine ?? 0).toFixed(2) }),
        ] as const),
  ].filter((reason) => reason !== undefined)
  if (reasons.length === 0) return null
  return (
    <span class="reasons">
      {say('why')}{' '}
      {reasons.map(([word, title], i) => (
        <>
          {i > 0 ? ' · ' : ''}
          <span title={title}>{word}</span>
        </>
      ))}
    </span>
  )
}
