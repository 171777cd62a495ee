import type { Store, VectorModel } from '../../graph/store.ts'
import type { Asker } from '../../query/search/meaning.ts'

/**
 * Meanings as a table, in place of a model: what is written here is all that it knows of the city. Each text is found by how it
 * begins, and has a direction among eight; what isn't in the table lies in the last one, far from all others.
 */
export const TABLE: VectorModel = { name: 'famai-law-zh-1 手写', dimension: 8 }

const MEANINGS: readonly (readonly [begins: string, vector: readonly number[]])[] = [
  // the water law, around the first direction
  ['用水单位应当履行', [9, 4, 1]],
  ['用水台账的保存期限', [1]],
  ['新建、改建、扩建', [8, 6]],
  ['为了节约用水', [6, 8]],
  // two texts of one rule, and one of another
  ['云汀市人民代表大会会议', [0, 0, 1]],
  ['会议每年', [0, 0, 5, 5]],
  ['代表拖欠', [0, 0, 0, 0, 1]],
  // questions
  ['记录留多久', [1]],
  ['怎样做面包', [-1, -1, -1, -1, -1, -1, -1, -1]],
]

export function meaningOf(text: string): Float32Array {
  const [, numbers = [0, 0, 0, 0, 0, 0, 0, 1]] = MEANINGS.find(([begins]) => text.startsWith(begins)) ?? []
  const length = Math.hypot(...numbers)
  return Float32Array.from({ length: TABLE.dimension }, (_, i) => (numbers[i] ?? 0) / length)
}

export const asker: Asker = { model: TABLE, embed: async (text) => meaningOf(text) }

/** Gives articles their vectors: all, or at most so many. */
export async function embedCity(store: Store, most = 10_000): Promise<void> {
  await store.beginVectors(TABLE)
  const articles = await store.unembedded(TABLE, most)
  await store.putVectors(
    TABLE,
    articles.map(({ key, text }) => ({ key, vector: meaningOf(text) })),
  )
}
