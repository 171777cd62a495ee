import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenCity } from '../test/e2e/open-city.ts'
import { BUILDING, CHARGING, HOUSING, openSample, PROVINCE, RULES } from '../test/e2e/sample-site.ts'
import {
  type CitationsInput,
  citationLaws,
  citationsOfDocument,
  outgoingByProvision,
  readCitations,
} from './citations.ts'
import { locate } from './locate.ts'
import { NotFound } from './near.ts'
import { restsOn, shortestPath } from './path.ts'
import { mostCited } from './ranking.ts'

let sample: OpenCity
beforeAll(async () => {
  sample = await openSample()
})
afterAll(() => sample.close())

const AT = '2026-01-01'
const cite = (input: CitationsInput) => readCitations(sample.store, { at: AT, ...input })

describe('readCitations', () => {
  test('an article with its 款 and 项, each with its words marked in the citing provision', async () => {
    const view = await cite({ law: CHARGING, eid: 'art_10', other: CHARGING })
    expect(view).toMatchObject({ law: CHARGING, known: true, name: '第十条', direction: 'in', at: AT, total: 7 })
    expect(view.items.map((r) => [r.citation.from.eid, r.at && r.context.slice(...r.at), r.citation.to?.eid])).toEqual([
      ['art_13__para_1__item_3', '本条例第十条', 'art_10'],
      ['art_23__para_1__item_3', '本条例第十条第一款第一项、第二项', 'art_10__para_1__item_1'],
      ['art_23__para_1__item_3', '本条例第十条第一款第一项、第二项', 'art_10__para_1__item_2'],
      ['art_33__para_1', '本条例第十条第一款第一项、第二项', 'art_10__para_1__item_1'],
      ['art_33__para_1', '本条例第十条第一款第一项、第二项', 'art_10__para_1__item_2'],
      ['art_33__para_2', '本条例第十条第一款第三项', 'art_10__para_1__item_3'],
      ['art_33__para_3', '本条例第十条第二款', 'art_10__para_2'],
    ])
  })

  test('groups come with the page, and alone', async () => {
    const view = await cite({ law: '民法典', limit: 1 })
    expect([view.items.length, view.total, view.laws.total]).toEqual([1, 4, 2])
    expect(view.laws.items.map((l) => [l.title, l.count])).toEqual([
      [HOUSING, 3],
      [CHARGING, 1],
    ])
    expect(await citationLaws(sample.store, { law: '民法典', at: AT, offset: 1 })).toMatchObject({
      items: [{ title: CHARGING }],
      total: 2,
    })
  })

  test('a law that is only cited has citations too', async () => {
    const view = await cite({ law: '中华人民共和国民法典', eid: 'art_278' })
    expect([view.known, view.total]).toEqual([false, 2])
  })

  test('around: citations to the chapter and to the law', async () => {
    const parts = await cite({ law: CHARGING, eid: 'art_33' })
    const around = await cite({ law: CHARGING, eid: 'art_33', scope: 'around' })
    expect(around.total).toBe(parts.around)
    expect(around.items.map((r) => r.citation.to?.eid ?? '')).toContain('chp_5') // 本章和第五章
    expect(around.laws.items.reduce((n, l) => n + l.count, 0)).toBe(around.total)
  })

  test('what a law cites, and on another day', async () => {
    const now = await cite({ law: PROVINCE, direction: 'out', eid: 'art_9' })
    const then = await cite({ law: PROVINCE, direction: 'out', eid: 'art_9', at: '2021-01-01' })
    expect(now.items.map((r) => r.citation.text)).toEqual(['第八条第一款'])
    expect(then.items.map((r) => r.citation.text)).toEqual(['前条第一款'])
  })

  test.each([
    ['an unknown law', { law: '栖川市没有这部条例' }, /Did you mean/],
    ['an article too many', { law: CHARGING, eid: 'art_41' }, /from 第一条 to 第四十条/],
    ['an article of another edition', { law: PROVINCE, eid: 'art_26' }, /It stands in .*2019-09-27|2020-01-01/],
    ['no eId', { law: CHARGING, eid: 'x' }, /from 第一条/],
  ])('NOT_FOUND: %s', async (_why, input, hint) => {
    const error = await cite(input).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(NotFound)
    expect((error as NotFound).hint).toMatch(hint)
  })

  test('none is an answer for a provision that is there', async () => {
    expect((await cite({ law: CHARGING, eid: 'art_4' })).total).toBe(0)
  })

  test.each([{ limit: 0 }, { limit: 101 }, { offset: -1 }, { at: '2024-02-30' }])('refused: %o', async (input) => {
    await expect(cite({ law: CHARGING, ...input })).rejects.toMatchObject({ code: 'QUERY_INVALID' })
  })
})

test('the citations that stand in an edition, by provision, in the order of the text', async () => {
  const edition = (await sample.store.law(CHARGING))?.editions[0]?.id ?? ''
  const byEid = await outgoingByProvision(sample.store, CHARGING, edition)
  expect(byEid.get('art_33__para_4')?.map((c) => c.to?.eid)).toEqual([
    'art_33__para_1',
    'art_33__para_2',
    'art_33__para_3',
  ])
  expect(byEid.get('art_33__para_1')?.map((c) => c.to?.law)).toEqual([CHARGING, CHARGING, PROVINCE])
  expect((await outgoingByProvision(sample.store, CHARGING, 'none')).size).toBe(0)
})

test('the citations of an item of the gazette that is no law', async () => {
  const { items } = await sample.store.documents({ kind: 'explanation' }, { offset: 0, limit: 1 })
  const citations = await citationsOfDocument(sample.store, items[0]?.id ?? '')
  expect(citations.map((c) => c.text)).toContain('省条例第十四条、第十五条和第十六条')
  expect(citations.map((c) => c.start)).toEqual(citations.map((c) => c.start).sort((a, b) => a - b))
  expect(await citationsOfDocument(sample.store, 'none')).toEqual([])
})

describe('mostCited', () => {
  test('laws by citations of others; what a law cites of itself does not count', async () => {
    const { items, total } = await mostCited(sample.store, { limit: 2 })
    expect(items.map((i) => [i.rank, i.law])).toEqual([
      [1, PROVINCE],
      [2, CHARGING],
    ])
    expect(total).toBeGreaterThan(10)
  })

  test('articles', async () => {
    const { items } = await mostCited(sample.store, { level: 'article', limit: 1 })
    expect(items[0]).toMatchObject({ law: PROVINCE, eid: 'art_8-1', name: '第八条之一', laws: 3 })
  })

  test('PageRank: shares of one, and the same each time', async () => {
    const first = await mostCited(sample.store, { by: 'pagerank', limit: 1000 })
    expect(first.items.reduce((n, i) => n + (i.score ?? 0), 0)).toBeLessThanOrEqual(1.000001)
    expect(first.items.every((i, n, all) => n === 0 || (all[n - 1]?.score ?? 0) >= (i.score ?? 0))).toBe(true)
    expect(await mostCited(sample.store, { by: 'pagerank', limit: 1000 })).toEqual(first)
  })
})

describe('chains', () => {
  const path = async (a: string, b: string, options = {}) =>
    shortestPath(sample.store, await locate(sample.store, a), await locate(sample.store, b), { at: AT, ...options })

  test('from law to law, with the sentence of each step', async () => {
    const found = await path(BUILDING, '中华人民共和国消防法')
    expect(found).toMatchObject({ level: 'law', directed: true })
    expect(found?.steps.map((s) => [s.from.law, s.to.law])).toEqual([
      [BUILDING, CHARGING],
      [CHARGING, '中华人民共和国消防法'],
    ])
    for (const { citation, to } of found?.steps ?? []) expect(citation?.citation.to?.law).toBe(to.law)
  })

  test('from article to article', async () => {
    const found = await path(`${BUILDING}第十条`, `${CHARGING}第十八条第二款`)
    expect(found?.steps.map((s) => [s.from.eid, s.to.law, s.to.eid, s.citation?.citation.text])).toEqual([
      ['art_10', CHARGING, 'art_19', '《条例》第十九条第一款第一项至第三项'],
      ['art_19', CHARGING, 'art_18', '前条'],
    ])
  })

  test('over articles, to a law as a whole', async () => {
    const found = await path(`${CHARGING}第三十三条`, PROVINCE)
    expect(found?.steps.map((s) => [s.from.eid, s.to.eid, s.citation?.citation.text])).toEqual([
      ['art_33', 'art_19', '《省条例》第十九条第一款'],
    ])
  })

  test('against the direction only where asked for', async () => {
    expect(await path(PROVINCE, BUILDING)).toBeUndefined()
    const found = await path(PROVINCE, BUILDING, { either: true })
    expect([found?.directed, found?.steps.map((s) => s.forward)]).toEqual([false, [false]])
  })

  test('the same place is no step away; an island is not reached', async () => {
    expect((await path(CHARGING, CHARGING))?.steps).toEqual([])
    expect((await path(`${CHARGING}第十条第一款`, `${CHARGING}第十条`))?.steps).toEqual([])
    expect(await path(RULES, HOUSING, { either: true })).toBeUndefined()
  })

  test('what a law rests on, each law followed once', async () => {
    const { root, laws, constitution } = await restsOn(sample.store, BUILDING, { at: AT })
    expect([root.law, root.basis[0]?.law, root.basis[0]?.citation?.citation.relation]).toEqual([
      BUILDING,
      CHARGING,
      'basis',
    ])
    expect(root.basis[0]?.basis.map((n) => [n.law, n.known, n.cut])).toEqual([
      ['中华人民共和国消防法', false, undefined],
      ['中华人民共和国道路交通安全法', false, undefined],
      [PROVINCE, true, undefined],
    ])
    expect([laws, constitution]).toEqual([5, false])
    await expect(restsOn(sample.store, '没有这部法律')).rejects.toBeInstanceOf(NotFound)
  })
})
