import { afterAll, beforeAll, expect, test } from 'vitest'
import { RULES, WATER } from '../test/e2e/city.ts'
import { embedCity } from '../test/e2e/meaning.ts'
import { type OpenCity, openCity } from '../test/e2e/open-city.ts'
import { NotFound } from './near.ts'
import { type SimilarInput, similarArticles } from './similar.ts'

let city: OpenCity
beforeAll(async () => {
  city = await openCity()
  await embedCity(city.store)
})
afterAll(() => city.close())

const similar = async (input: SimilarInput, limit?: number) =>
  (await similarArticles(city.store, input, limit)).map((a) => [a.law.title, a.provision.eid, a.cosine.toFixed(2)])

test.each([
  // 第三条 first among its likes; what has nothing in common is not there
  ['an article', { law: WATER.title, eid: 'art_3' }, [['art_4', '0.97'], ['art_1', '0.86']]], // biome-ignore format: pairs
  ['by an alias', { law: '节水条例', eid: 'art_4' }, [['art_3', '0.97'], ['art_1', '0.96']]], // biome-ignore format: pairs
  ['a 项: of its article', { law: WATER.title, eid: 'art_3__para_1__item_2' }, [['art_4', '0.97'], ['art_1', '0.86']]], // biome-ignore format: pairs
  // its first direction is that of 第一条; the text of 1998 is not in force
  ['other editions left out', { law: RULES.title, eid: 'art_1' }, [['art_2', '0.71']]],
  [
    'on a day when the other text was in force',
    { law: RULES.title, eid: 'art_2', at: '2010-01-01' },
    [['art_1', '0.71']],
  ],
  ['alone with its meaning', { law: RULES.title, eid: 'art_3' }, []],
  ['a chapter', { law: WATER.title, eid: 'chp_2' }, []],
] as const)('%s', async (_, input, expected) => {
  expect((await similar(input)).map(([, ...found]) => found)).toEqual(expected)
})

test('as many as were asked for, with what is shown of them', async () => {
  expect(await similar({ law: WATER.title, eid: 'art_3' }, 1)).toEqual([[WATER.title, 'art_4', '0.97']])
  const [first] = await similarArticles(city.store, { law: WATER.title, eid: 'art_3' })
  expect(first).toMatchObject({ context: ['第二章 用水管理'], edition: { status: 'in_force' } })
})

test('nothing where there are no vectors', async () => {
  const bare = await openCity()
  expect(await similarArticles(bare.store, { law: WATER.title, eid: 'art_3' })).toEqual([])
  await bare.close()
})

test.each([
  ['云汀市用水条例', 'art_3'],
  [WATER.title, 'art_99'],
  [WATER.title, 'no eid'],
])('%s %s is not found', async (law, eid) => {
  await expect(similar({ law, eid })).rejects.toBeInstanceOf(NotFound)
})
