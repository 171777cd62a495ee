import { describe, expect, test } from 'vitest'
import { Quote } from './marked.tsx'

type Range = readonly [number, number]

const quote = (text: string, words: readonly string[], clause?: string) => {
  const rangeOf = (part: string): Range => [text.indexOf(part), text.indexOf(part) + part.length]
  const ranges = words.map(rangeOf)
  const html = (
    <Quote text={text} ranges={ranges} clause={clause ? { range: rangeOf(clause), title: '近' } : undefined} />
  ).toString()
  return html.replaceAll(' class="closest" title="近"', '')
}

const LONG = `${'甲'.repeat(200)}。${'乙'.repeat(20)}，丙丙。${'丁'.repeat(200)}。`

describe('a quotation', () => {
  test.each([
    ['words', '种树，浇水。', ['浇水'], undefined, '种树，<mark>浇水</mark>。'],
    ['a clause', '种树。浇水。', [], '浇水。', '种树。<em>浇水。</em>'],
    ['words within a clause', '种树。浇水。', ['浇水'], '浇水。', '种树。<em><mark>浇水</mark>。</em>'],
    ['words across its edge', '种树。浇水。', ['树。浇'], '浇水。', '种<mark>树。</mark><em><mark>浇</mark>水。</em>'],
    [
      'words on both sides',
      '种树。浇水。施肥。',
      ['种', '肥'],
      '浇水。',
      '<mark>种</mark>树。<em>浇水。</em>施<mark>肥</mark>。',
    ],
    ['hostile words', '<b>。"x"。', [], '"x"。', '&lt;b&gt;。<em>&quot;x&quot;。</em>'],
  ])('%s', (_, text, words, clause, expected) => {
    expect(quote(text, words, clause)).toBe(expected)
  })

  test('of a long text it shows the sentence of the clause, though the words stand elsewhere', () => {
    const shown = quote(LONG, ['甲甲'], `${'乙'.repeat(20)}，丙丙。`)
    expect(shown).toMatch(/^…<em>乙{20}，丙丙。<\/em>丁+…$/)
  })

  test('a clause that is longer than the quotation ends with it', () => {
    expect(quote(LONG, [], `${'丁'.repeat(200)}。`)).toMatch(/^…<em>丁{180}<\/em>…$/)
  })
})
