import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silent } from '../test/e2e/open-city.ts'
import { BUILDING, CHARGING, HOUSING, openSample, PROVINCE } from '../test/e2e/sample-site.ts'
import { createApp } from './app.ts'

let sample: Awaited<ReturnType<typeof openSample>>
let app: Hono
beforeAll(async () => {
  sample = await openSample()
  app = createApp({ store: sample.store, log: silent })
})
afterAll(() => sample.close())

const get = (path: string, init?: RequestInit) => app.request(encodeURI(path), init)
/** Only what the tests look into. */
interface Answer {
  readonly total: number
  readonly around: number
  readonly items: readonly { readonly score: number }[]
  readonly root: { readonly basis: readonly { readonly law: string }[] }
  readonly steps: readonly { readonly citation: { readonly context: string } }[]
}
const json = async (path: string) => (await (await get(path)).json()) as Answer
const CIVIL_CODE = '中华人民共和国民法典'

describe('citations', () => {
  test('of a provision count those of its parts, newest citing text first', async () => {
    const found = await json(`/api/provisions/${CHARGING}/art_18/citations`)
    expect(found).toMatchObject({
      law: CHARGING,
      known: true,
      name: '第十八条',
      direction: 'in',
      total: 7,
      laws: {
        total: 2,
        items: [
          { title: CHARGING, count: 5 },
          { title: BUILDING, count: 2 },
        ],
      },
    })
    expect(found.items[0]).toMatchObject({
      citation: { from: { law: BUILDING }, text: '《条例》第十八条' },
      known: true,
    })
    expect(found.around).toBeGreaterThan(0)
  })

  test.each([
    // 1.1 is the basis; the other relations are named as well
    [`/api/laws/${CHARGING}/citations?relation=repeals&direction=out`, 1],
    [`/api/laws/${CHARGING}/citations?other=${BUILDING}&limit=1`, 23],
    [`/api/laws/${CHARGING}/citations?level=local_rule&limit=1`, 23],
    [`/api/provisions/${CHARGING}/art_18/citations?year=2025&status=in_force`, 7],
    [`/api/provisions/${CHARGING}/art_18/citations?at=2024-01-01`, 0],
    // a law whose text is not here is cited all the same
    [`/api/laws/${CIVIL_CODE}/citations`, 4],
    [`/api/provisions/${CIVIL_CODE}/art_278/citations`, 2],
  ])('%s has %i', async (path, total) => {
    expect((await json(path)).total).toBe(total)
  })

  test('permalinks of lists are JSON to a program, and redirect from an alias', async () => {
    const path = `/law/${CHARGING}/art_18/citations`
    const found = await get(path, { headers: { Accept: 'application/json' } })
    expect(await found.json()).toMatchObject({ total: 7, offset: 0, limit: 20 })
    expect((await get(path)).headers.get('Content-Type')).toMatch(/^text\/html/)
  })

  test.each([
    ['/api/laws/无此条例/citations', 404],
    [`/api/provisions/${CHARGING}/art_99/citations`, 404],
    [`/api/laws/${CHARGING}/citations?relation=x`, 400],
    [`/api/laws/${CHARGING}/citations?at=2024-02-30`, 400],
    [`/api/laws/${CHARGING}/citations?limit=101`, 400],
    ['/api/path?from=x', 400],
    [`/api/path?from=${CHARGING}&to=无此条例`, 404],
    ['/api/cited?level=chapter', 400],
    ['/api/laws/无此条例/basis', 404],
  ])('%s is a problem (%i)', async (path, status) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/)
  })
})

describe('the graph', () => {
  test('a path has a sentence for each step', async () => {
    const found = await json(`/api/path?from=${BUILDING}第五条&to=${PROVINCE}`)
    expect(found).toMatchObject({ found: true, from: { law: BUILDING, eid: 'art_5' }, to: { law: PROVINCE } })
    expect(found.steps.length).toBeGreaterThan(0)
    for (const step of found.steps) expect(step.citation.context).not.toBe('')
  })

  test('what a law rests on', async () => {
    const found = await json(`/api/laws/${BUILDING}/basis`)
    expect(found.root.basis.map((b) => b.law)).toContain(CHARGING)
    expect(found).toMatchObject({ constitution: false })
  })

  test('what is cited most', async () => {
    expect(await json('/api/cited?limit=3')).toMatchObject({
      level: 'law',
      by: 'in_degree',
      items: [{ rank: 1, law: PROVINCE }, { rank: 2, law: CHARGING }, { rank: 3 }],
    })
    const articles = await json('/api/cited?level=article&by=pagerank&limit=2')
    expect(articles.items).toHaveLength(2)
    expect(articles.items[0]?.score).toBeGreaterThan(0)
  })
})

describe('verify', () => {
  const TEXT = `根据《${CHARGING}》第十八条，并参照《${CHARGING}》第九十九条。`
  const post = (body: string, type: string) =>
    app.request('/api/verify', { method: 'POST', body, headers: { 'Content-Type': type } })

  test.each([
    [TEXT, 'text/plain; charset=utf-8'],
    [JSON.stringify({ text: TEXT }), 'application/json'],
  ])('%s as %s', async (body, type) => {
    const response = await post(body, type)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      text: TEXT,
      items: [
        { verdict: 'exists', law: CHARGING, eid: 'art_18' },
        { verdict: 'no_such_provision', law: CHARGING, eid: 'art_99' },
      ],
      counts: { exists: 1, no_such_provision: 1 },
      false: 1,
    })
  })

  test.each([
    ['x'.repeat(200_001), 'text/plain', 400, 'QUERY_TOO_LONG'],
    ['x'.repeat(2_000_000), 'text/plain', 400, 'QUERY_TOO_LONG'],
    ['{', 'application/json', 400, 'QUERY_INVALID'],
    ['{"txt":1}', 'application/json', 400, 'QUERY_INVALID'],
    [TEXT, 'application/pdf', 415, 'QUERY_INVALID'],
  ])('a body that is no text is a problem', async (body, type, status, code) => {
    const response = await post(body, type)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
  })

  test('from a form: the page has the text, its lines as they were sent', async () => {
    const form = new FormData()
    form.set('text', `第一段\r\n${TEXT}`)
    const page = await (await app.request('/verify', { method: 'POST', body: form })).text()
    expect(page).toContain('class="verified-cite exists"')
    expect(page).toContain('class="verified-cite no_such_provision"')
    expect(page).toContain('没有这一条款')
    form.set('text', '<script>alert(1)</script>《"><img src=x>法》第一条')
    const hostile = await (await app.request('/verify', { method: 'POST', body: form })).text()
    expect(hostile).not.toMatch(/<script(?! type="module" src="\/assets\/)|<img src=x/)
    form.set('text', 'x'.repeat(200_001))
    expect(await (await app.request('/verify', { method: 'POST', body: form })).text()).toContain('请分段核对')
  })
})

describe('pages', () => {
  test.each([
    [`/law/${CIVIL_CODE}`, '库中没有这部法规的文本'],
    [`/law/${CIVIL_CODE}/art_278`, '被引用'],
    [`/law/${CHARGING}/art_18`, '7 次，来自 2 部法规和文件'],
    [`/law/${CHARGING}/citations?direction=out&relation=repeals`, '栖川市居住区非机动车停放规定'],
    [`/law/${CHARGING}/art_18/citations?scope=around`, '第 1–'],
    [`/law/${CHARGING}/art_40/citations`, '没有文字引用它'],
    ['/cited', CHARGING],
    ['/path', '引用路径'],
    [`/path?from=${BUILDING}第五条&to=${PROVINCE}`, '引用'],
    [`/path?from=无此条例&to=${PROVINCE}`, '库中没有“无此条例”'],
    ['/verify', 'textarea'],
  ])('%s says %s', async (path, words) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(words)
  })

  test('a number that was given to other words leads to the text of its day', async () => {
    // 《澜江省电动自行车管理条例》第二十条第一款 in the housing rules of 2021 is 第十九条第一款 since 2024
    const page = await (await get(`/law/${HOUSING}/art_18`)).text()
    expect(page).toContain(`href="/law/${encodeURIComponent(PROVINCE)}/art_20__para_1?at=2022-03-01"`)
  })
})

describe('neighbourhood', () => {
  test('nodes and edges as JSON', async () => {
    const response = await get(`/api/neighbourhood?of=${CHARGING}&hops=1&limit=2`)
    expect(response.status).toBe(200)
    const { nodes, edges, total } = (await response.json()) as { nodes: unknown[]; edges: unknown[]; total: number }
    expect([nodes.length, edges.length > 0, total > 2]).toEqual([2, true, true])
  })

  test.each(['', 'of=', `of=${CHARGING}&hops=9`, `of=${CHARGING}&limit=0`, `of=${CHARGING}&at=soon`])(
    'refused: %s',
    async (query) => {
      expect((await get(`/api/neighbourhood?${query}`)).status).toBe(400)
    },
  )
})
