import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, cut, envelope, type Positioned, rangesOf, slice, trim, without } from './positioned.ts'

/** A source whose paragraph was cut by a page: what is kept stands between < and >. */
function marked(text: string): { readonly source: string; readonly kept: Positioned } {
  const pieces: { start: number; end: number }[] = []
  let source = ''
  for (const [whole, kept, left] of text.matchAll(/<([^<>]*)>|([^<>]+)/g)) {
    const start = source.length
    source += kept ?? left ?? whole
    if (kept !== undefined) pieces.push({ start, end: source.length })
  }
  return { source, kept: cut(source, pieces) }
}

describe('what is cut out of a source', () => {
  test.each([
    ['第三条 <支持创新、>\f\n- 3 -\n<保障权益。>', '支持创新、保障权益。', 2], // a page between
    ['<支持><创新>', '支持创新', 1], // touching pieces are one
    ['支持<>创新', '', 0], // an empty piece is none
    ['<𠮷水县>', '𠮷水县', 1], // a character of two code units: offsets count both
  ])('%j is %j in %d pieces', (text, expected, pieces) => {
    const { source, kept } = marked(text)
    expect(kept.text).toBe(expected)
    expect(kept.pieces).toHaveLength(pieces)
    expect(kept.pieces.map((p) => source.slice(p.start, p.end)).join('')).toBe(expected)
  })
})

describe('where a part of the text stands in the source', () => {
  const { kept } = marked('第三条 <支持创新、>\f\n- 3 -\n<保障权益。>')
  test.each([
    [0, 2, [[4, 6]]], // within the first piece
    [
      3,
      7,
      [
        [7, 9],
        [17, 19],
      ],
    ], // over the page: two ranges
    [5, 7, [[17, 19]]], // from where the second piece begins: nothing of the first
    [0, 5, [[4, 9]]], // to where the first ends: nothing of the second
    [
      0,
      99,
      [
        [4, 9],
        [17, 22],
      ],
    ], // an end behind the text is its end
    [-3, 2, [[4, 6]]], // a start before it is its start
    [4, 4, []], // nothing
    [99, 120, []], // behind the text
  ])('characters %d to %d', (start, end, ranges) =>
    expect(rangesOf(kept, start, end).map((r) => [r.start, r.end])).toEqual(ranges),
  )

  test('without an end, up to the last character', () => expect(rangesOf(kept, 6)).toEqual([{ start: 18, end: 22 }]))
})

describe('what cleaning leaves out', () => {
  test.each([
    ['<　　支持创新　>', '支持创新'], // the indent
    ['<支持创新 ><\n 保障权益>', '支持创新 \n 保障权益'], // white space inside stays
    ['<　 　>', ''], // nothing else in it
  ])('trim %j', (text, expected) => expect(trim(marked(text).kept).text).toBe(expected))

  test.each([
    ['<李 勇>', / /g, '李勇'], // a space within a name
    ['<支持创新>', / /g, '支持创新'], // nothing to leave out
    ['< 支持 >', / /g, '支持'], // at both ends
    ['<**第一条** 为了>', /\*\*/g, '第一条 为了'], // marks of the format
    ['<   >', / +/g, ''], // all of it
  ])('without %j %s', (text, unwanted, expected) => {
    const { source, kept } = marked(text)
    const left = without(kept, unwanted)
    expect(left.text).toBe(expected)
    expect(left.pieces.map((p) => source.slice(p.start, p.end)).join('')).toBe(expected)
  })

  test.each([
    ['第三条 <支持创新、>\f\n- 3 -\n<保障权益。>', { start: 4, end: 22 }], // what stands between is in it
    ['第三条', { start: 0, end: 0 }], // nothing was cut out
  ])('the envelope of %j', (text, range) => expect(envelope(marked(text).kept)).toEqual(range))
})

describe('the text is always its pieces of the source', () => {
  /** A source and pieces of it, in order; some empty, some touching. */
  const positioned = fc
    .tuple(
      fc.string({ unit: fc.constantFrom('第', '条', '款', '。', ' ', '\n', 'a', '𠮷') }),
      fc.array(fc.nat(60), { maxLength: 16 }),
    )
    .map(([source, offsets]) => {
      const at = offsets.map((o) => Math.min(o, source.length)).sort((a, b) => a - b)
      const pieces = at.flatMap((start, i) =>
        i % 2 === 0 && at[i + 1] !== undefined ? [{ start, end: at[i + 1] ?? 0 }] : [],
      )
      return { source, t: cut(source, pieces) }
    })
  const cutting = fc.tuple(positioned, fc.nat(60), fc.nat(60)).map(([p, a, b]) => ({
    ...p,
    start: Math.min(a, b, p.t.text.length),
    end: Math.min(Math.max(a, b), p.t.text.length),
  }))
  const holds = (source: string, t: Positioned) => {
    expect(t.pieces.map((p) => source.slice(p.start, p.end)).join('')).toBe(t.text)
    t.pieces.forEach((p, i) => {
      expect(p.start).toBeLessThan(p.end)
      if (i > 0) expect(p.start).toBeGreaterThan(t.pieces[i - 1]?.end ?? 0)
    })
  }

  test('cut, slice, trim, without', () => {
    fc.assert(
      fc.property(cutting, ({ source, t, start, end }) => {
        for (const part of [t, slice(t, start, end), trim(t), without(t, /[ \n]/g), slice(slice(t, start), 1)])
          holds(source, part)
        expect(slice(t, start, end).text).toBe(t.text.slice(start, end))
        expect(trim(t).text).toBe(t.text.trim())
        expect(without(t, /[ \n]/g).text).toBe(t.text.replace(/[ \n]/g, ''))
      }),
    )
  })

  test('a slice of a slice stands where the slice of the whole does', () => {
    fc.assert(
      fc.property(cutting, fc.nat(20), fc.nat(20), ({ t, start, end }, a, b) => {
        const inner = slice(t, start, end)
        const from = Math.min(a, b, inner.text.length)
        const to = Math.min(Math.max(a, b), inner.text.length)
        expect(rangesOf(inner, from, to)).toEqual(rangesOf(t, start + from, start + to))
      }),
    )
  })

  test('what was cut in two and put together is as before', () => {
    fc.assert(
      fc.property(cutting, ({ t, start, end }) => {
        expect(concat([slice(t, 0, start), slice(t, start, end), slice(t, end)])).toEqual(t)
      }),
    )
  })

  test('the envelope holds every slice', () => {
    fc.assert(
      fc.property(cutting, ({ t, start, end }) => {
        const all = envelope(t)
        for (const range of rangesOf(t, start, end)) {
          expect(range.start).toBeGreaterThanOrEqual(all.start)
          expect(range.end).toBeLessThanOrEqual(all.end)
        }
      }),
    )
  })
})
