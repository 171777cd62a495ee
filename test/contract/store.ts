import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseRecord } from '../../graph/interchange.ts'
import type { Contribution, GraphRecord, Provision } from '../../graph/model.ts'
import { contributionsOf, type OpenOptions } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import { linkCitations } from '../../ingest/cite/link.ts'
import { matchRanges, queryTerms } from '../../language/text/tokens.ts'
import { citationContract } from './citations.ts'
import { contribution, FOUR, found, future, GREEN, gazette, green2010, green2020, WAGES, wages } from './fixtures.ts'
import { vectorContract } from './vectors.ts'

/** How the suite gets stores: `open` gives another connection to the same one each time, until `fresh`. */
export interface StoreFactory {
  readonly name: string
  /** Begin with an empty store. */
  fresh(): Promise<void>
  open(options?: OpenOptions): Promise<Store>
  dispose(): Promise<void>
}

const page = { offset: 0, limit: 100 }
async function lines(store: Store): Promise<string[]> {
  const all: string[] = []
  for await (const record of store.records()) all.push(JSON.stringify(record))
  return all
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((head, i) => permutations(list.toSpliced(i, 1)).map((tail) => [head, ...tail]))
}

export function storeContract(factory: StoreFactory): void {
  citationContract(factory)
  vectorContract(factory)
  describe(factory.name, () => {
    let store: Store
    const hits = async (text: string, more: object = {}) =>
      (await found(store, { text, page, ...more })).items.map((h) => `${h.edition.id} ${h.provision.eid}`)
    const refill = async (...all: Contribution[]) => {
      await store.close()
      await factory.fresh()
      store = await factory.open()
      for (const c of all) await store.apply(c)
    }

    beforeEach(async () => {
      await factory.fresh()
      store = await factory.open()
      for (const c of FOUR) await store.apply(c)
    })
    afterEach(async () => {
      await store.close()
      await factory.dispose()
    })

    describe('apply and remove', () => {
      test('the same again changes nothing', async () => {
        const before = await lines(store)
        for (const c of FOUR) expect(await store.apply(c)).toEqual({ outcome: 'unchanged' })
        const shuffled = { ...green2020, provisions: [...green2020.provisions].reverse() }
        expect(await store.apply(shuffled)).toEqual({ outcome: 'unchanged' })
        expect(await lines(store)).toEqual(before)
      })

      test.each([
        ['the file was moved', { ...wages, source: { ...wages.source, path: 'moved.txt' } }],
        [
          'the file was changed, its path stayed',
          contribution({ path: 'wages.txt', title: WAGES, body: [['工资按月支付。']] }),
        ],
        ['the same file is understood better than before', { ...wages, anomalies: [] }],
      ])('replaced: %s', async (_why, again) => {
        const others = (await lines(store)).filter((l) => l.includes('green') || l.includes(GREEN))
        expect(await store.apply(again)).toEqual({ outcome: 'replaced' })
        expect((await store.counts()).sources).toBe(4)
        expect([...(await store.sourcePaths())]).toContainEqual([again.source.path, { id: again.source.id }])
        const after = await lines(store)
        expect(after.filter((l) => l.includes('green') || l.includes(GREEN))).toEqual(others)
        await refill(green2010, green2020, future, again)
        expect(await lines(store)).toEqual(after)
      })

      test('all 24 orders of ingest give the same graph and the same search', async () => {
        const before = await lines(store)
        const answer = await found(store, { text: '本条例自公布之日起施行', page, at: 'all' })
        for (const order of permutations(FOUR)) {
          await refill(...order)
          expect(await lines(store)).toEqual(before)
          expect(await found(store, { text: '本条例自公布之日起施行', page, at: 'all' })).toEqual(answer)
        }
      })

      test('removed is as if it had never been there', async () => {
        expect(await store.remove('0'.repeat(64))).toBe(false)
        expect(await store.remove(green2020.source.id)).toBe(true)
        expect(await store.remove(green2020.source.id)).toBe(false)
        const after = await lines(store)
        expect((await store.law(GREEN))?.law).toMatchObject({ level: 'local_rule', aliases: ['绿化条例'] })
        expect(await hits('古树')).toEqual([])
        await refill(future, wages, green2010)
        expect(await lines(store)).toEqual(after)
        for (const c of [future, wages, green2010]) await store.remove(c.source.id)
        expect(await lines(store)).toEqual([])
        expect(await store.check()).toEqual([])
      })

      test('two files of one edition: the fuller one counts, the other takes over when it goes', async () => {
        const dates = { promulgated: '2020-05-01', effective: '2020-07-01' }
        const short = contribution({ path: 'copy.txt', title: GREEN, dates, body: [['种树为本。']] })
        await store.apply(short)
        expect((await store.law(GREEN))?.editions).toHaveLength(2)
        expect(await store.provisions(`${GREEN}@2020-07-01`)).toHaveLength(9)
        expect(await hits('种树', { at: 'all' })).toHaveLength(2)
        await store.remove(green2020.source.id)
        expect((await store.provisions(`${GREEN}@2020-07-01`)).map((p) => p.text)).toEqual(['种树为本。', '种树为本。'])
        expect(await hits('种树', { at: '2021-01-01' })).toEqual([`${GREEN}@2020-07-01 art_1`])
      })

      test.each([
        ['an edition without its law', { ...wages, laws: [] }],
        ['an edition without its document', { ...wages, documents: [] }],
        ['a provision without its edition', { ...wages, editions: [] }],
        ['a document told twice', { ...wages, documents: [...wages.documents, ...wages.documents] }],
        ['a title that no index takes', contribution({ path: 'x', title: '长'.repeat(1_400) })],
        [
          'an alias that no index takes',
          contribution({ path: 'x', title: 'x', law: { aliases: ['长'.repeat(9_000)] } }),
        ],
        ['a path that no system has', contribution({ path: 'x'.repeat(5_000), title: 'x' })],
        ['a day that there is not', contribution({ path: 'x', title: 'x', dates: { effective: '2021-02-30' } })],
      ])('refused, and nothing kept: %s', async (_why, broken) => {
        await refill()
        await expect(store.apply(broken)).rejects.toMatchObject({ code: 'RECORD_INVALID' })
        expect(await lines(store)).toEqual([])
      })
    })

    describe('laws and provisions', () => {
      test('level and region come from the newest edition, aliases from all', async () => {
        const law = (await store.law(GREEN))?.law
        expect(law).toEqual({
          type: 'law',
          title: GREEN,
          aliases: ['市绿化条例', '绿化条例'],
          level: 'local_regulation',
          region: '星河市',
          known: true,
        })
      })

      test.each([
        ['its title', GREEN, GREEN],
        ['an alias', '市绿化条例', GREEN],
        ['without the name of the state', '星际航行法', '中华人民共和国星际航行法'],
        ['with it where it has none', `中华人民共和国${WAGES}`, WAGES],
        ['unknown', '不存在的法', undefined],
        ['empty', '', undefined],
        ['hostile', "' OR 1=1 --\0", undefined],
      ])('a law by %s', async (_why, asked, title) => {
        expect((await store.law(asked))?.law.title).toBe(title)
      })

      test('an alias of two laws names neither', async () => {
        await store.apply(
          contribution({ path: 'x', title: '月湖市绿化条例', law: { aliases: ['绿化条例'] }, body: [['略。']] }),
        )
        expect(await store.law('绿化条例')).toBeUndefined()
      })

      test('editions newest first, with their status today', async () => {
        const editions = (await store.law(GREEN))?.editions.map((e) => [e.id, e.status])
        expect(editions).toEqual([
          [`${GREEN}@2020-07-01`, 'in_force'],
          [`${GREEN}@2010-03-01`, 'amended'],
        ])
      })

      test.each([
        ['before there was any: the first to come', '2001-01-01', '2010-03-01', 'not_yet'],
        ['the day before the first', '2010-02-28', '2010-03-01', 'not_yet'],
        ['the first day', '2010-03-01', '2010-03-01', 'in_force'],
        ['the last day', '2020-06-30', '2010-03-01', 'in_force'],
        ['the day of the next', '2020-07-01', '2020-07-01', 'in_force'],
        ['today', undefined, '2020-07-01', 'in_force'],
      ])('the edition %s', async (_why, at, date, status) => {
        const edition = (await store.provision(GREEN, 'art_1', at))?.edition
        expect(edition).toMatchObject({ id: `${GREEN}@${date}`, status })
      })

      test('a provision with what stands around it', async () => {
        const article = await store.provision(GREEN, 'art_2')
        expect(article?.provision.text).toBe('种树应当选择本地树种。\n禁止砍伐古树。')
        expect(article?.ancestors.map((p) => p.heading)).toEqual(['种植'])
        expect(article?.children.map((p) => p.eid)).toEqual(['art_2__para_1', 'art_2__para_2'])
        expect([article?.previous, article?.next]).toEqual(['art_1', 'art_3'])
        const paragraph = await store.provision(GREEN, 'art_2__para_2')
        expect(paragraph?.provision).toMatchObject({ text: '禁止砍伐古树。', parent: 'art_2', label: '第2款' })
        expect(paragraph?.ancestors.map((p) => p.eid)).toEqual(['chp_2', 'art_2'])
        expect(paragraph).toMatchObject({ previous: 'art_2__para_1' })
        expect(paragraph).not.toHaveProperty('next')
        expect((await store.provision(GREEN, 'chp_2'))?.children.map((p) => p.eid)).toEqual(['art_2', 'art_3'])
      })

      test.each([
        ['an article that it has not', GREEN, 'art_9', undefined],
        ['no eId', GREEN, '', undefined],
        ['a law that is not there', '没有', 'art_1', undefined],
        ['a law that is only cited', '星河市太空条例', 'art_1', undefined],
        ['hostile', GREEN, "art_1'--", undefined],
        ['an article that the edition of the day had not yet', GREEN, 'art_3', '2015-01-01'],
      ])('no provision: %s', async (_why, law, eid, at) => {
        expect(await store.provision(law, eid, at)).toBeUndefined()
      })

      test('provisions come back as they were told', async () => {
        expect(await store.provisions(`${GREEN}@2020-07-01`)).toEqual(green2020.provisions)
        expect(await store.provisions('none')).toEqual([])
      })

      test('unusual provisions come back as they were told', async () => {
        const base = contribution({ path: 'odd', title: '怪条例', body: ['# 章', ['甲\0乙。', '𠀀丙😀。']] })
        const [chapter, article, first, second] = base.provisions
        if (!chapter || !article || !first || !second) throw new Error('fixture')
        const strange: Provision[] = [
          {
            ...chapter,
            eid: 'preamble',
            kind: 'preamble',
            label: '',
            heading: '',
            text: '序言。',
            ranges: [
              [5, 9],
              [2, 3],
            ],
          },
          article, // its parent chp_1 is not there
          { ...first, text: '不在条文中的款' },
          {
            ...second,
            ranges: [
              [0, 1],
              [300_000, 300_005],
            ],
          },
          { ...second, eid: 'art_1__para_2__item_1', parent: 'art_1__para_2', kind: 'item', text: '丙', order: 9 },
          { ...second, eid: 'annex_1__item_1', kind: 'item', text: '无父项', order: 10, known: false },
        ]
        const odd: Contribution = { ...base, provisions: strange.map((p, i) => ({ ...p, order: i + 1 })) }
        await store.apply(odd)
        expect(await store.provisions('怪条例@undated')).toEqual(odd.provisions)
        expect((await store.provision('怪条例', 'art_1__para_2__item_1'))?.provision.text).toBe('丙')
      })

      test('titles are in the order of their code points, and as long as an index takes', async () => {
        const titles = ['𠀀条例', '（试行）条例', 'Z条例', '长'.repeat(1_300)]
        for (const [i, title] of titles.entries())
          await store.apply(contribution({ path: `t${i}`, title, body: [['略。']] }))
        const listed = (await store.laws({ known: true }, page)).items.map((l) => l.law.title)
        expect(listed.filter((t) => titles.includes(t))).toEqual(['Z条例', titles[3], '（试行）条例', '𠀀条例'])
        expect((await store.provision(titles[3] ?? '', 'art_1'))?.provision.text).toBe('略。')
        const records = (await lines(store)).map((l, i) => parseRecord(l, i + 1))
        const ofLaws = records.flatMap((r) => (r.type === 'law' && titles.includes(r.title) ? [r.title] : []))
        expect(ofLaws).toEqual(['Z条例', titles[3], '（试行）条例', '𠀀条例'])
      })

      test.each([
        ['all, by title', {}, ['中华人民共和国星际航行法', '星河市太空条例', WAGES, GREEN]],
        ['only those with a text', { known: true }, ['中华人民共和国星际航行法', WAGES, GREEN]],
        ['by part of a title', { title: '绿化' }, [GREEN]],
        ['a title is not a pattern', { title: '%' }, []],
        ['by level', { level: 'local_regulation' }, [WAGES, GREEN]],
        ['by region', { region: '全国' }, ['中华人民共和国星际航行法']],
        ['repealed today', { status: 'repealed' }, [WAGES]],
        ['not repealed then', { status: 'repealed', at: '2022-12-31' }, []],
        ['to come', { status: 'not_yet' }, ['中华人民共和国星际航行法']],
        ['by year of promulgation', { year: 2020 }, [GREEN]],
        ['by the year of the edition shown on a day', { year: 2010, at: '2015-01-01' }, [GREEN]],
      ] as const)('laws: %s', async (_why, filter, titles) => {
        const { items, total } = await store.laws(filter, page)
        expect(items.map((l) => l.law.title)).toEqual([...titles].sort())
        expect(total).toBe(titles.length)
      })

      test('a summary counts what is shown', async () => {
        const [green] = (await store.laws({ title: GREEN, at: '2012-01-01' }, page)).items
        expect(green).toMatchObject({ editions: 2, articles: 2, edition: { status: 'in_force' } })
      })

      test('near titles share pairs of characters; equal ones by length', async () => {
        expect(await store.nearTitles('星河市绿化办法', 2)).toEqual([GREEN, '星河市太空条例'])
        expect(await store.nearTitles('绿', 5)).toEqual([])
        expect(await store.nearTitles('条例', 0)).toEqual([])
      })
    })

    describe('sources, documents, anomalies, counts', () => {
      test('pages add up, and a bad page is refused', async () => {
        const paths = FOUR.map((c) => c.source.path).sort()
        const read: string[] = []
        for (let offset = 0; offset < 6; offset += 2) {
          const part = await store.sources({ offset, limit: 2 })
          expect(part.total).toBe(4)
          read.push(...part.items.map((s) => s.path))
        }
        expect(read).toEqual(paths)
        for (const bad of [
          { offset: -1, limit: 1 },
          { offset: 0, limit: 0 },
          { offset: 0, limit: 1001 },
          { offset: 0.5, limit: 1 },
        ]) {
          await expect(store.sources(bad)).rejects.toMatchObject({ code: 'QUERY_INVALID' })
        }
      })

      test('a source with its text, exactly', async () => {
        expect(await store.source(wages.source.id)).toEqual(wages.source)
        expect(await store.source('none')).toBeUndefined()
      })

      test('a gazette, its items in order, and the law printed in one', async () => {
        const issue = gazette()
        await store.apply(issue)
        const [whole, notice, law] = issue.documents
        const detail = await store.document(whole?.id ?? '')
        expect(detail).toMatchObject({ document: whole, items: [notice, law], editions: [], text: issue.source.text })
        expect(await store.document(law?.id ?? '')).toMatchObject({
          parent: whole,
          editions: [{ law: '星河市停车条例' }],
        })
        expect(await store.document('none')).toBeUndefined()
        const parts = await store.documents({ parent: whole?.id ?? '' }, page)
        expect(parts.items).toEqual([notice, law]) // with a date first
      })

      test.each([
        ['newest first', {}, [future, green2020, wages, green2010]],
        ['of a year', { year: 2015 }, [wages]],
        ['by title', { title: '绿化' }, [green2020, green2010]],
        ['of a source', { source: wages.source.id }, [wages]],
        ['of a kind', { kind: 'gazette' }, []],
      ] as const)('documents: %s', async (_why, filter, expected) => {
        expect(await store.documents(filter, page)).toEqual({
          items: expected.flatMap((c) => c.documents),
          total: expected.length,
        })
      })

      test('anomalies in the order of the text', async () => {
        const [gap, item] = wages.anomalies
        const path = 'wages.txt'
        expect(await store.anomalies({}, page)).toEqual({
          items: [
            { anomaly: item, path },
            { anomaly: gap, path },
          ],
          total: 2,
        })
        expect((await store.anomalies({ kind: 'item_gap', source: wages.source.id }, page)).total).toBe(1)
        expect((await store.anomalies({ document: 'none' }, page)).total).toBe(0)
      })

      test('counts', async () => {
        expect(await store.counts()).toEqual({
          sources: 4,
          documents: 4,
          laws: 3,
          citations: 0,
          editions: 4,
          provisions: 21,
          articles: 8,
          anomalies: 2,
        })
      })
    })

    describe('search', () => {
      test('the best article, its place and what matched', async () => {
        const text = '砍伐古树'
        const [hit] = (await found(store, { text, page })).items
        expect(hit).toMatchObject({ law: { title: GREEN }, provision: { eid: 'art_2' }, context: ['第2章 种植'] })
        const [start, end] = matchRanges(hit?.provision.text ?? '', queryTerms(text, 64), 40)[0] ?? [0, 0]
        expect(hit?.provision.text.slice(start, end)).toBe(text)
        const { items } = await store.rankByWords({ text, page })
        expect(items[0]).toEqual({ edition: `${GREEN}@2020-07-01`, eid: 'art_2', score: expect.any(Number) })
      })

      test.each([
        ['one edition of an article only', '种树', {}, [`${GREEN}@2020-07-01 art_2`]],
        ['the edition of the day', '种树', { at: '2015-01-01' }, [`${GREEN}@2010-03-01 art_2`]],
        ['before there was any', '种树', { at: '2005-01-01' }, []],
        ['every edition', '本地树种', { at: 'all' }, [`${GREEN}@2010-03-01 art_2`, `${GREEN}@2020-07-01 art_2`]],
        ['what was amended', '种树', { status: 'amended' }, [`${GREEN}@2010-03-01 art_2`]],
        ['repealed is not found by default', '拖欠', {}, []],
        ['but when asked for', '拖欠', { status: 'repealed' }, [`${WAGES}@2015-06-01 art_1`]],
        ['and on a day when it was not', '拖欠', { at: '2016-01-01' }, [`${WAGES}@2015-06-01 art_1`]],
        ['not yet in force', '航行', { status: 'not_yet' }, ['中华人民共和国星际航行法@2999-01-01 art_1']],
        ['by level', '城市', { level: 'law' }, []],
        [
          'by region',
          '绿化城市',
          { region: '星河市', at: '2015-01-01' },
          [`${GREEN}@2010-03-01 art_1`, `${GREEN}@2010-03-01 art_2`],
        ],
        ['by year', '本地', { year: 2010, at: 'all' }, [`${GREEN}@2010-03-01 art_2`]],
        ['within a law, by an alias', '本地', { law: '市绿化条例' }, [`${GREEN}@2020-07-01 art_2`]],
        ['within an unknown law', '本地', { law: '没有' }, []],
        ['full width, upper case', 'abc', { at: '2016-01-01' }, [`${WAGES}@2015-06-01 art_1`]],
        ['a single character', '税', { at: '2016-01-01' }, [`${WAGES}@2015-06-01 art_1`]],
        [
          'the last character of a run',
          '市',
          { at: '2015-01-01', law: GREEN },
          [`${GREEN}@2010-03-01 art_1`, `${GREEN}@2010-03-01 art_2`],
        ],
        ['a heading', '种植', {}, [`${GREEN}@2020-07-01 art_2`, `${GREEN}@2020-07-01 art_3`]],
        ['nothing like it', '量子', {}, []],
      ] as const)('%s', async (_why, text, filter, expected) => {
        const { items, total } = await found(store, { text, page, ...filter })
        expect(items.map((h) => `${h.edition.id} ${h.provision.eid}`).sort()).toEqual([...expected].sort())
        expect(total).toBe(expected.length)
      })

      test('a law asked for by name comes first, in the order of its text', async () => {
        const named = await hits('绿化条例', { at: '2021-01-01' })
        expect(named.slice(0, 3)).toEqual(['art_1', 'art_2', 'art_3'].map((eid) => `${GREEN}@2020-07-01 ${eid}`))
      })

      test('a 章 of an annex is found with the annex, not beside it', async () => {
        const base = contribution({ path: 'annex', title: '附条例', body: [['正文。']] })
        const [article] = base.provisions
        if (!article) throw new Error('fixture')
        const add = (p: Partial<Provision>, i: number): Provision => ({ ...article, ranges: [], order: 10 + i, ...p })
        const annexed = [
          add({ eid: 'annex_1', kind: 'annex', label: '附件一', text: '清单\n总则\n孔明灯不得燃放。' }, 0),
          add(
            {
              eid: 'annex_1__chp_1',
              kind: 'chapter',
              label: '第一章',
              heading: '总则',
              text: '总则',
              parent: 'annex_1',
            },
            1,
          ),
          add(
            {
              eid: 'annex_1__chp_1__para_1',
              kind: 'paragraph',
              label: '第1款',
              text: '孔明灯不得燃放。',
              parent: 'annex_1__chp_1',
            },
            2,
          ),
        ]
        await store.apply({ ...base, provisions: [...base.provisions, ...annexed] })
        expect(await hits('孔明灯')).toEqual(['附条例@undated annex_1'])
        expect(await store.provisions('附条例@undated')).toEqual([...base.provisions, ...annexed])
        expect(await store.check()).toEqual([])
      })

      test('pages of a search are cut from one order; equal scores by edition, then place', async () => {
        const twins = ['丙', '甲', '乙'].map((n) =>
          contribution({ path: n, title: `${n}市条例`, body: [['夜间施工。'], ['夜间施工。']] }),
        )
        for (const twin of twins) await store.apply(twin)
        const whole = await hits('夜间施工')
        expect(whole).toEqual(
          ['丙', '乙', '甲'].flatMap((n) => [`${n}市条例@undated art_1`, `${n}市条例@undated art_2`]),
        )
        const parts: string[] = []
        for (let offset = 0; offset < 6; offset++)
          parts.push(...(await hits('夜间施工', { page: { offset, limit: 1 } })))
        expect(parts).toEqual(whole)
      })

      test.each([
        '"',
        "'",
        '*',
        '(',
        'NEAR(',
        'AND OR NOT',
        'title: 种树',
        '种树" OR "',
        '-',
        '^种',
        '{title}: x',
        '%',
        '_',
        '\\',
        '\0',
        '种\0树',
        '\ud800',
        '😀',
        '，。！',
        ' \n\t',
        '',
        'a'.repeat(100_000),
        '拖欠工资'.repeat(25_000),
        '種樹',
        '𠀀𠀁',
        "'; DROP TABLE source; --",
        '?',
        '@match',
        ':at',
        '$law',
      ])('hostile text %# does no harm', async (text) => {
        const { items, total } = await found(store, { text, page, at: 'all' })
        expect(total).toBeGreaterThanOrEqual(items.length)
        await store.rankByWords({ text: '种', page, law: text, region: text })
        await store.laws({ title: text, region: text }, page)
        await store.nearTitles(text, 3)
        expect((await store.counts()).sources).toBe(4)
      })
    })

    describe('records', () => {
      test('export, import into a new store, export: the same bytes', async () => {
        await store.apply(gazette())
        const before = await lines(store)
        const shuffled = before.map((l, i) => [(i * 7919) % 104_729, l] as const).sort((a, b) => a[0] - b[0])
        for (const order of [before, shuffled.map(([, l]) => l)]) {
          await refill()
          const records: GraphRecord[] = order.map((l, i) => parseRecord(l, i + 1))
          for await (const c of contributionsOf(records)) await store.apply(c)
          expect(await lines(store)).toEqual(before)
          expect(await store.check()).toEqual([])
        }
      })

      test('a law that is only cited goes with the source that cites it, after an import too', async () => {
        const records = (await lines(store)).map((l, i) => parseRecord(l, i + 1))
        expect(records).toContainEqual({
          type: 'law',
          title: '星河市太空条例',
          known: false,
          sources: [future.source.id],
        })
        await refill()
        for await (const c of contributionsOf(records)) await store.apply(c)
        expect((await store.law('星河市太空条例'))?.law.known).toBe(false)
        await store.remove(future.source.id)
        expect(await store.law('星河市太空条例')).toBeUndefined()
      })

      test('an export sees the store as it was when it began', async () => {
        const before = await lines(store)
        const seen: string[] = []
        for await (const record of store.records()) {
          if (seen.length === 1) await store.remove(wages.source.id)
          seen.push(JSON.stringify(record))
        }
        expect(seen).toEqual(before)
      })
    })

    describe('several connections', () => {
      test('readers see whole contributions while another writes', async () => {
        await refill()
        const other = await factory.open()
        try {
          for (const c of FOUR) {
            const writing = store.apply(c)
            const counts = await other.counts()
            expect([0, 1, 2, 3, 4]).toContain(counts.sources)
            await writing
            expect((await other.counts()).sources).toBe((await store.counts()).sources)
            expect(await other.check()).toEqual([])
          }
          expect((await other.rankByWords({ text: '种树', page })).total).toBe(1)
        } finally {
          await other.close()
        }
      })
    })

    test('many writers of the same laws at once: the end of one after the other', async () => {
      const file = (i: number, title: number, text: string) =>
        contribution({
          path: `f${i}`,
          title: `第${title}号条例`,
          dates: { effective: `20${10 + i}-01-01` },
          law: { aliases: [`${title}号`, `别名${i % 2}`] },
          cited: [{ type: 'law', title: `第${(title + 1) % 3}号条例`, known: false }],
          body: [[`${text}，依照第${(title + 1) % 3}号条例第一条第二款。`], ['末条。']],
          cites: [
            { from: 'art_1__para_1', text: '第一条第二款', law: `第${(title + 1) % 3}号条例`, eid: 'art_1__para_2' },
          ],
        })
      const first = Array.from({ length: 8 }, (_, i) => file(i, i % 3, '先'))
      const then = first.map((_, i) => file(i, (i + 1) % 3, '后')) // each under another title
      const gone = [2, 5]
      await refill()
      for (const c of then) if (!gone.includes(then.indexOf(c))) await store.apply(c)
      await linkCitations(store, '2026-01-01')
      const expected = await lines(store)
      for (let round = 0; round < 4; round++) {
        await refill()
        const stores = [store, await factory.open(), await factory.open()]
        const at = (i: number) => stores[(i + round) % 3] ?? store
        await Promise.all(first.map((c, i) => at(i).apply(c)))
        await Promise.all([
          ...then.map((c, i) => (gone.includes(i) ? at(i).remove(first[i]?.source.id ?? '') : at(i + 1).apply(c))),
          linkCitations(at(0), '2026-01-01'),
        ])
        await Promise.all(stores.map((s) => linkCitations(s, '2026-01-01')))
        await linkCitations(store, '2026-01-01')
        expect(await store.check()).toEqual([])
        expect(await lines(store)).toEqual(expected)
        for (const other of stores.slice(1)) await other.close()
      }
    })

    test('links that were made from what another run has linked since are not written', async () => {
      await linkCitations(store, '2026-01-01')
      const { seen } = await store.citationsToLink()
      await store.remove(wages.source.id)
      await linkCitations(store, '2026-01-01')
      expect(await store.link([], seen)).toBe(false)
      expect(await store.linksStale()).toBe(false)
    })

    test('a whole store has no problems', async () => {
      expect(await store.check()).toEqual([])
      expect(await store.check({ repair: true })).toEqual([])
    })
  })
}
