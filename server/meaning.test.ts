import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RULES, WATER } from '../test/e2e/city.ts'
import { asker, embedCity, meaningOf } from '../test/e2e/meaning.ts'
import { type OpenCity, openCity, silent } from '../test/e2e/open-city.ts'
import { createApp } from './app.ts'
import type { Deps } from './route.ts'

/** No word of it stands in the water law; its meaning is that of a clause there. */
const MEANT = '记录留多久'
/** Further from everything than anything else. */
const NOTHING_LIKE_IT = '怎样做面包'

interface Hit {
  readonly provision: { readonly eid: string; readonly text: string }
  readonly why: object
  readonly clause?: readonly [number, number]
}
interface Result {
  readonly items: readonly Hit[]
  readonly meaning: object
}

const cities: OpenCity[] = []
afterAll(async () => {
  for (const city of cities) await city.close()
})

/** The city with vectors of all its articles, or of the first few, or of none. */
async function site(embedded: number, deps: Partial<Deps> = { asker }): Promise<Hono> {
  const city = await openCity()
  cities.push(city)
  if (embedded > 0) await embedCity(city.store, embedded)
  return createApp({ store: city.store, log: silent, ...deps })
}

let whole: Hono
let half: Hono
let bare: Hono
let wordsAlone: Hono
let other: Hono
beforeAll(async () => {
  const named = { model: { name: '另一个', dimension: 8 }, embed: asker.embed }
  ;[whole, half, bare, wordsAlone, other] = await Promise.all([
    site(1000),
    site(4),
    site(0),
    site(1000, {}),
    site(1000, { asker: named }),
  ])
})

const search = async (app: Hono, query: string) =>
  (await (await app.request(encodeURI(`/api/search?${query}`))).json()) as Result
const page = async (app: Hono, path: string) => (await app.request(encodeURI(path))).text()

describe('/api/search', () => {
  test('tells why each article was found, and the clause that is closest', async () => {
    const { items, ...told } = await search(whole, `q=${MEANT}&clauses=true`)
    expect(told).toMatchObject({ weak: false, whole: true, meaning: { state: 'used', embedded: 12, articles: 12 } })
    const [first] = items
    expect(first).toMatchObject({ provision: { eid: 'art_3' }, why: { meaning: 1, cosine: expect.closeTo(0.909, 1) } })
    expect(first?.provision.text.slice(...(first.clause ?? []))).toBe('用水台账的保存期限不得少于三年。')
    expect((await search(whole, `q=${MEANT}`)).items[0]).not.toHaveProperty('clause')
  })

  test('what is cited by number comes first', async () => {
    const { items } = await search(whole, 'q=节水条例第四条')
    expect(items[0]).toMatchObject({ provision: { eid: 'art_4' }, why: { exact: true } })
  })

  test('by the recipe that was asked for', async () => {
    const { items } = await search(whole, 'q=用水台账&recipe=words')
    expect(items[0]).toMatchObject({ provision: { eid: 'art_3' }, why: { words: 1 } })
    expect(items.every((hit) => !('meaning' in hit.why))).toBe(true)
    const meant = await search(whole, `q=${MEANT}&recipe=meaning`)
    expect(meant.items[0]).toMatchObject({ why: { meaning: 1 } })
  })

  test.each([
    ['no model', () => wordsAlone, { state: 'none' }],
    ['no vectors', () => bare, { state: 'none' }],
    [
      'vectors of another model',
      () => other,
      { state: 'other_model', have: 'famai-law-zh-1 手写', want: '另一个', embedded: 12 },
    ],
    ['some vectors', () => half, { state: 'used', embedded: 4, articles: 12 }],
  ])('%s: says so, and the words still find', async (_, app, meaning) => {
    const found = await search(app(), 'q=用水台账')
    expect(found.meaning).toMatchObject(meaning)
    expect(found.items.map((hit) => hit.provision.eid)).toContain('art_3')
  })

  test('nothing close enough is said, not hidden behind what is far', async () => {
    expect(await search(whole, `q=${NOTHING_LIKE_IT}`)).toMatchObject({ weak: true, total: 0, items: [] })
  })

  test('traditional characters are read as simplified ones', async () => {
    expect(await search(whole, 'q=用水臺賬')).toMatchObject({ text: '用水臺賬', read: '用水台账' })
  })
})

describe('the search page', () => {
  test('says of each hit why, with an explanation', async () => {
    const text = await page(whole, `/search?q=${MEANT}`)
    expect(text).toMatch(/依据 <span title="按意思与查询接近的程度排在第 1 位（余弦 0\.9\d）">语义第1<\/span>/)
    expect(text).toContain('<em class="closest" title="语义最近的一句">用水台账的保存期限不得少于三年。</em>')
    expect(text).toContain('<em class="closest">语义最近的一句</em>') // the legend
    const cited = await page(whole, '/search?q=节水条例第三条')
    expect(cited).toMatch(/<span title="查询中写明了这一条">条号<\/span>/)
    expect(await page(whole, '/search?q=用水台账')).toMatch(/<span title="按相符的字词排在第 1 位">字词第1<\/span>/)
  })

  test.each([
    ['all is well', () => whole, '用水台账', undefined],
    ['some vectors', () => half, '用水台账', '语义索引已建 33%（famai reindex 继续）。'],
    ['no vectors', () => bare, '用水台账', '仅按字词检索。'],
    ['no model', () => wordsAlone, '用水台账', '仅按字词检索。'],
    [
      'another model',
      () => other,
      '用水台账',
      '仅按字词检索：语义索引由模型 famai-law-zh-1 手写 建成，现设的是 另一个。运行 famai reindex 重建，或把 FAMAI_MODEL 改回。',
    ],
    ['traditional characters', () => whole, '用水臺賬', '按简体“用水台账”检索。'],
  ])('%s', async (_, app, q, note) => {
    const reach = /<p class="reach">(.*?)<\/p>/s.exec(await page(app(), `/search?q=${q}`))?.[1]
    expect(reach).toBe(note === undefined ? '' : `<span>${note}</span>`)
  })

  test('where nothing is close enough: what to try, and the nearest all the same', async () => {
    const path = `/search?q=${NOTHING_LIKE_IT}&level=local_regulation&page=2`
    const text = await page(whole, path)
    expect(text).toContain('库中没有足够接近的条文')
    const link = /<a href="([^"]+)">仍按字词/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(decodeURI(link)).toBe(`/search?q=${NOTHING_LIKE_IT}&level=local_regulation&recipe=words`)
    const anyway = await (await whole.request(link)).text()
    expect(anyway).toContain('仅按字词检索。')
    expect(anyway).not.toContain('没有足够接近')
    expect(anyway).toContain('<input type="hidden" name="recipe" value="words"') // filters keep it
    expect(anyway).toContain('同时按语义检索')
  })

  test('in English', async () => {
    const text = await page(whole, `/search?q=${MEANT}&lang=en`)
    expect(text).toMatch(/Found by <span title="Rank 1 by closeness[^"]*">meaning 1<\/span>/)
  })

  test('the best of more are called so', async () => {
    const most = Object.assign(Object.create(null), cities[0]?.store, {
      rankByMeaning: async () => ({
        items: Array.from({ length: 100 }, (_, i) => ({ edition: 'x', eid: `art_${i}`, score: 1 })),
        total: 100,
      }),
    })
    const text = await page(createApp({ store: most, asker, log: silent }), `/search?q=${MEANT}`)
    expect(text).toMatch(/显示最相关的 10\d 条，此处第 1–20 条/)
  })
})

describe('articles like it', () => {
  const law = `/law/${WATER.title}`

  test.each([`${law}/art_3`, `${law}/art_3__para_1__item_2`])('stand in the margin of %s', async (path) => {
    const section = /<section class="note similar">(.*?)<\/section>/s.exec(await page(whole, path))?.[1] ?? ''
    expect(section).toContain('相近条文')
    expect(section).toContain(`href="/law/${encodeURIComponent(WATER.title)}/art_4"`)
    expect(section).toMatch(/<small class="figures" title="[^"]+">0\.97<\/small>/)
    expect(section).toContain('新建、改建、扩建建设项目')
    expect(section).not.toContain('/art_3')
  })

  test.each([
    ['a chapter', () => whole, `${law}/chp_2`],
    ['an article unlike all others', () => whole, `/law/${RULES.title}/art_3`],
    ['a store without vectors', () => bare, `${law}/art_3`],
  ])('%s has none', async (_, app, path) => {
    expect(await page(app(), path)).not.toContain('相近条文')
  })

  test('as JSON', async () => {
    const response = await whole.request(encodeURI('/api/provisions/节水条例/art_3/similar?limit=1'))
    expect(await response.json()).toMatchObject({
      items: [{ law: { title: WATER.title }, provision: { eid: 'art_4' }, cosine: expect.closeTo(0.97, 1) }],
    })
  })
})

test('a question waits for its vector only where vectors are', async () => {
  let asked = 0
  const counting = {
    model: asker.model,
    embed: async (text: string) => {
      asked++
      return meaningOf(text)
    },
  }
  await page(await site(0, { asker: counting }), '/search?q=用水台账')
  await page(await site(1000, { asker: counting }), '/search?q=用水台账&recipe=words')
  expect(asked).toBe(0)
})
