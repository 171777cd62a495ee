import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseRecord } from '../../graph/interchange.ts'
import type { Contribution } from '../../graph/model.ts'
import { contributionsOf } from '../../graph/open.ts'
import type { CitationQuery, CitationRow, Store } from '../../graph/store.ts'
import { linkCitations } from '../../ingest/cite/link.ts'
import { contribution } from './fixtures.ts'
import type { StoreFactory } from './store.ts'

const page = { offset: 0, limit: 100 }
const TODAY = '2026-01-01'
const WATER = '中华人民共和国星水法'
const CITY = '星河市用水条例'
const OTHER = '月湖市用水办法'
const REPORT = '关于用水的报告'
const UNKNOWN = '星河市供水条例'

const water = contribution({
  path: 'water.md',
  title: WATER,
  dates: { effective: '2010-01-01' },
  law: { level: 'law', region: '全国' },
  body: ['# 总则', ['水是国家的。'], '# 用水', ['节约用水。', '鼓励回用。'], ['取水应当许可。']],
})
const city2015 = contribution({
  path: 'city-2015.md',
  title: CITY,
  dates: { promulgated: '2014-12-01', effective: '2015-01-01' },
  law: { level: 'local_regulation', region: '星河市' },
  body: [['根据《星水法》，制定本条例。'], ['浪费水的，依照《星水法》第二条第一款处理。', '《星水法》第三条也适用。']],
  cites: [
    { from: 'art_1__para_1', text: '《星水法》', law: '星水法', relation: 'basis' },
    { from: 'art_2__para_1', text: '《星水法》第二条第一款', law: '星水法', eid: 'art_2__para_1' },
    { from: 'art_2__para_2', text: '《星水法》第三条', law: '星水法', eid: 'art_3' },
  ],
})
const city2020 = contribution({
  path: 'city-2020.md',
  title: CITY,
  dates: { promulgated: '2019-12-01', effective: '2020-01-01' },
  law: { level: 'local_regulation', region: '星河市' },
  body: [
    ['根据《星水法》和《星河市供水条例》第五条，制定本条例。'],
    ['浪费水的，依照《星水法》第二条和第九条处理；前款不适用的，依照前款。'],
  ],
  cites: [
    { from: 'art_1__para_1', text: '《星水法》', law: '星水法', relation: 'basis' },
    { from: 'art_1__para_1', text: '《星河市供水条例》第五条', law: UNKNOWN, eid: 'art_5', relation: 'basis' },
    { from: 'art_2__para_1', text: '《星水法》第二条和第九条', law: '星水法', eid: 'art_2' },
    { from: 'art_2__para_1', text: '《星水法》第二条和第九条', law: '星水法', eid: 'art_9', order: 2 },
    { from: 'art_2__para_1', text: '前款', law: CITY, reason: 'no_such_neighbour' },
  ],
})
const other = contribution({
  path: 'other.md',
  title: OTHER,
  dates: { promulgated: '2016-06-01', effective: '2016-06-01', repealed: '2022-01-01' },
  law: { level: 'local_rule', region: '月湖市' },
  body: [['依照《星水法》第二章和《星水法》第二条第二款处罚。'], ['《月湖市旧水规》同时废止。']],
  cites: [
    { from: 'art_1__para_1', text: '《星水法》第二章', law: '星水法', eid: 'chp_2' },
    { from: 'art_1__para_1', text: '《星水法》第二条第二款', law: '星水法', eid: 'art_2__para_2' },
    { from: 'art_2__para_1', text: '《月湖市旧水规》', law: '月湖市旧水规', relation: 'repeals' },
  ],
})
const report = contribution({
  path: 'report.txt',
  title: REPORT,
  report: true,
  dates: { promulgated: '2018-05-01' },
  body: [['检查组认为，星水法第三条落实得好，星水法第三条要宣传。']],
  cites: [{ text: '星水法第三条', law: '星水法', eid: 'art_3' }],
})
const ALL = [water, city2015, city2020, other, report]

/** 星河市用水条例 art_2__para_1 → art_2 [《星水法》第二条和第九条] */
function told({ citation, document, context, at }: CitationRow): string {
  const { from, to } = citation
  const words = at ? context.slice(...at) : '?'
  return `${from.law ?? document}@${from.edition?.split('@')[1] ?? ''} ${from.eid ?? '-'} → ${to?.eid ?? '-'} [${words}]`
}

const CITY20 = [
  `${CITY}@2020-01-01 art_1__para_1 → - [《星水法》]`,
  `${CITY}@2020-01-01 art_2__para_1 → art_2 [《星水法》第二条和第九条]`,
]
const CITY15 = [
  `${CITY}@2015-01-01 art_1__para_1 → - [《星水法》]`,
  `${CITY}@2015-01-01 art_2__para_1 → art_2__para_1 [《星水法》第二条第一款]`,
  `${CITY}@2015-01-01 art_2__para_2 → art_3 [《星水法》第三条]`,
]
const MISSING = `${CITY}@2020-01-01 art_2__para_1 → - [《星水法》第二条和第九条]`
const OTHERS = [
  `${OTHER}@2016-06-01 art_1__para_1 → chp_2 [《星水法》第二章]`,
  `${OTHER}@2016-06-01 art_1__para_1 → art_2__para_2 [《星水法》第二条第二款]`,
]
const REPORTED = `${REPORT}@ - → art_3 [星水法第三条]`

export function citationContract(factory: StoreFactory): void {
  describe(`${factory.name}: citations`, () => {
    let store: Store
    const fill = async (...all: Contribution[]) => {
      for (const c of all) await store.apply(c)
      await linkCitations(store, TODAY)
    }
    const refill = async (...all: Contribution[]) => {
      await store.close()
      await factory.fresh()
      store = await factory.open()
      await fill(...all)
    }
    const lines = async () => {
      const all: string[] = []
      for await (const record of store.records()) all.push(JSON.stringify(record))
      return all
    }
    const ask = (query: Partial<CitationQuery>) =>
      store.citations({ law: WATER, direction: 'in', at: TODAY, page, ...query })

    beforeEach(async () => {
      await factory.fresh()
      store = await factory.open()
      await fill(...ALL)
    })
    afterEach(async () => {
      await store.close()
      await factory.dispose()
    })

    test.each<[string, Partial<CitationQuery>, string[]]>([
      ['the whole law, today: what is repealed cites no more', {}, [...CITY20, MISSING, REPORTED]],
      ['every edition', { at: 'all' }, [...CITY20, MISSING, REPORTED, ...OTHERS, ...CITY15]],
      ['an article with its 款', { eid: 'art_2', at: 'all' }, [CITY20[1] ?? '', OTHERS[1] ?? '', CITY15[1] ?? '']],
      ['one 款 alone', { eid: 'art_2__para_1', at: 'all' }, [CITY15[1] ?? '']],
      ['a day on which both were in force', { eid: 'art_2', at: '2017-01-01' }, [OTHERS[1] ?? '', CITY15[1] ?? '']],
      ['the day of the new edition', { eid: 'art_2', at: '2020-01-01' }, [CITY20[1] ?? '', OTHERS[1] ?? '']],
      ['nobody cites it', { eid: 'art_1', at: 'all' }, []],
      ['art_2 is not the beginning of art_29', { eid: 'art_29', at: 'all' }, []],
      ['by relation', { relation: 'basis', at: 'all' }, [CITY20[0] ?? '', CITY15[0] ?? '']],
      ['by level of the citing law', { level: 'local_rule', at: 'all' }, OTHERS],
      ['by its region', { region: '月湖市', at: 'all' }, OTHERS],
      ['by its title', { other: OTHER, at: 'all' }, OTHERS],
      ['by year of the citing edition', { year: 2014, at: 'all' }, CITY15],
      ['by year of a report', { year: 2018, at: 'all' }, [REPORTED]],
      ['what was amended', { status: 'amended' }, CITY15],
      ['what is repealed', { status: 'repealed' }, OTHERS],
      ['what was in force then', { status: 'in_force', at: '2017-01-01' }, [...OTHERS, ...CITY15]],
      [
        'around an article: its chapter and the law',
        { eid: 'art_2', scope: 'around', at: 'all' },
        [CITY20[0] ?? '', MISSING, OTHERS[0] ?? '', CITY15[0] ?? ''],
      ],
      [
        'around one in another chapter',
        { eid: 'art_1', scope: 'around', at: 'all' },
        [CITY20[0] ?? '', MISSING, CITY15[0] ?? ''],
      ],
      ['around a 款: its article too', { eid: 'art_2__para_1', scope: 'around' }, [...CITY20, MISSING]],
      ['a chapter', { eid: 'chp_2', at: 'all' }, [OTHERS[0] ?? '']],
      ['an unknown law', { law: '没有' }, []],
    ])('cited by: %s', async (_why, query, expected) => {
      const found = await ask(query)
      expect(found.items.map(told)).toEqual(expected)
      expect(found.total).toBe(expected.length)
      const laws = await store.citationLaws({ law: WATER, direction: 'in', at: TODAY, page, ...query })
      expect(laws.items.reduce((n, l) => n + l.count, 0)).toBe(expected.length)
      expect(laws.total).toBe(laws.items.length)
    })

    test.each<[string, Partial<CitationQuery>, string[]]>([
      ['today', {}, [`${WATER} -`, `${UNKNOWN} art_5`, `${WATER} art_2`, `${WATER} -`, `${CITY} -`]],
      ['of an article', { eid: 'art_1' }, [`${WATER} -`, `${UNKNOWN} art_5`]],
      ['of an older edition', { at: '2016-01-01' }, [`${WATER} -`, `${WATER} art_2__para_1`, `${WATER} art_3`]],
      ['only to one law', { other: UNKNOWN }, [`${UNKNOWN} art_5`]],
      ['by level of the cited law', { level: 'law' }, [`${WATER} -`, `${WATER} art_2`, `${WATER} -`]],
      [
        'of a law that is repealed: its last edition',
        { law: OTHER },
        [`${WATER} chp_2`, `${WATER} art_2__para_2`, '月湖市旧水规 -'],
      ],
      [
        'of an edition, without its law',
        { law: '', edition: `${CITY}@2015-01-01`, at: 'all' },
        [`${WATER} -`, `${WATER} art_2__para_1`, `${WATER} art_3`],
      ],
      ['of a document that is no law', { law: '', document: report.documents[0]?.id ?? '' }, [`${WATER} art_3`]],
    ])('cites: %s', async (_why, query, expected) => {
      const { law, ...rest } = { law: CITY, ...query }
      const found = await store.citations({
        ...(law === '' ? {} : { law }),
        direction: 'out',
        at: TODAY,
        page,
        ...rest,
      })
      expect(found.items.map((r) => `${r.citation.to?.law} ${r.citation.to?.eid ?? '-'}`)).toEqual(expected)
      expect(found.total).toBe(expected.length)
      expect(found.around).toBe(0)
    })

    test('what can’t be resolved keeps its reason, and the law where that is known', async () => {
      const rows = (await store.citations({ law: CITY, direction: 'out', at: TODAY, page })).items.map(
        (r) => r.citation,
      )
      expect(rows.map(({ status, reason, to }) => [status, reason, to?.law])).toEqual([
        ['resolved', undefined, WATER],
        ['resolved', undefined, UNKNOWN],
        ['resolved', undefined, WATER],
        ['unresolved', 'no_such_article', WATER],
        ['unresolved', 'no_such_neighbour', CITY],
      ])
    })

    test('a row tells of both ends', async () => {
      const [row] = (await ask({ eid: 'art_2' })).items
      expect(row).toMatchObject({
        document: CITY,
        day: '2020-01-01',
        level: 'local_regulation',
        region: '星河市',
        status: 'in_force',
        known: true,
        citation: {
          from: { law: CITY, edition: `${CITY}@2020-01-01` },
          to: { law: WATER, eid: 'art_2' },
          status: 'resolved',
        },
      })
      expect(
        (await store.citations({ law: CITY, direction: 'out', other: UNKNOWN, at: TODAY, page })).items[0]?.known,
      ).toBe(false)
    })

    test('the same words twice: each citation has its own place', async () => {
      const [row] = (await ask({ other: REPORT, at: 'all' })).items
      expect(row).toBeUndefined() // a report is no law
      const [cited] = (await store.citations({ direction: 'out', document: report.documents[0]?.id ?? '', page })).items
      expect(cited?.at).toEqual([6, 12])
    })

    test('bare rows come without their context', async () => {
      const bare = (await ask({ bare: true, at: 'all' })).items
      expect(bare.map((r) => r.context).join('')).toBe('')
      expect(bare.map((r) => r.citation)).toEqual((await ask({ at: 'all' })).items.map((r) => r.citation))
    })

    test('groups: most citations first, ties by title, a report under its own', async () => {
      const all = await store.citationLaws({ law: WATER, direction: 'in', at: 'all', page })
      expect(all.items.map((l) => [l.title, l.count, l.level ?? l.document, l.known])).toEqual([
        [CITY, 6, 'local_regulation', true],
        [OTHER, 2, 'local_rule', true],
        [REPORT, 1, true, false],
      ])
      const second = await store.citationLaws({ law: WATER, direction: 'in', at: 'all', page: { offset: 1, limit: 1 } })
      expect([second.items.map((l) => l.title), second.total]).toEqual([[OTHER], 3])
      const beyond = await store.citationLaws({ law: WATER, direction: 'in', at: 'all', page: { offset: 9, limit: 1 } })
      expect([beyond.items, beyond.total]).toEqual([[], 3])
      const cited = await store.citationLaws({ law: CITY, direction: 'out', at: 'all', page })
      expect(cited.items.map((l) => [l.title, l.count, l.known])).toEqual([
        [WATER, 6, true],
        [UNKNOWN, 1, false],
        [CITY, 1, true],
      ])
    })

    test('pages are cut from one order, totals stay', async () => {
      const whole = (await ask({ at: 'all' })).items.map(told)
      const parts: string[] = []
      for (let offset = 0; offset < 12; offset += 2) {
        const part = await ask({ at: 'all', page: { offset, limit: 2 } })
        expect(part.total).toBe(9)
        parts.push(...part.items.map(told))
      }
      expect(parts).toEqual(whole)
    })

    test('equal days: by citing law, then place', async () => {
      const twins = ['丙', '甲', '乙'].map((n) =>
        contribution({
          path: n,
          title: `${n}市水办法`,
          dates: { effective: '2024-01-01' },
          body: [['依照《星水法》第三条。'], ['依照星水法第三条。']],
          cites: [
            { from: 'art_2__para_1', text: '星水法第三条', law: '星水法', eid: 'art_3' },
            { from: 'art_1__para_1', text: '《星水法》第三条', law: '星水法', eid: 'art_3' },
          ],
        }),
      )
      await fill(...twins)
      const found = (await ask({ eid: 'art_3' })).items.slice(0, 6)
      expect(found.map((r) => `${r.citation.from.law} ${r.citation.from.eid}`)).toEqual(
        ['丙', '乙', '甲'].flatMap((n) => [`${n}市水办法 art_1__para_1`, `${n}市水办法 art_2__para_1`]),
      )
    })

    test.each<[string, CitationQuery]>([
      ['nothing to ask about', { direction: 'out', page }],
      ['an edition cites, it is not cited', { direction: 'in', edition: 'x', page }],
      ['a page of none', { law: WATER, direction: 'in', page: { offset: 0, limit: 0 } }],
      ['a page too large', { law: WATER, direction: 'in', page: { offset: 0, limit: 1001 } }],
    ])('refused: %s', async (_why, query) => {
      await expect(store.citations(query)).rejects.toMatchObject({ code: 'QUERY_INVALID' })
      await expect(store.citationLaws(query)).rejects.toMatchObject({ code: 'QUERY_INVALID' })
    })

    test('counts by article, of the day', async () => {
      expect([...(await store.citedCounts(WATER, TODAY))]).toEqual([
        ['art_2', 1],
        ['art_3', 1],
      ])
      expect([...(await store.citedCounts(WATER, '2017-01-01'))]).toEqual([
        ['art_2', 2],
        ['art_3', 2],
      ])
      expect((await store.citedCounts('没有')).size).toBe(0)
    })

    test('edges: each pair once, of laws or of articles, without what is unresolved', async () => {
      expect(await store.citationEdges('law', TODAY)).toEqual([
        { from: CITY, to: WATER, count: 2 },
        { from: CITY, to: UNKNOWN, count: 1 },
      ])
      expect(await store.citationEdges('article', 'all')).toEqual(
        [
          { from: `${OTHER}#art_1`, to: WATER, count: 1 },
          { from: `${OTHER}#art_1`, to: `${WATER}#art_2`, count: 1 },
          { from: `${OTHER}#art_2`, to: '月湖市旧水规', count: 1 },
          { from: `${CITY}#art_1`, to: `${UNKNOWN}#art_5`, count: 1 },
          { from: `${CITY}#art_1`, to: WATER, count: 2 },
          { from: `${CITY}#art_2`, to: `${WATER}#art_2`, count: 2 },
          { from: `${CITY}#art_2`, to: `${WATER}#art_3`, count: 1 },
        ].sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1)),
      )
    })

    test.each<[string, 'law' | 'article', string[]]>([
      ['a law, at either end', 'law', [WATER]],
      ['one that only cites', 'law', [OTHER]],
      ['an article', 'article', [`${WATER}#art_3`]],
      ['an article that cites', 'article', [`${CITY}#art_1`]],
      ['several', 'article', [`${OTHER}#art_1`, `${WATER}#art_2`]],
      ['a law as a whole among articles', 'article', [WATER]],
      ['none', 'law', []],
      ['an unknown one', 'article', ['没有#art_1', "'", '#', '']],
    ])('edges that touch %s are those of the whole graph that do', async (_why, level, nodes) => {
      const whole = await store.citationEdges(level, 'all')
      const touching = whole.filter((e) => nodes.includes(e.from) || nodes.includes(e.to))
      expect(await store.citationEdges(level, 'all', nodes)).toEqual(touching)
      expect(touching.length > 0).toBe(nodes.length > 0 && !nodes.includes(''))
    })

    test('a law that is only cited is a node, and becomes whole when its text comes', async () => {
      expect((await store.law(UNKNOWN))?.law).toEqual({ type: 'law', title: UNKNOWN, known: false })
      expect((await store.citations({ law: UNKNOWN, direction: 'in', at: TODAY, page })).total).toBe(1)
      const supply = contribution({
        path: 'supply.md',
        title: UNKNOWN,
        dates: { effective: '2012-01-01' },
        body: [['供水。']],
      })
      await fill(supply)
      const [row] = (await store.citations({ law: UNKNOWN, direction: 'in', at: TODAY, page })).items
      expect((await store.law(UNKNOWN))?.law.known).toBe(true)
      expect(row?.citation).toMatchObject({ status: 'unresolved', reason: 'no_such_article', to: { law: UNKNOWN } })
      await store.remove(supply.source.id)
      await linkCitations(store, TODAY)
      expect((await store.law(UNKNOWN))?.law.known).toBe(false)
    })

    test('nothing cites it any more: the node goes', async () => {
      await store.remove(city2020.source.id)
      await linkCitations(store, TODAY)
      expect(await store.law(UNKNOWN)).toBeUndefined()
      expect((await ask({ at: 'all' })).total).toBe(6)
    })

    test('links are stale after a change, and only then', async () => {
      expect(await store.linksStale()).toBe(false)
      expect(await linkCitations(store, TODAY)).toBe(false)
      await store.apply(city2020)
      expect(await store.linksStale()).toBe(false) // it was there
      await store.remove(other.source.id)
      expect(await store.linksStale()).toBe(true)
      expect((await store.check()).map((p) => p.code)).toContain('links_stale')
      expect(await linkCitations(store, TODAY)).toBe(true)
      expect(await store.check()).toEqual([])
    })

    test('a source that is read anew brings its citations anew', async () => {
      const before = await lines()
      await fill({ ...city2020, citations: [] })
      expect((await store.citations({ law: CITY, direction: 'out', at: TODAY, page })).total).toBe(0)
      await fill(city2020)
      expect(await lines()).toEqual(before)
    })

    test('an edition that two files print cites once', async () => {
      const before = (await ask({ at: 'all' })).total
      await fill({
        ...city2020,
        source: { ...city2020.source, id: 'f'.repeat(64), path: 'copy.md' },
        documents: city2020.documents.map((d) => ({ ...d, source: 'f'.repeat(64) })),
      })
      expect((await ask({ at: 'all' })).total).toBe(before)
      expect((await store.citedCounts(WATER, TODAY)).get('art_2')).toBe(1)
    })

    test('the order of ingest and the number of runs do not matter', async () => {
      const before = await lines()
      for (const order of [
        [4, 3, 2, 1, 0],
        [2, 0, 4, 1, 3],
        [1, 4, 0, 3, 2],
      ]) {
        await refill()
        for (const i of order) await fill(...ALL.slice(i, i + 1))
        expect(await lines()).toEqual(before)
        await refill(...order.flatMap((i) => ALL.slice(i, i + 1)))
        expect(await lines()).toEqual(before)
      }
    })

    test('export, import, link: the same bytes', async () => {
      const before = await lines()
      await refill()
      for await (const c of contributionsOf(before.map((l, i) => parseRecord(l, i + 1)))) await store.apply(c)
      await linkCitations(store, TODAY)
      expect(await lines()).toEqual(before)
      expect(await store.check()).toEqual([])
      expect((await store.counts()).citations).toBe(12)
    })

    test('what linking reads: known laws, and the shapes of their editions', async () => {
      expect(await store.knownLaws()).toEqual(
        [
          { title: WATER, aliases: [], region: '全国' },
          { title: OTHER, aliases: [], region: '月湖市' },
          { title: CITY, aliases: [], region: '星河市' },
        ].sort((a, b) => (a.title < b.title ? -1 : 1)),
      )
      const shapes = await store.shapes(CITY)
      expect(shapes.map((s) => s.edition.id)).toEqual([`${CITY}@2015-01-01`, `${CITY}@2020-01-01`])
      expect(shapes[1]?.eids).toEqual(new Set(['art_1', 'art_1__para_1', 'art_2', 'art_2__para_1']))
      expect(await store.shapes(UNKNOWN)).toEqual([])
      expect((await store.citationsToLink()).citations.map((c) => c.citedEid ?? '-').sort()).toHaveLength(12)
    })

    test.each(["'", '"', '%', '_', '\\', '\0', '\ud800', '😀', "'; DROP TABLE citation; --", '?', '@law', ''])(
      'hostile text %# does no harm',
      async (text) => {
        const found = await store.citations({
          law: text,
          eid: text,
          direction: 'in',
          region: text,
          other: text,
          at: 'all',
          page,
        })
        expect(found).toEqual({ items: [], total: 0, around: 0 })
        await store.citations({ law: text, direction: 'out', edition: text, document: text, page })
        await store.citationLaws({ law: WATER, eid: text, direction: 'in', page })
        expect((await store.citedCounts(text)).size).toBe(0)
        expect((await store.counts()).citations).toBe(12)
      },
    )
  })
}
