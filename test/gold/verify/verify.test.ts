import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verify } from '../../../query/verify.ts'
import { openSample } from '../../e2e/sample-site.ts'
import { AT, EXPECTED } from './expected.ts'

const BRIEF = readFileSync(new URL('./brief.md', import.meta.url), 'utf8')

test('the 40 citations of the brief have their verdicts', async () => {
  const { store, close } = await openSample()
  try {
    const report = await verify(store, BRIEF, { at: AT })
    const said = report.items.map(({ text, verdict, law, eid, quote }) =>
      [text.replace(/\n/g, ''), verdict, law ?? '', eid ?? '', quote?.same ?? ''].join(' | '),
    )
    const wanted = EXPECTED.map(({ verdict, law, eid, same }, i) =>
      [report.items[i]?.text.replace(/\n/g, '') ?? '', verdict, law ?? '', eid ?? '', same ?? ''].join(' | '),
    )
    expect(said).toEqual(wanted)
    expect(EXPECTED).toHaveLength(40)
    for (const { start, end, text } of report.items) expect(BRIEF.slice(start, end)).toBe(text)
    expect(report.counts).toEqual({
      exists: 12,
      not_in_force: 5,
      no_such_provision: 7,
      ambiguous: 4,
      not_in_corpus: 6,
      quote_differs: 6,
    })
    expect(report.false).toBe(18)
  } finally {
    await close()
  }
})
