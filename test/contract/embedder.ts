import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedder } from '../../embed/embedder.ts'

const TEXTS = [
  '老板拖欠工资不给怎么办',
  '用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。',
  '船舶碰撞的损害赔偿',
  'ＡＢＣ 123 emoji 😀 \u0000 \ud800',
  '。',
]

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

/** What every embedder keeps to; see `embed/embedder.ts`. */
export function embedderContract(name: string, open: () => Promise<Embedder>): void {
  describe(name, () => {
    let embedder: Embedder
    beforeAll(async () => {
      embedder = await open()
    })
    afterAll(() => embedder.close())

    test.each(TEXTS)('%j gives a vector of length 1, as wide as the model says', async (text) => {
      for (const kind of ['query', 'passage'] as const) {
        const vector = await embedder.embed(text, kind)
        expect(vector).toHaveLength(embedder.model.dimension)
        expect(cosine(vector, vector)).toBeCloseTo(1, 4)
      }
    })

    test('an empty text gives numbers, too', async () => {
      const vector = await embedder.embed('', 'passage')
      expect(vector).toHaveLength(embedder.model.dimension)
      expect(vector.every(Number.isFinite)).toBe(true)
    })

    test('a vector depends on its text alone: not on what came before, comes beside, or how often', async () => {
      const one = await Promise.all(TEXTS.map((t) => embedder.embed(t, 'passage')))
      const again: Float32Array[] = []
      for (const t of [...TEXTS].reverse()) again.unshift(await embedder.embed(t, 'passage'))
      expect(again).toEqual(one)
    })

    test('another process makes the same', async () => {
      const other = await open()
      expect(await other.embed(TEXTS[0] as string, 'query')).toEqual(await embedder.embed(TEXTS[0] as string, 'query'))
      expect(other.model).toEqual(embedder.model)
      await other.close()
    })

    test('what is too long is cut at its end: a text of 100,000 characters is as quick as one of 1,000', async () => {
      const long = '违反本条例规定的，由市人民政府有关部门责令限期改正。'.repeat(50)
      const longer = long + '渔船'.repeat(50_000)
      expect(await embedder.embed(longer, 'passage')).toEqual(await embedder.embed(long, 'passage'))
    })

    test('a question is closer to the article that answers it than to another one', async () => {
      const question = await embedder.embed(TEXTS[0] as string, 'query')
      const [wages, ships] = await Promise.all([1, 2].map((i) => embedder.embed(TEXTS[i] as string, 'passage')))
      expect(cosine(question, wages as Float32Array)).toBeGreaterThan(cosine(question, ships as Float32Array))
    })
  })
}
