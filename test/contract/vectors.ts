/** What a store does with vectors: kept by article, found by cosine, and never one that was made of another text. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseRecord } from '../../graph/interchange.ts'
import type { Contribution, Provision } from '../../graph/model.ts'
import { contributionsOf } from '../../graph/open.ts'
import type { ArticleRef, ArticleToEmbed, MeaningQuery, Store, VectorModel } from '../../graph/store.ts'
import { linkCitations } from '../../ingest/cite/link.ts'
import { contribution, FOUR, future, GREEN, green2010, green2020, sha, WAGES, wages } from './fixtures.ts'
import type { StoreFactory } from './store.ts'

const FUTURE = future.editions[0]?.law ?? ''
const BIG = '星河市百业条例'

const SMALL: VectorModel = { name: '小模型', dimension: 4 }
const LARGE: VectorModel = { name: '大模型', dimension: 8 }
/** Its vectors could be taken for those of the small one. */
const THIRD: VectorModel = { name: '第三模型', dimension: 4 }

/** A store may keep numbers of 8 bits. */
const CLOSE = 0.02

/** More articles than an index that looks only near the question would go through. Beside the four laws in all that a scope can name. */
const big = contribution({
  path: 'big.md',
  title: BIG,
  dates: { promulgated: '2018-01-01', effective: '2018-01-01' },
  law: { level: 'local_rule', region: '月湖市' },
  body: Array.from({ length: 60 }, (_, i) => [`第${i + 1}业应当登记。`]),
})

type Meaning = Omit<ArticleToEmbed, 'key'>

/** A vector whose cosine with `near(1)` is `cosine`. */
function near(cosine: number, { dimension }: VectorModel = SMALL): Float32Array {
  const vector = new Float32Array(dimension)
  vector[0] = cosine
  vector[1] = Math.sqrt(1 - cosine * cosine)
  return vector
}

/** A vector of length 1 that is another one for every other text, heading or law: what a model would be given. */
function meaningOf({ law, headings, heading, text }: Meaning, { name, dimension }: VectorModel): Float32Array {
  const digest = sha(JSON.stringify([name, law, headings, heading ?? '', text]))
  const numbers = Array.from(
    { length: dimension },
    (_, i) => Number.parseInt(digest.slice(i * 4, i * 4 + 4), 16) - 32768,
  )
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (n) => n / length)
}

/** How near each article of the four laws is, by the beginning of its text. */
const NEARNESS: readonly (readonly [law: string, text: string, cosine: number])[] = [
  [BIG, '', 0.99],
  [GREEN, '为了绿化城市', 0.9],
  [GREEN, '种树应当选择本地树种。\n', 0.6],
  [GREEN, '种树', 0.8],
  [GREEN, '为了绿化和美化', 0.7],
  [GREEN, '本条例', 0.5],
  [WAGES, '用人单位', 0.4],
  [WAGES, '本条例', 0.3],
  [FUTURE, '航行', 0.2],
]
const nearness = (a: Meaning): Float32Array =>
  near(NEARNESS.find(([law, text]) => a.law === law && a.text.startsWith(text))?.[2] ?? -1)

const G10 = ['art_1', 'art_2'].map((eid) => `${GREEN}@2010-03-01 ${eid}`)
const G20 = ['art_1', 'art_2', 'art_3'].map((eid) => `${GREEN}@2020-07-01 ${eid}`)
const W15 = ['art_1', 'art_2'].map((eid) => `${WAGES}@2015-06-01 ${eid}`)
const F99 = [`${FUTURE}@2999-01-01 art_1`]

const told = ({ edition, eid }: ArticleRef) => `${edition} ${eid}`
const refOf = (named: string): ArticleRef => ({ edition: named.split(' ')[0] ?? '', eid: named.split(' ')[1] ?? '' })
const mostDifferent = (a: Float32Array, b: Float32Array) => Math.max(...a.map((n, i) => Math.abs(n - (b[i] ?? 9))))

/** Gives vectors to all articles that have none, or to those that are wanted. How many. */
async function embed(
  store: Store,
  model: VectorModel,
  give: (article: Meaning) => Float32Array = (a) => meaningOf(a, model),
  wanted: (article: ArticleToEmbed) => boolean = () => true,
): Promise<number> {
  const articles = (await store.unembedded(model, 1000)).filter(wanted)
  await store.putVectors(
    model,
    articles.map((a) => ({ key: a.key, vector: give(a) })),
  )
  return articles.length
}

/** All that can be found, after a look whether each has the vector of what it says now, and whether the counts add up. */
async function findable(store: Store, model: VectorModel): Promise<string[]> {
  const vector = near(1, model)
  const { items, total } = await store.rankByMeaning({ vector, limit: 1000, at: 'all' })
  expect(total).toBe(items.length)
  const articles = await store.articles(items)
  expect(articles.map((a) => `${a.edition.id} ${a.provision.eid}`)).toEqual(items.map(told))
  for (const [i, { law, context, provision }] of articles.entries()) {
    const { heading, text } = provision
    const meaning = { law: law.title, headings: context, text, ...(heading === undefined ? {} : { heading }) }
    const expected = meaningOf(meaning, model)
    const kept = await store.vectorOf(items[i] ?? refOf(''))
    expect(mostDifferent(expected, kept ?? new Float32Array()), text).toBeLessThan(CLOSE)
    expect(Math.abs((items[i]?.score ?? 9) - (expected[0] ?? 0)), text).toBeLessThan(CLOSE)
  }
  const state = await store.vectors()
  expect(state.serving).toEqual(model)
  expect(await store.unembedded(model, 1000)).toHaveLength(state.articles - state.embedded)
  expect(items.length).toBeLessThanOrEqual(state.embedded) // copies that are not shown have vectors too, if a store likes
  return items.map(told)
}

export function vectorContract(factory: StoreFactory): void {
  describe(`${factory.name}: vectors`, () => {
    let store: Store
    const others: Store[] = []
    const another = async (options = {}) => {
      const opened = await factory.open(options)
      others.push(opened)
      return opened
    }
    const refill = async (...all: Contribution[]) => {
      await store.close()
      await factory.fresh()
      store = await factory.open()
      for (const c of all) await store.apply(c)
    }
    const lines = async () => {
      const all: string[] = []
      for await (const record of store.records()) all.push(JSON.stringify(record))
      return all
    }
    const rank = async (query: Partial<MeaningQuery> = {}, by = store) =>
      (await by.rankByMeaning({ vector: near(1), limit: 100, ...query })).items.map(told)

    beforeEach(async () => {
      await factory.fresh()
      store = await factory.open()
      for (const c of FOUR) await store.apply(c)
    })
    afterEach(async () => {
      for (const other of others.splice(0)) await other.close()
      await store.close()
      await factory.dispose()
    })

    describe('which articles have one', () => {
      test.each([
        ['of an empty store', [], 0],
        ['of one with laws', FOUR, 8],
      ] as const)('nothing before a model: %s', async (_why, all, articles) => {
        await refill(...all)
        expect(await store.vectors()).toEqual({ articles, embedded: 0, coming_embedded: 0 })
        expect(await store.rankByMeaning({ vector: near(1), limit: 10 })).toEqual({ items: [], total: 0 })
        expect(await store.vectorOf(refOf(G20[0] ?? ''))).toBeUndefined()
        const refused = { code: 'STORE_MISMATCH' }
        await expect(store.unembedded(SMALL, 10)).rejects.toMatchObject(refused)
        await expect(store.putVectors(SMALL, [{ key: 1, vector: near(1) }])).rejects.toMatchObject(refused)
        await expect(store.serveVectors(SMALL)).rejects.toMatchObject(refused)
        expect(await store.vectors()).not.toHaveProperty('serving.name')
      })

      test('the first model serves at once, with what there is', async () => {
        await refill()
        await store.beginVectors(SMALL)
        expect(await store.vectors()).toEqual({ serving: SMALL, articles: 0, embedded: 0, coming_embedded: 0 })
        expect(await store.unembedded(SMALL, 10)).toEqual([])
        for (const c of FOUR) await store.apply(c)
        expect(await store.vectors()).toEqual({ serving: SMALL, articles: 8, embedded: 0, coming_embedded: 0 })
        expect(await rank({ at: 'all' })).toEqual([])
        expect(await embed(store, SMALL)).toBe(8)
        expect(await findable(store, SMALL)).toHaveLength(8)
      })

      test('those to embed, of all editions, with what stands around them', async () => {
        await store.beginVectors(SMALL)
        const whole = await store.unembedded(SMALL, 1000)
        const seen = whole.map(({ key, ...article }) => article)
        const expected: Meaning[] = [
          { law: GREEN, headings: ['第1章 总则'], text: '为了绿化城市，制定本条例。' },
          { law: GREEN, headings: ['第1章 总则'], text: '种树应当选择本地树种。' },
          { law: GREEN, headings: ['第1章 总则'], text: '为了绿化和美化城市，制定本条例。' },
          { law: GREEN, headings: ['第2章 种植'], text: '种树应当选择本地树种。\n禁止砍伐古树。' },
          { law: GREEN, headings: ['第2章 种植'], text: '本条例自公布之日起施行。' },
          {
            law: WAGES,
            headings: [],
            text: '用人单位不得拖欠工资。\n拖欠工资的，由ＡＢＣ部门责令改正；税款除外。',
          },
          { law: WAGES, headings: [], text: '本条例自公布之日起施行。' },
          { law: FUTURE, headings: [], text: '航行应当安全。' },
        ]
        const inOrder = (all: readonly Meaning[]) =>
          [...all].sort((a, b) => (`${a.law} ${a.text}` < `${b.law} ${b.text}` ? -1 : 1))
        expect(inOrder(seen)).toEqual(inOrder(expected))
        expect(new Set(whole.map((a) => a.key)).size).toBe(8)

        expect(await (await another()).unembedded(SMALL, 1000)).toEqual(whole) // the order is fixed
        expect(await store.unembedded(SMALL, 3)).toEqual(whole.slice(0, 3))
        const first = whole.slice(0, 3).map((a) => ({ key: a.key, vector: meaningOf(a, SMALL) }))
        await store.putVectors(SMALL, first)
        await store.putVectors(SMALL, [])
        expect(await store.unembedded(SMALL, 1000)).toEqual(whole.slice(3))
      })

      test('headings from the widest down, one of the article itself, and an annex', async () => {
        const base = contribution({ path: 'x', title: '层条例', body: ['# 总则', ['为了分层。']] })
        const [chapter, article, paragraph] = base.provisions
        if (!chapter || !article || !paragraph) throw new Error('fixture')
        const section = { eid: 'chp_1__sec_1', kind: 'section', label: '第一节', heading: '一般规定' } as const
        const nameless = { eid: 'chp_1__sec_2', kind: 'section', label: '第二节' } as const
        const parts: Provision[] = [
          { ...chapter, label: '第一章' },
          { ...chapter, ...section, parent: 'chp_1' },
          { ...article, heading: '目的', parent: section.eid },
          paragraph,
          { ...article, ...nameless, text: '', parent: 'chp_1' },
          { ...article, eid: 'art_2', label: '第二条', text: '无题的节。', parent: nameless.eid },
          { ...chapter, eid: 'annex_1', kind: 'annex', label: '附件', heading: '清单', text: '甲、乙。' },
        ]
        await refill({ ...base, provisions: parts.map((p, i) => ({ ...p, order: i + 1 })) })
        await store.beginVectors(SMALL)
        const seen = (await store.unembedded(SMALL, 10)).map((a) => [a.headings, a.heading, a.text])
        expect(seen.sort((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1))).toEqual([
          [['第一章 总则', '第一节 一般规定'], '目的', '为了分层。'],
          [['第一章 总则', '第二节'], undefined, '无题的节。'],
          [[], '清单', '甲、乙。'],
        ])
        await embed(store, SMALL)
        expect((await findable(store, SMALL)).sort()).toEqual([
          '层条例@undated annex_1',
          '层条例@undated art_1',
          '层条例@undated art_2',
        ])
      })

      test('half of them: only those are found, and counted', async () => {
        await store.beginVectors(SMALL)
        await embed(store, SMALL, undefined, (a) => a.law === GREEN)
        expect((await findable(store, SMALL)).sort()).toEqual([...G10, ...G20])
        expect(await store.vectors()).toMatchObject({ articles: 8, embedded: 5 })
        expect(await store.vectorOf(refOf(W15[0] ?? ''))).toBeUndefined()
        await store.beginVectors(SMALL) // again: nothing changes
        await store.beginVectors({ ...SMALL })
        expect(await store.vectors()).toEqual({ serving: SMALL, articles: 8, embedded: 5, coming_embedded: 0 })
        expect((await findable(store, SMALL)).sort()).toEqual([...G10, ...G20])
      })

      test.each([{}, { readonly: true }, { rebuild: true }])('they outlast the connection: %j', async (options) => {
        await store.beginVectors(SMALL)
        await embed(store, SMALL, undefined, (a) => a.law === GREEN)
        const before = await findable(store, SMALL)
        await store.close()
        store = await factory.open(options)
        expect(await findable(store, SMALL)).toEqual(before)
        expect(await store.vectors()).toEqual({ serving: SMALL, articles: 8, embedded: 5, coming_embedded: 0 })
      })

      test('read-only: nothing is begun and nothing written', async () => {
        const reader = await another({ readonly: true })
        const refused = { code: 'STORE_UNREADABLE' }
        await expect(reader.beginVectors(SMALL)).rejects.toMatchObject(refused)
        expect(await rank({}, reader)).toEqual([])
        await store.beginVectors(SMALL)
        const [article] = await reader.unembedded(SMALL, 1)
        const put = [{ key: article?.key ?? '', vector: near(1) }]
        await expect(reader.putVectors(SMALL, put)).rejects.toMatchObject(refused)
        expect(await store.vectors()).toMatchObject({ embedded: 0 })
      })

      test('a vector comes back as it was put, and only where there is one', async () => {
        await store.beginVectors(LARGE)
        await embed(store, LARGE)
        const { provision, law, context } = (await store.articles([refOf(G20[1] ?? '')]))[0] ?? {}
        const meaning = { law: law?.title ?? '', headings: context ?? [], text: provision?.text ?? '' }
        const vector = await store.vectorOf(refOf(G20[1] ?? ''))
        expect(vector).toBeInstanceOf(Float32Array)
        expect(vector).toHaveLength(8)
        expect(mostDifferent(meaningOf(meaning, LARGE), vector ?? near(1, LARGE))).toBeLessThan(CLOSE)
        for (const none of [`${GREEN}@2020-07-01 art_9`, 'x@2020-07-01 art_1', "' art_1", ' ']) {
          expect(await store.vectorOf(refOf(none))).toBeUndefined()
        }
      })

      test('a vector with too few numbers: none of its company is kept either', async () => {
        await store.beginVectors(SMALL)
        const [first, second] = await store.unembedded(SMALL, 2)
        const put = store.putVectors(SMALL, [
          { key: first?.key ?? '', vector: near(1) },
          { key: second?.key ?? '', vector: near(1, LARGE) },
        ])
        await expect(put).rejects.toMatchObject({ code: expect.stringMatching(/^(QUERY_INVALID|STORE_MISMATCH)$/) })
        expect(await store.vectors()).toMatchObject({ embedded: 0 })
        expect(await rank({ at: 'all' })).toEqual([])
      })
    })

    describe('ranking', () => {
      test('by cosine, from the same direction to the opposite one', async () => {
        await refill(
          contribution({ path: 'x', title: '方条例', body: ['甲', '乙', '丙', '丁', '戊', '己'].map((t) => [t]) }),
        )
        await store.beginVectors(SMALL)
        const cosines: Record<string, number> = { 甲: -0.5, 乙: 1, 丙: 0.3, 丁: -1, 戊: 0.92, 己: 0 }
        await embed(store, SMALL, (a) => near(cosines[a.text] ?? 0))
        const { items, total } = await store.rankByMeaning({ vector: near(1), limit: 100 })
        expect(items.map((i) => i.eid)).toEqual(['art_2', 'art_5', 'art_3', 'art_6', 'art_1', 'art_4'])
        for (const [i, cosine] of [1, 0.92, 0.3, 0, -0.5, -1].entries())
          expect(Math.abs((items[i]?.score ?? 9) - cosine)).toBeLessThan(CLOSE)
        expect(total).toBe(6)
        for (const limit of [1, 2, 5]) {
          const cut = await store.rankByMeaning({ vector: near(1), limit })
          expect(cut).toEqual({ items: items.slice(0, limit), total: limit })
        }
        // another question, another order: nearest to 丙
        const { items: other } = await store.rankByMeaning({ vector: near(0.3), limit: 2 })
        expect(other.map((i) => i.eid)).toEqual(['art_3', 'art_6'])
        expect(other[0]?.score).toBeGreaterThan(0.98)
      })

      test('ties by edition id, then the place in the text, wherever they are cut', async () => {
        const twins = ['丙', '甲', '乙'].map((n) =>
          contribution({ path: n, title: `${n}市条例`, body: [['夜间施工。'], ['夜间施工。']] }),
        )
        await refill(...twins, big)
        await store.beginVectors(SMALL)
        await embed(store, SMALL, (a) => near(a.law === BIG ? 0.5 : 0.8))
        const expected = [
          ...['丙', '乙', '甲'].flatMap((n) => [`${n}市条例@undated art_1`, `${n}市条例@undated art_2`]),
          ...big.provisions.filter((p) => p.kind === 'article').map((p) => `${p.edition} ${p.eid}`), // art_10 after art_9
        ]
        expect(await rank()).toEqual(expected)
        for (const limit of [1, 2, 3, 4, 5, 6, 7, 20]) expect(await rank({ limit })).toEqual(expected.slice(0, limit))
      })

      test.each<[string, Partial<MeaningQuery>, string[]]>([
        ['the editions of today', {}, G20],
        ['the edition of the day', { at: '2015-01-01' }, G10],
        ['before another took its place', { at: '2016-01-01' }, [...G10, ...W15]],
        ['the day of the new one', { at: '2020-07-01' }, [...G20, ...W15]],
        ['before there was any', { at: '2005-01-01' }, []],
        ['every edition', { at: 'all' }, [G10[0], G10[1], G20[0], G20[1], G20[2], ...W15, ...F99].map(String)],
        ['what was amended', { status: 'amended' }, G10],
        ['what is repealed', { status: 'repealed' }, W15],
        ['on a day when it was not', { status: 'repealed', at: '2022-12-31' }, []],
        ['what is still to come', { status: 'not_yet' }, F99],
        ['one status in all editions', { status: 'in_force', at: 'all' }, G20],
        ['by level', { level: 'law', at: 'all' }, F99],
        ['by level, on the day', { level: 'law' }, []],
        ['by the level that the newest edition tells', { level: 'local_rule', at: 'all' }, []],
        ['by region', { region: '全国', at: 'all' }, F99],
        ['a region is not a part of one', { region: '星河', at: 'all' }, []],
        ['by year', { year: 2010, at: 'all' }, G10],
        ['by year, on the day', { year: 2010 }, []],
        ['within a law', { law: WAGES, at: 'all' }, W15],
        ['by an alias', { law: '市绿化条例' }, G20],
        ['by an alias of an older edition', { law: '绿化条例', at: '2015-01-01' }, G10],
        ['without the name of the state', { law: '星际航行法', at: 'all' }, F99],
        ['within an unknown law', { law: '没有', at: 'all' }, []],
        [
          'all at once',
          { law: GREEN, level: 'local_regulation', region: '星河市', year: 2020, status: 'in_force' },
          G20,
        ],
        ['a law that only some of it can be', { law: GREEN, region: '全国', at: 'all' }, []],
        ['the best two', { at: 'all', limit: 2 }, G10],
      ])('%s', async (_why, query, expected) => {
        await store.beginVectors(SMALL)
        await embed(store, SMALL, nearness)
        const { items, total } = await store.rankByMeaning({ vector: near(1), limit: 100, ...query })
        expect(items.map(told)).toEqual(expected)
        expect(total).toBe(expected.length)
      })

      test('a scope is kept to while searching, not afterwards: 60 articles outside of it are nearer', async () => {
        await refill(...FOUR, big)
        await store.beginVectors(SMALL)
        await embed(store, SMALL, nearness)
        expect(await rank({ at: 'all', limit: 3 })).toEqual(
          ['art_1', 'art_2', 'art_3'].map((e) => `${BIG}@2018-01-01 ${e}`),
        )
        for (const [scope, expected] of [
          [{ law: GREEN }, G20],
          [{ level: 'local_regulation' }, G20],
          [{ region: '星河市' }, G20],
          [{ year: 2020 }, G20],
          [{ at: '2017-12-31' }, [...G10, ...W15]],
          [{ status: 'amended' }, G10],
          [{ status: 'repealed' }, W15],
          [{ law: GREEN, at: 'all' }, [...G10, ...G20]],
          [{ region: '全国', status: 'not_yet' }, F99],
        ] as const satisfies [Partial<MeaningQuery>, string[]][]) {
          for (const limit of [1, 2, 5]) expect(await rank({ ...scope, limit })).toEqual(expected.slice(0, limit))
        }
      })

      test('a vector of another dimension finds nothing', async () => {
        await store.beginVectors(SMALL)
        await embed(store, SMALL)
        for (const vector of [near(1, LARGE), Float32Array.of(1), new Float32Array()])
          expect(await store.rankByMeaning({ vector, limit: 10, at: 'all' })).toEqual({ items: [], total: 0 })
      })

      test.each([0, -1, 1001, 0.5, Number.NaN])('refused: %d articles', async (limit) => {
        const refused = { code: 'QUERY_INVALID' }
        await expect(store.rankByMeaning({ vector: near(1), limit })).rejects.toMatchObject(refused)
        await store.beginVectors(SMALL)
        await expect(store.rankByMeaning({ vector: near(1), limit })).rejects.toMatchObject(refused)
      })

      test.each(["'", '"', '*', '%', '\\', '\0', '\ud800', '😀', '', "'; DROP TABLE source; --", '@law', '$law'])(
        'hostile scope %# does no harm',
        async (text) => {
          await store.beginVectors(SMALL)
          await embed(store, SMALL)
          expect(await rank({ law: text, at: 'all' })).toEqual([])
          expect(await rank({ region: text, at: 'all' })).toEqual([])
          expect(await store.articles([{ edition: text, eid: text }])).toEqual([])
          expect(await findable(store, SMALL)).toHaveLength(8)
        },
      )
    })

    describe('what is shown of articles', () => {
      test('in the order given, without those that are gone', async () => {
        const asked = [W15[1], `${GREEN}@2020-07-01 art_9`, G20[1], 'x@undated art_1', G10[0], F99[0]]
        const shown = await store.articles(asked.map((a) => refOf(a ?? '')))
        expect(shown.map((a) => `${a.edition.id} ${a.provision.eid}`)).toEqual([W15[1], G20[1], G10[0], F99[0]])
        expect(shown.map((a) => a.context)).toEqual([[], ['第2章 种植'], ['第1章 总则'], []])
        expect(shown[1]?.law).toEqual((await store.law(GREEN))?.law)
        expect(shown[1]?.provision).toEqual((await store.provision(GREEN, 'art_2'))?.provision)
        expect(await store.articles([])).toEqual([])
      })

      test.each([
        ['today', undefined, ['amended', 'in_force', 'repealed', 'not_yet']],
        ['before there was any', '2001-01-01', ['not_yet', 'not_yet', 'not_yet', 'not_yet']],
        ['the last day of the first', '2020-06-30', ['in_force', 'not_yet', 'in_force', 'not_yet']],
        ['the day of the next', '2020-07-01', ['amended', 'in_force', 'in_force', 'not_yet']],
        ['in a thousand years', '3000-01-01', ['amended', 'in_force', 'repealed', 'in_force']],
      ])('with the status of the day: %s', async (_why, at, expected) => {
        const refs = [G10[0], G20[0], W15[0], F99[0]].map((a) => refOf(a ?? ''))
        expect((await store.articles(refs, at)).map((a) => a.edition.status)).toEqual(expected)
      })
    })

    describe('what comes and goes', () => {
      const rewritten = contribution({
        path: 'wages.txt',
        title: WAGES,
        dates: { promulgated: '2015-06-01', effective: '2015-06-01', repealed: '2023-01-01' },
        body: [['工资按月支付。'], ['本条例自明年起施行。']],
      })
      const last = contribution({ path: 'last', title: '甲条例', body: [['甲一。'], ['甲二。']] })
      const late = contribution({ path: 'late', title: '迟条例', body: [['迟。']] })
      const moved = (c: Contribution): Contribution => ({ ...c, source: { ...c.source, path: 'moved.txt' } })
      const under = (heading: string): Contribution => ({
        ...green2020,
        provisions: green2020.provisions.map((p) => (p.eid === 'chp_1' ? { ...p, heading } : p)),
      })

      beforeEach(async () => {
        await store.beginVectors(SMALL)
        await embed(store, SMALL)
      })

      test.each([
        ['another text', rewritten, W15],
        ['another text, and moved as well', { ...moved(rewritten) }, []],
        [
          'another law in the same file',
          contribution({ path: 'wages.txt', title: '新法', body: [['新。'], ['旧。']] }),
          W15,
        ],
        ['fewer articles', contribution({ path: 'wages.txt', title: WAGES, body: [['仅此一条。']] }), W15],
        ['the headings above them are read better', under('通则'), [G20[0]]],
      ] as const)('replaced: %s', async (_why, again, gone) => {
        await store.apply(again)
        const left = [...G10, ...G20, ...W15, ...F99]
        const now = await findable(store, SMALL)
        for (const ref of gone) expect(now).not.toContain(ref)
        const path = again.source.path
        const kept = left.filter(
          (ref) => path === 'moved.txt' || !ref.startsWith(path === 'wages.txt' ? WAGES : `${GREEN}@2020`),
        )
        expect(now).toEqual(expect.arrayContaining(kept))
        await embed(store, SMALL)
        const { articles, embedded } = await store.vectors()
        expect(embedded).toBe(articles)
        const all = await findable(store, SMALL)
        for (const p of again.provisions.filter((p) => p.kind === 'article'))
          expect(all).toContain(`${p.edition} ${p.eid}`)
      })

      test.each([
        ['the file was moved', moved(wages)],
        ['the file has other bytes around the same text', from(sha('other'), wages)],
        ['it is understood better than before', { ...wages, anomalies: [] }],
        ['its dates changed', { ...wages, editions: wages.editions.map((e) => ({ ...e, repealed: '2099-01-01' })) }],
      ])('replaced with the same text, so that its vectors may stay: %s', async (_why, again) => {
        await store.apply(again)
        expect(await findable(store, SMALL)).toEqual(expect.arrayContaining([...G10, ...G20, ...F99]))
        await embed(store, SMALL)
        expect((await findable(store, SMALL)).sort()).toEqual([...G10, ...G20, ...W15, ...F99].sort())
      })

      test('the same again leaves the vectors alone', async () => {
        for (const c of FOUR) await store.apply(c)
        expect(await store.vectors()).toMatchObject({ articles: 8, embedded: 8 })
      })

      test('removed', async () => {
        await store.remove(green2020.source.id)
        expect((await findable(store, SMALL)).sort()).toEqual([...G10, ...W15, ...F99].sort())
        expect((await rank()).sort()).toEqual(G10) // in force again
        expect(await store.vectors()).toMatchObject({ articles: 5, embedded: 5 })
        expect(await store.vectorOf(refOf(G20[0] ?? ''))).toBeUndefined()
        for (const c of [green2010, wages, future]) await store.remove(c.source.id)
        expect(await rank({ at: 'all' })).toEqual([])
        expect(await store.vectors()).toEqual({ serving: SMALL, articles: 0, embedded: 0, coming_embedded: 0 })
      })

      test('a law that comes where another was, in a store that uses its keys again', async () => {
        for (const title of ['甲条例', '乙条例', '丙条例']) {
          const c = contribution({ path: 'last', title, body: [[`${title}一。`], [`${title}二。`]] })
          await store.apply(c)
          expect(await findable(store, SMALL)).toHaveLength(8)
          expect(await embed(store, SMALL)).toBe(2)
          expect(await findable(store, SMALL)).toHaveLength(10)
          await store.remove(c.source.id)
        }
      })

      test.each([
        [
          'replaced',
          () => store.apply(contribution({ path: 'last', title: '乙条例', body: [['乙一。'], ['乙二。']] })),
        ],
        [
          'under the same title',
          () => store.apply(contribution({ path: 'last', title: '甲条例', body: [['乙一。']] })),
        ],
        ['removed', () => store.remove(last.source.id)],
        [
          'removed, and another one came',
          async () => {
            await store.remove(last.source.id)
            await store.apply(contribution({ path: 'other', title: '乙条例', body: [['乙一。'], ['乙二。']] }))
          },
        ],
      ])('a vector comes late, its article was %s meanwhile: passed over', async (_why, change) => {
        await store.apply(late)
        await store.apply(last) // last: the next one may get its keys
        const asked = await store.unembedded(SMALL, 100)
        expect(asked).toHaveLength(3)
        await change()
        await store.putVectors(
          SMALL,
          asked.map((a) => ({ key: a.key, vector: meaningOf(a, SMALL) })),
        )
        const now = await findable(store, SMALL)
        expect(now).toContain('迟条例@undated art_1') // its company is kept
        expect(now.filter((ref) => /^[甲乙]/.test(ref))).toEqual([])
        expect(now).toHaveLength(9)
      })

      test('two files of one edition: only the one that counts is found', async () => {
        const copy = contribution({
          path: 'copy.txt',
          title: GREEN,
          dates: { promulgated: '2020-05-01', effective: '2020-07-01' },
          body: [['种树为本。']],
        })
        await store.apply(copy)
        expect((await findable(store, SMALL)).sort()).toEqual([...G10, ...G20, ...W15, ...F99].sort())
        await embed(store, SMALL)
        expect((await findable(store, SMALL)).sort()).toEqual([...G10, ...G20, ...W15, ...F99].sort())
        expect((await rank()).sort()).toEqual(G20)
        await store.remove(green2020.source.id) // the other takes over
        await findable(store, SMALL)
        await embed(store, SMALL)
        expect(await rank({ law: GREEN, at: '2021-01-01' })).toEqual(G20.slice(0, 1))
        expect((await store.articles([refOf(G20[0] ?? '')]))[0]?.provision.text).toBe('种树为本。')
        await findable(store, SMALL)
        await store.apply(green2020) // and gives way again
        expect((await findable(store, SMALL)).filter((ref) => G20.includes(ref))).toEqual([])
        await embed(store, SMALL)
        expect((await rank()).sort()).toEqual(G20)
        expect(await findable(store, SMALL)).toHaveLength(8)
      })

      test('an alias or a later edition that comes moves what is found, not its vector', async () => {
        const law2024 = contribution({
          path: 'n',
          title: GREEN,
          dates: { effective: '2024-01-01' },
          body: [['新的。']],
        })
        await store.apply(law2024)
        expect(await rank()).toEqual([])
        expect((await rank({ status: 'amended' })).sort()).toEqual([...G10, ...G20])
        expect(await embed(store, SMALL)).toBe(1)
        expect(await rank()).toEqual([`${GREEN}@2024-01-01 art_1`])
        expect(await findable(store, SMALL)).toHaveLength(9)
      })

      test('linking, checking and exporting neither show nor change them', async () => {
        await store.apply(rewritten) // now some have a vector and some have none
        const found = await findable(store, SMALL)
        await linkCitations(store, '2026-01-01')
        expect(await store.check()).toEqual([])
        expect(await store.check({ repair: true })).toEqual([])
        expect(await findable(store, SMALL)).toEqual(found)
        const half = await lines()
        await embed(store, SMALL)
        expect(await lines()).toEqual(half)
        expect(await store.check()).toEqual([])
        await refill(...FOUR.map((c) => (c === wages ? rewritten : c)))
        await linkCitations(store, '2026-01-01')
        expect(await lines()).toEqual(half) // a store that never had one
        await refill()
        for await (const c of contributionsOf(half.map((l, i) => parseRecord(l, i + 1)))) await store.apply(c)
        expect(await store.vectors()).toEqual({ articles: 8, embedded: 0, coming_embedded: 0 })
      })
    })

    describe('another model', () => {
      beforeEach(async () => {
        await store.beginVectors(SMALL)
        await embed(store, SMALL)
      })

      test.each([
        ['another name', THIRD],
        ['another dimension', { ...SMALL, dimension: 8 }],
        ['both', LARGE],
      ])('is refused unless that is asked for: %s', async (_why, model) => {
        const error = await store.beginVectors(model).catch((e: unknown) => e)
        expect(error).toMatchObject({ code: 'STORE_MISMATCH' })
        for (const { name, dimension } of [SMALL, model]) {
          expect(error).toMatchObject({ message: expect.stringContaining(name) })
          expect(error).toMatchObject({ message: expect.stringContaining(String(dimension)) })
        }
        for (const asking of [
          () => store.unembedded(model, 1),
          () => store.putVectors(model, [{ key: 1, vector: near(1, model) }]),
          () => store.serveVectors(model),
        ])
          await expect(asking()).rejects.toMatchObject({ code: 'STORE_MISMATCH' })
        expect(await store.vectors()).toEqual({ serving: SMALL, articles: 8, embedded: 8, coming_embedded: 0 })
        expect(await findable(store, SMALL)).toHaveLength(8)
      })

      test.each([
        ['another dimension', LARGE],
        ['the same dimension', THIRD],
      ])('the old one serves until the new one takes its place: %s', async (_why, coming) => {
        await store.beginVectors(coming, { replace: true })
        expect(await store.vectors()).toEqual({ serving: SMALL, coming, articles: 8, embedded: 8, coming_embedded: 0 })
        expect(await findable(store, SMALL)).toHaveLength(8)
        expect(await store.unembedded(coming, 1000)).toHaveLength(8)

        await embed(store, coming, undefined, (a) => a.law === GREEN)
        await store.beginVectors(coming, { replace: true }) // after a break: what was done stays
        expect(await store.vectors()).toEqual({ serving: SMALL, coming, articles: 8, embedded: 8, coming_embedded: 5 })
        expect(await findable(store, SMALL)).toHaveLength(8) // none of the new ones is taken for one of the old
        expect(await store.unembedded(coming, 1000)).toHaveLength(3)

        const late = contribution({ path: 'late', title: '迟条例', body: [['迟。']] })
        await store.apply(late) // both lack it
        expect(await store.unembedded(coming, 1000)).toHaveLength(4)
        expect(await embed(store, SMALL)).toBe(1) // the old one is still kept up
        expect(await store.vectors()).toMatchObject({ articles: 9, embedded: 9, coming_embedded: 5 })
        await embed(store, coming)
        expect(await store.unembedded(coming, 1)).toEqual([])
        expect(await store.vectors()).toMatchObject({ articles: 9, embedded: 9, coming_embedded: 9 })
        expect(await findable(store, SMALL)).toHaveLength(9)

        for (const _again of [1, 2]) {
          await store.serveVectors(coming)
          expect(await store.vectors()).toEqual({ serving: coming, articles: 9, embedded: 9, coming_embedded: 0 })
          expect(await findable(store, coming)).toHaveLength(9)
        }
        await expect(store.unembedded(SMALL, 1)).rejects.toMatchObject({ code: 'STORE_MISMATCH' })
        await expect(store.beginVectors(SMALL)).rejects.toMatchObject({ code: 'STORE_MISMATCH' })
        await store.beginVectors(SMALL, { replace: true })
        expect(await store.vectors()).toMatchObject({ serving: coming, coming: SMALL, coming_embedded: 0 }) // its old ones are gone
        expect(await store.check()).toEqual([])
      })

      test('one that changes its articles while another comes', async () => {
        await store.beginVectors(THIRD, { replace: true })
        await embed(store, THIRD)
        await store.apply(contribution({ path: 'wages.txt', title: WAGES, body: [['工资按月支付。']] }))
        await store.remove(future.source.id)
        expect(await store.vectors()).toMatchObject({ articles: 6, embedded: 5, coming_embedded: 5 })
        expect((await findable(store, SMALL)).sort()).toEqual([...G10, ...G20])
        expect((await store.unembedded(THIRD, 10)).map((a) => a.text)).toEqual(['工资按月支付。'])
        await store.serveVectors(THIRD) // half embedded: the person wants it so
        expect((await findable(store, THIRD)).sort()).toEqual([...G10, ...G20])
      })

      test('a third one takes the place of the one that comes', async () => {
        await store.beginVectors(LARGE, { replace: true })
        await embed(store, LARGE)
        await store.beginVectors(THIRD, { replace: true })
        expect(await store.vectors()).toEqual({
          serving: SMALL,
          coming: THIRD,
          articles: 8,
          embedded: 8,
          coming_embedded: 0,
        })
        for (const asking of [
          () => store.unembedded(LARGE, 1),
          () => store.putVectors(LARGE, []),
          () => store.serveVectors(LARGE),
        ])
          await expect(asking()).rejects.toMatchObject({ code: 'STORE_MISMATCH' })
        await embed(store, THIRD)
        expect(await findable(store, SMALL)).toHaveLength(8)
        await store.serveVectors(THIRD)
        expect(await findable(store, THIRD)).toHaveLength(8)
      })

      test('the old one is kept after all', async () => {
        await store.beginVectors(LARGE, { replace: true })
        await embed(store, LARGE)
        await store.serveVectors(SMALL)
        expect(await store.vectors()).toEqual({ serving: SMALL, articles: 8, embedded: 8, coming_embedded: 0 })
        await expect(store.unembedded(LARGE, 1)).rejects.toMatchObject({ code: 'STORE_MISMATCH' })
        expect(await findable(store, SMALL)).toHaveLength(8)
      })

      test('what is coming outlasts the connection', async () => {
        await store.beginVectors(LARGE, { replace: true })
        await embed(store, LARGE, undefined, (a) => a.law === WAGES)
        await store.close()
        store = await factory.open()
        expect(await store.vectors()).toEqual({
          serving: SMALL,
          coming: LARGE,
          articles: 8,
          embedded: 8,
          coming_embedded: 2,
        })
        await embed(store, LARGE)
        await store.serveVectors(LARGE)
        expect(await findable(store, LARGE)).toHaveLength(8)
      })
    })

    describe('several connections', () => {
      test('a connection that has searched sees what another one changes', async () => {
        const other = await another({ readonly: true })
        const seen = async (model = SMALL) => (await findable(other, model)).sort()
        expect(await rank({ at: 'all' }, other)).toEqual([])
        await store.beginVectors(SMALL)
        expect(await seen()).toEqual([])
        await embed(store, SMALL, undefined, (a) => a.law === GREEN)
        expect(await seen()).toEqual([...G10, ...G20])
        await embed(store, SMALL)
        expect(await seen()).toEqual([...G10, ...G20, ...W15, ...F99].sort())
        await store.remove(future.source.id) // the last that came: its key may be used again
        await store.apply(contribution({ path: 'x', title: '新法', body: [['新。']] }))
        expect(await seen()).toEqual([...G10, ...G20, ...W15].sort())
        await store.apply(contribution({ path: 'wages.txt', title: WAGES, body: [['工资按月支付。'], ['末条。']] }))
        expect(await seen()).toEqual([...G10, ...G20])
        await embed(store, SMALL)
        expect(await seen()).toHaveLength(8)
        for (const model of [THIRD, LARGE]) {
          await store.beginVectors(model, { replace: true })
          await embed(store, model)
          await store.serveVectors(model)
          expect(await seen(model)).toHaveLength(8)
        }
      })

      test('given again, the later vector counts, for one that has searched as well', async () => {
        const other = await another()
        await store.beginVectors(SMALL)
        const articles = await store.unembedded(SMALL, 100)
        const give = (text: string) =>
          store.putVectors(
            SMALL,
            articles.map((a) => ({ key: a.key, vector: near(a.text.startsWith(text) ? 1 : 0) })),
          )
        await give('航行')
        for (const s of [store, other]) expect(await rank({ at: 'all', limit: 1 }, s)).toEqual(F99)
        await give('用人单位')
        for (const s of [store, other]) expect(await rank({ at: 'all', limit: 1 }, s)).toEqual(W15.slice(0, 1))
        expect((await store.vectorOf(refOf(F99[0] ?? '')))?.[0]).toBeCloseTo(0)
        expect(await other.vectors()).toMatchObject({ embedded: 8 })
      })

      const inParts = <T>(list: readonly T[], size: number): T[][] =>
        Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
      const vectorsFor = (articles: readonly ArticleToEmbed[]) =>
        articles.map((a) => ({ key: a.key, vector: meaningOf(a, SMALL) }))

      test.each([
        ['each the half', (all: readonly ArticleToEmbed[], i: number) => all.filter((_, n) => n % 2 === i)],
        ['both the same', (all: readonly ArticleToEmbed[]) => [...all]],
        ['both the same, from both ends', (all: readonly ArticleToEmbed[], i: number) => (i ? all.toReversed() : all)],
      ])('two that write vectors at once lose none: %s', async (_why, share) => {
        await refill(...FOUR, big)
        const both = [store, await another()]
        await Promise.all(both.map((s) => s.beginVectors(SMALL)))
        const all = await store.unembedded(SMALL, 1000)
        expect(all).toHaveLength(68)
        await Promise.all(
          both.flatMap((s, i) => inParts(share(all, i), 7).map((part) => s.putVectors(SMALL, vectorsFor(part)))),
        )
        for (const s of both) {
          expect(await s.vectors()).toMatchObject({ articles: 68, embedded: 68 })
          expect(await findable(s, SMALL)).toHaveLength(68)
        }
        expect(await store.check()).toEqual([])
      })

      test('one writes vectors while the other changes the laws', async () => {
        await refill(...FOUR, big)
        const other = await another()
        await store.beginVectors(SMALL)
        const all = await other.unembedded(SMALL, 1000)
        const changed = contribution({
          path: 'big.md',
          title: BIG,
          dates: { promulgated: '2018-01-01', effective: '2018-01-01' },
          body: Array.from({ length: 60 }, (_, i) => [`第${i + 1}业不必登记。`]),
        })
        await Promise.all([
          ...inParts(all, 5).map((part) => other.putVectors(SMALL, vectorsFor(part))),
          store.apply(changed),
          store.remove(future.source.id),
          store.apply(contribution({ path: 'x', title: '新法', body: [['新。']] })),
        ])
        for (const s of [store, other])
          expect((await findable(s, SMALL)).sort()).toEqual([...G10, ...G20, ...W15].sort())
        expect(await embed(store, SMALL)).toBe(61)
        for (const s of [store, other]) expect(await findable(s, SMALL)).toHaveLength(68)
        expect(await store.check()).toEqual([])
      })
    })
  })
}

/** The same contribution from a source of another id: what a file gives when a byte outside of its laws has changed. */
function from(source: string, c: Contribution): Contribution {
  const document = `${source.slice(0, 16)}-1`
  return {
    ...c,
    source: { ...c.source, id: source },
    documents: c.documents.map((d) => ({ ...d, id: document, source })),
    editions: c.editions.map((e) => ({ ...e, document })),
    anomalies: c.anomalies.map((a) => ({ ...a, source, document })),
  }
}
