/** The whole way on twelve articles that nobody passed, with the model that comes with famai. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedder } from '../../../embed/open.ts'
import { openStore } from '../../../graph/open.ts'
import { fill, holding, readCorpus } from './corpus.ts'
import { evaluate, type Wanted } from './evaluate.ts'
import { rowsOf } from './figures.ts'
import { markdown, report } from './report.ts'

const ARTICLES = [
  ['星河市养犬条例', '第一条', '为了规范养犬行为，保障公众健康和人身安全，制定本条例。'],
  ['星河市养犬条例', '第二条', '每户居民只能饲养一只犬。'],
  ['星河市养犬条例', '第三条', '携犬出户应当束牵引绳，及时清除犬只粪便。'],
  ['星河市养犬条例', '第四条', '犬只伤害他人的，养犬人应当立即将受害人送医诊治，并先行支付医疗费用。'],
  ['月湖省工资支付规定', '第一条', '用人单位应当每月至少支付一次工资。'],
  ['月湖省工资支付规定', '第二条', '用人单位不得无故拖欠劳动者工资。'],
  // the number in the law is not the place in the file
  ['月湖省工资支付规定', '第二条之一', '拖欠工资的，由人力资源行政部门责令限期支付，逾期不支付的加付赔偿金。'],
  ['月湖省工资支付规定', '第三条', '加班应当另付加班工资。'],
  ['云山县古树保护办法', '第一条', '树龄一百年以上的树木为古树。'],
  ['云山县古树保护办法', '第二条', '禁止砍伐、移植古树。'],
  ['云山县古树保护办法', '第三条', '擅自砍伐古树的，处树木价值五倍以上十倍以下罚款。'],
  ['云山县古树保护办法', '第四条', '认养古树的单位和个人可以署名。'],
] as const

const QUERIES = [
  { qid: 1, text: '每户居民饲养几只犬', gold: [1] },
  { qid: 2, text: '砍伐古树处多少罚款', gold: [10, 9] },
  { qid: 3, text: '用人单位拖欠工資', gold: [5, 6] }, // traditional: a search reads it as 工资
  { qid: 4, text: '犬只伤害他人谁付医疗费用', gold: [3] },
]

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

let folder = ''
let wanted: Wanted
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'famai-eval-'))
  await mkdir(join(folder, 'train', 'questions'), { recursive: true })
  const corpus = ARTICLES.map(([law, article, content], id) => ({
    id,
    law,
    article,
    heading: ['第一章 总则'],
    content,
  }))
  await writeFile(join(folder, 'corpus.jsonl'), lines(corpus))
  await writeFile(join(folder, 'queries.jsonl'), lines(QUERIES))
  await writeFile(join(folder, 'train', 'held-out.json'), '[]')
  const written = [{ law: '月湖省工资支付规定', eid: 'art_2-1', q: ['每户居民饲养几只犬'] }]
  await writeFile(join(folder, 'train', 'questions', 'questions.jsonl'), lines(written))
  wanted = {
    stard: join(folder, 'none'),
    corpus: join(folder, 'corpus.jsonl'),
    queries: join(folder, 'queries.jsonl'),
    train: join(folder, 'train'),
    cacheFolder: join(folder, 'cache'),
    recipes: ['words', 'meaning', 'hybrid'],
    unseenOnly: false,
    errors: 1,
  }
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('every recipe, every question, told twice alike', async () => {
  const evaluation = await evaluate(wanted)
  const { outcomes, strata, loss, missing, worst } = evaluation
  expect(outcomes.words?.map(({ ranks }) => Math.min(...ranks.map((r) => r ?? 99)))).toEqual([1, 1, 1, 1])
  // twelve articles are all among the first hundred
  expect(outcomes.meaning?.flatMap(({ ranks }) => ranks)).not.toContain(null)
  expect(outcomes.hybrid?.map(({ first }) => first.length)).toEqual([3, 3, 3, 3])
  expect(strata.map(({ name, members }) => `${name} ${members.join(' ')}`)).toEqual([
    'all 0 1 2 3',
    'held out 1 2 3',
    'answers seen 2', // 第二条之一 is told by its number
    'answers unseen 1 3',
  ])
  expect(loss).toMatchObject({ questions: 4, vectors: 12, exact: 12, of100: 1 })
  expect(loss?.of10).toBeGreaterThanOrEqual(0.9) // numbers of 8 bits may change places
  expect(missing).toEqual([])
  expect(worst).toHaveLength(1)

  const rows = rowsOf(evaluation)
  expect(rows).toHaveLength(4 * 3)
  expect(rows.find((r) => r.recipe === 'hybrid')?.against).toHaveProperty('words')
  expect(report(evaluation, rows)).toContain('answers unseen')
  expect(markdown(evaluation, rows, 'npm run eval:search')).toContain('| all | 4 | words | 1.000 (1.000–1.000) |')

  const again = await evaluate(wanted) // the store and the vectors are there already
  expect(JSON.stringify(again)).toBe(JSON.stringify(evaluation))
})

test('only what no training saw', async () => {
  const { questions, strata } = await evaluate({ ...wanted, recipes: ['words'], unseenOnly: true, limit: 2 })
  expect(questions.map(({ id }) => id)).toEqual(['2', '3'])
  expect(strata.map(({ name }) => name)).toEqual(['held out', 'answers seen', 'answers unseen'])
})

test('laws and eIds, on a store that holds the laws', async () => {
  const queries = join(folder, 'local.jsonl')
  const gold = (eid: string) => [{ law: '云山县古树保护办法', eid }]
  const asked = [
    { text: '砍伐古树罚款', gold: gold('art_3__para_1'), place_named: false }, // a 款 is found as its article
    { text: '云山县认养古树', gold: gold('art_99'), place_named: true },
  ]
  await writeFile(queries, lines(asked))
  const { corpus, ...rest } = wanted
  await expect(evaluate({ ...rest, queries, recipes: ['words'] })).rejects.toThrow('--store')

  const path = join(folder, 'laws.db')
  const store = await openStore(path)
  await fill(store, await readCorpus(corpus ?? ''), () => {})
  await store.close()
  const { outcomes, missing, strata } = await evaluate({ ...rest, queries, store: path, recipes: ['words'] })
  expect(outcomes.words?.map(({ ranks }) => ranks)).toEqual([[1], [null]])
  expect(missing).toEqual(['云山县古树保护办法#art_99'])
  expect(strata.map(({ name }) => name)).toEqual(['all', 'place named', 'place not named'])
})

test('vectors of other weights under the same name are refused', async () => {
  const path = join(folder, 'old.db')
  const store = await openStore(path)
  await fill(store, await readCorpus(wanted.corpus ?? ''), () => {})
  const { model, close } = await openEmbedder({ cacheFolder: wanted.cacheFolder })
  await close()
  await store.beginVectors(model)
  const vector = new Float32Array(model.dimension).fill(1 / Math.sqrt(model.dimension))
  const articles = await store.unembedded(model, 100)
  await store.putVectors(
    model,
    articles.map(({ key }) => ({ key, vector })),
  )
  await store.close()
  await expect(evaluate({ ...wanted, store: path, recipes: ['meaning'] })).rejects.toThrow('of other weights')
})

test('a store that was filled in part is filled up; one with other laws is refused', async () => {
  const corpus = await readCorpus(wanted.corpus ?? '')
  const path = join(folder, 'part.db')
  const store = await openStore(path)
  expect(await holding(store, corpus)).toBe('none')
  await fill(store, { ...corpus, contributions: corpus.contributions.slice(0, 1) }, () => {})
  expect(await holding(store, corpus)).toBe('part')
  await fill(store, corpus, () => {})
  expect(await holding(store, corpus)).toBe('whole')
  expect(await holding(store, { ...corpus, contributions: corpus.contributions.slice(1) })).toBe('other')
  await store.close()
})
