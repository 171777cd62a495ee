import { afterAll, beforeAll, expect, test } from 'vitest'
import { GAZETTE, lawFile, WATER } from '../test/e2e/city.ts'
import { type OpenCity, openCity } from '../test/e2e/open-city.ts'
import { listAnomalies } from './anomalies.ts'
import { readDocument } from './documents.ts'
import { lawProvisions, readLaw } from './law.ts'
import { locate } from './locate.ts'
import { NotFound } from './near.ts'
import { overview } from './overview.ts'
import { readProvision } from './provision.ts'
import { cleanQuery, QUERY_LIMIT, search } from './search.ts'
import { readSource, readSourcePage } from './source.ts'
import { articlesOf } from './tree.ts'

let city: OpenCity
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

test('a law is read by title or alias, with its contents and articles', async () => {
  const view = await readLaw(city.store, '节水条例')
  expect(view.law.title).toBe('云汀市节约用水条例')
  expect(view.contents).toMatchObject([
    { eid: 'chp_1', heading: '总则', depth: 0, first: 'art_1', last: 'art_2' },
    { eid: 'chp_2', heading: '用水管理', first: 'art_3', last: 'art_4' },
    { eid: 'chp_3', heading: '附则', first: 'art_5', last: 'art_5' },
  ])
  expect(view.articles).toBe(5)
  expect(view.edition?.status).toBe('in_force')
})

test('the lead-in of a 款 is told apart from its 项', async () => {
  const { tree } = await readLaw(city.store, '云汀市节约用水条例')
  const third = articlesOf(tree)[2]
  expect(third?.own).toBe('')
  expect(third?.children.map((c) => c.own)).toEqual(['用水单位应当履行下列义务：', '用水台账的保存期限不得少于三年。'])
  expect(third?.children[0]?.children.map((c) => c.own)).toEqual([
    '建立用水台账；',
    '安装符合标准的计量器具；',
    '每年报送用水情况。',
  ])
})

test.each([
  [undefined, 3, 'in_force'],
  ['2010-01-01', 2, 'in_force'], // the first text
  ['2023-01-12', 3, 'in_force'], // the day of the change belongs to the new text
  ['1990-01-01', 2, 'not_yet'], // before any text: the first to come
])('the edition read at %s has %i articles', async (at, articles, status) => {
  const view = await readLaw(city.store, '云汀市人民代表大会议事规则', { at })
  expect([view.articles, view.edition?.status]).toEqual([articles, status])
})

test('an unknown law is NOT_FOUND with near titles', async () => {
  const error = await readLaw(city.store, '云汀市用水条例').catch((e: unknown) => e)
  expect(error).toBeInstanceOf(NotFound)
  expect(error).toMatchObject({ code: 'NOT_FOUND' })
  expect((error as NotFound).near[0]).toBe('云汀市节约用水条例')
})

test('an item is shown in its article, with neighbours', async () => {
  const view = await readProvision(city.store, '云汀市节约用水条例', 'art_3__para_1__item_2')
  expect(view.name).toBe('第三条第一款第（二）项')
  expect(view.whole.provision.eid).toBe('art_3')
  expect([view.before?.eid, view.after?.name]).toEqual(['art_2', '第四条'])
  expect(view.ancestors.map((p) => p.eid)).toEqual(['chp_2', 'art_3', 'art_3__para_1'])
})

test('a chapter is shown with its articles', async () => {
  const view = await readProvision(city.store, '云汀市节约用水条例', 'chp_2')
  expect(view.whole.children.map((c) => c.provision.eid)).toEqual(['art_3', 'art_4'])
})

test.each([
  ['云汀市节约用水条例第三条', 'art_3'],
  ['《节水条例》第3条第（二）项', 'art_3__para_1__item_2'], // an alias; the 款 is found because only one has items
  ['节约用水条例 第三条第二款', 'art_3__para_2'], // part of one title only
  ['云汀市节约用水条例 第二章', 'chp_2'],
  ['节水条例', undefined],
  [`/law/${encodeURIComponent('云汀市节约用水条例')}/art_2__para_1`, 'art_2__para_1'],
])('%s is located', async (text, eid) => {
  expect(await locate(city.store, text)).toMatchObject({ law: '云汀市节约用水条例', ...(eid ? { eid } : {}) })
})

test.each([
  ['云汀市节约用水条例第九十九条'], // no such article
  ['云汀市'], // several titles contain it
  ['第三条'], // of what?
  [''],
])('%s is not located', async (text) => {
  await expect(locate(city.store, text)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('search marks what matches and tells the total', async () => {
  const found = await search(city.store, { text: '  用水\u0000台账 ', limit: 1 })
  expect(found.text).toBe('用水 台账')
  expect(found.items).toHaveLength(1)
  expect(found.total).toBeGreaterThanOrEqual(1)
  const hit = found.items[0]
  const [start, end] = hit?.matches[0] ?? [0, 0]
  expect('用水台账').toContain(hit?.provision.text.slice(start, end))
})

test.each([
  ['"', "'", '%', '_', '*', '(', ')', '^', ':'].join(''), // operators of FTS5 and LIKE
  'NEAR(用水 AND NOT 台账)',
  '用水" OR "1"="1',
  '\u0000\uD800',
  '用水'.repeat(250),
  '—…、。',
])('search survives %s', async (text) => {
  await expect(search(city.store, { text })).resolves.toHaveProperty('total')
})

test.each([
  [{ text: 'x'.repeat(QUERY_LIMIT + 1) }, 'QUERY_TOO_LONG'],
  [{ text: '水', limit: 101 }, 'QUERY_INVALID'],
  [{ text: '水', limit: 0 }, 'QUERY_INVALID'],
  [{ text: '水', offset: -1 }, 'QUERY_INVALID'],
  [{ text: '水', offset: 0.5 }, 'QUERY_INVALID'],
  [{ text: '水', at: '2024-02-30' }, 'QUERY_INVALID'], // well-formed, and no day
])('search refuses %o', async (input, code) => {
  await expect(search(city.store, input)).rejects.toMatchObject({ code })
})

test('an empty text finds nothing and is no error', async () => {
  expect(await search(city.store, { text: ' \n' })).toMatchObject({ total: 0, items: [] })
  expect(cleanQuery(' a\tb ')).toBe('a b')
})

test('provisions of a law are paged with their total', async () => {
  const page = await lawProvisions(city.store, '云汀市节约用水条例', { offset: 1, limit: 2 })
  expect(page.items.map((p) => p.eid)).toEqual(['art_1', 'art_1__para_1'])
  expect(page.total).toBeGreaterThan(10)
})

test('a gazette has items, an item has neighbours', async () => {
  const [issue, , second] = GAZETTE.documents
  expect((await readDocument(city.store, issue?.id ?? '')).items).toHaveLength(3)
  const item = await readDocument(city.store, second?.id ?? '')
  expect([item.parent?.id, item.previous?.order, item.next?.order]).toEqual([issue?.id, 2, 4])
  expect(item.text).toContain('现就草案说明如下')
})

test('a source is shown by lines around the range, long lines broken', async () => {
  const { source } = lawFile(WATER)
  const page = await readSourcePage(city.store, source.id, { ranges: [[20, 30]] })
  expect(page.lines).toBe(source.text.trimEnd().split('\n').length)
  expect(page.rows.map((r) => r.text).join('\n')).toBe(source.text.trimEnd())
  const slice = await readSource(city.store, source.id, { start: 5, end: 9 })
  expect(slice).toMatchObject({ text: source.text.slice(5, 9), length: source.text.length })
  await expect(readSource(city.store, source.id, { start: 9, end: 5 })).rejects.toMatchObject({ code: 'QUERY_INVALID' })
})

test('a window of a large source says where it goes on', async () => {
  const text = `${Array.from({ length: 1000 }, (_, i) => `第${i + 1}行`).join('\n')}\n${'长'.repeat(100_000)}\n`
  const source = { type: 'source', id: 'a'.repeat(64), path: 'large.txt', media_type: 'text/plain', text } as const
  const large = await openCity([
    { source, documents: [], laws: [], editions: [], provisions: [], citations: [], anomalies: [] },
  ])
  const start = text.indexOf('第700行')
  const page = await readSourcePage(large.store, source.id, { ranges: [[start, start + 5]] })
  // The long line takes 50 rows and ends the window of 400.
  expect([page.rows[0]?.line, page.before, page.after, page.lines]).toEqual([680, 280, undefined, 1001])
  const last = await readSourcePage(large.store, source.id, { line: 1001 })
  expect(last.rows).toHaveLength(50)
  expect(last.rows.filter((r) => r.head)).toHaveLength(1)
  await large.close()
})

test('the overview and the anomalies count the same', async () => {
  const { counts, gazettes, newest } = await overview(city.store)
  const anomalies = await listAnomalies(city.store, {})
  expect(anomalies.total).toBe(counts.anomalies)
  expect(gazettes).toHaveLength(1)
  expect(newest.map((d) => d.title)[0]).toBe('云汀市人民代表大会议事规则')
})
