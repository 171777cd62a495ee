import { describe, expect, test } from 'vitest'
import { fuse } from './fuse.ts'

const list = (...eids: string[]) => eids.map((eid, i) => ({ edition: 'A@2020-01-01', eid, score: 10 - i }))

describe('weighted reciprocal rank fusion', () => {
  test.each([
    // one list keeps its order
    [[{ by: 'words', weight: 1, items: list('art_2', 'art_1') }], ['art_2', 'art_1']],
    // in both lists goes before first in one: 1/62 + 1/61 > 1/61
    [
      [
        { by: 'words', weight: 1, items: list('art_1', 'art_2') },
        { by: 'meaning', weight: 1, items: list('art_2', 'art_3') },
      ],
      ['art_2', 'art_1', 'art_3'],
    ],
    // the heavier list decides where they disagree
    [
      [
        { by: 'words', weight: 1, items: list('art_1', 'art_2') },
        { by: 'meaning', weight: 3, items: list('art_3', 'art_4') },
      ],
      ['art_3', 'art_4', 'art_1', 'art_2'],
    ],
    // equal scores: by edition, then eId
    [
      [
        { by: 'words', weight: 1, items: list('art_9') },
        { by: 'meaning', weight: 1, items: list('art_1') },
      ],
      ['art_1', 'art_9'],
    ],
    [[], []],
  ] as const)('%#', (lists, expected) => {
    expect(fuse(lists, 60).map((f) => f.eid)).toEqual(expected)
  })

  test('tells score, ranks and cosine', () => {
    const [first] = fuse(
      [
        { by: 'words', weight: 1, items: list('art_5', 'art_1') },
        { by: 'meaning', weight: 2, items: [{ edition: 'A@2020-01-01', eid: 'art_1', score: 0.8 }] },
      ],
      60,
    )
    expect(first).toEqual({
      edition: 'A@2020-01-01',
      eid: 'art_1',
      score: 1 / 62 + 2 / 61,
      ranks: { words: 2, meaning: 1 },
      cosine: 0.8,
    })
  })
})
