import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Serving, serve } from '../../server/serve.ts'
import { browserPath, launch } from './browser.ts'
import { contrastOf } from './contrast.ts'
import { type OpenCity, silent } from './open-city.ts'
import { BUILDING, CHARGING, HOUSING, openSample, PROVINCE, RULES } from './sample-site.ts'

const path = browserPath()
const law = (title: string, eid = '') => `/law/${title}${eid === '' ? '' : `/${eid}`}`
const CIVIL_CODE = '中华人民共和国民法典'
const NEW_PAGES = [
  law(CHARGING),
  law(CHARGING, 'art_33'),
  law(HOUSING, 'art_18'),
  law(CIVIL_CODE),
  law(CIVIL_CODE, 'art_278'),
  `${law(CHARGING)}/citations`,
  `${law(CHARGING)}/citations?direction=out`,
  `${law(CHARGING, 'art_18__para_1')}/citations?scope=around`,
  `${law(CHARGING)}/citations?lang=en`,
  '/cited',
  '/cited?level=article&by=pagerank',
  '/path',
  `/path?from=${BUILDING}第五条&to=${PROVINCE}`,
  '/verify',
]

describe.skipIf(path === undefined)('citations in a browser', () => {
  let sample: OpenCity
  let serving: Serving
  let browser: Browser
  beforeAll(async () => {
    sample = await openSample()
    serving = await serve({ store: sample.store, port: 0, log: silent })
    browser = await launch(path ?? '')
  })
  afterAll(async () => {
    await browser?.close()
    await serving?.close()
    await sample?.close()
  })

  const at = (place: string) => serving.url.slice(0, -1) + encodeURI(place)

  async function open(place: string, options: BrowserContextOptions = {}): Promise<{ page: Page; troubles: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options })
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('console', (message) => troubles.push(message.text()))
    page.on('pageerror', (error) => troubles.push(error.message))
    await page.goto(at(place))
    return { page, troubles }
  }
  const addressOf = (page: Page) => decodeURI(page.url().slice(serving.url.length - 1))
  const styleOf = (page: Page, selector: string, property: string, part = '') =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}'), '${part}').${property}`)
  const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')

  test.each([
    // from sample/expected.md: where it stands, its characters, where it leads
    [
      CHARGING,
      'art_2__para_2',
      '《中华人民共和国道路交通安全法》第十八条、第五十七条',
      law('中华人民共和国道路交通安全法', 'art_18'),
    ],
    [CHARGING, 'art_3__para_1', '《省条例》第二条第二款', law(PROVINCE, 'art_2__para_2')],
    [CHARGING, 'art_6__para_2', '前款第二项', law(CHARGING, 'art_6__para_1__item_2')],
    [CHARGING, 'art_14__para_2', '《栖川市住宅物业管理规定》第十一条', law(HOUSING, 'art_11')],
    [CHARGING, 'art_19__para_2', '前条', law(CHARGING, 'art_18')],
    [CHARGING, 'art_22__para_1', '《省条例》第八条之一第一款', law(PROVINCE, 'art_8-1__para_1')],
    [CHARGING, 'art_23__para_1__item_3', '本条例第十条第一款第一项、第二项', law(CHARGING, 'art_10__para_1__item_1')],
    [CHARGING, 'art_30__para_1', '本章', law(CHARGING, 'chp_4')],
    [CHARGING, 'art_30__para_1', '第五章', law(CHARGING, 'chp_5')],
    [CHARGING, 'art_35__para_3', '该款第四项', law(CHARGING, 'art_20__para_1__item_4')],
    [CHARGING, 'art_37', '行政处罚法第六十三条', law('中华人民共和国行政处罚法', 'art_63')],
    [CHARGING, 'art_40', '《栖川市居住区非机动车停放规定》', law('栖川市居住区非机动车停放规定')],
    [BUILDING, 'art_4', '《条例》第六条和第二十一条第二款', law(CHARGING, 'art_6')],
    [BUILDING, 'art_13', '《条例》第十三条', law(CHARGING, 'art_13')],
    [BUILDING, 'art_13', '前条', law(BUILDING, 'art_12')],
    [BUILDING, 'art_19', '第十条', law(BUILDING, 'art_10')],
    [RULES, 'art_18__para_2', '前款第一项', law(RULES, 'art_18__para_1__item_1')],
    [HOUSING, 'art_6', '民法典第二百七十八条', law(CIVIL_CODE, 'art_278')],
    // renumbered since: the text of the day of the citing law
    [
      HOUSING,
      'art_18',
      '《澜江省电动自行车管理条例》第二十条第一款',
      `${law(PROVINCE, 'art_20__para_1')}?at=2022-03-01`,
    ],
  ])('%s %s: %s', async (title, eid, words, target) => {
    const { page, troubles } = await open(law(title, eid.split('__')[0]))
    const link = page.locator(`#${eid} a.ref`).filter({ hasText: new RegExp(`^${words}$`) })
    expect(await link.count()).toBe(1)
    await link.click()
    expect(addressOf(page)).toBe(target)
    expect(troubles).toEqual([])
    await page.context().close()
  })

  test('on the page of the law, its own places are anchors', async () => {
    const { page } = await open(law(CHARGING))
    await page.locator('#art_19 a.ref', { hasText: '前条' }).click()
    expect(addressOf(page)).toBe(`${law(CHARGING)}#art_18`)
    await page.locator('#art_18 .times').click()
    expect(addressOf(page)).toBe(`${law(CHARGING, 'art_18')}/citations`)
    expect(await page.locator('.shown').textContent()).toBe('第 1–7 处，共 7 处')
    await page.context().close()
  })

  test('the preview tells all targets of a list, on hover and on focus', async () => {
    const { page } = await open(law(CHARGING, 'art_33'))
    const link = page.locator('a.ref', { hasText: '前三款' })
    const shown = `getComputedStyle(document.querySelector('a.ref:is(:hover, :focus-visible)'), '::before').content`
    await link.hover()
    const says = await page.evaluate<string>(shown)
    for (const name of ['第三十三条第一款', '第三十三条第二款', '第三十三条第三款']) expect(says).toContain(name)
    await page.mouse.move(0, 0)
    await page.keyboard.press('Tab')
    await link.focus()
    expect(await page.evaluate<string>(shown)).toContain('第三十三条第一款')
    await page.context().close()
  })

  test('what is not in the corpus is marked by line and word, and leads to who cites it', async () => {
    const { page } = await open(law(HOUSING, 'art_6'))
    const link = page.locator('a.ref.unknown').first()
    expect(await styleOf(page, '.ref.unknown', 'textDecorationStyle')).toBe('dashed')
    expect(await styleOf(page, '.ref.unknown', 'content', '::after')).toBe('"未收录"')
    await link.click()
    expect(await page.locator('.empty').textContent()).toContain('收录后此处自动连通')
    expect(await page.locator('#cited-by mark').first().textContent()).toBe('《中华人民共和国民法典》第二百七十八条')
    await page.locator('.trail a').click()
    expect(await page.locator('h1').textContent()).toBe(CIVIL_CODE)
    await page.context().close()
  })

  test('an article tells who cites it, the citation marked in its sentence', async () => {
    const { page } = await open(law(CHARGING, 'art_18'))
    const section = page.locator('#cited-by')
    expect(await section.locator('h2').textContent()).toContain('7 次')
    expect(await section.locator('mark').allTextContents()).toEqual([
      '《条例》第十八条',
      '《条例》第十八条、第十九条、第二十条',
      '前条',
      '本条例第十八条',
      '本条例第十八条第一款第（三）项、第（四）项或者第二款',
    ])
    await section.locator('.law-counts a').first().click()
    expect(await page.locator('.shown').textContent()).toBe('第 1–5 处，共 5 处')
    await page.context().close()
  })

  test('the list is filtered by its form, and the filters are its address', async () => {
    const { page } = await open(`${law(CHARGING)}/citations`)
    await page.selectOption('select[name=relation]', 'basis')
    await page.click('.filters button')
    expect(page.url()).toContain('relation=basis')
    expect(await page.locator('.relation').first().textContent()).toBe('制定依据')
    expect(await page.locator('.citing .title').allTextContents()).toContain(BUILDING)
    await page.context().close()
  })

  test('an item of the gazette links what it cites, with its broken lines joined', async () => {
    const { page } = await open('/documents?kind=deliberation_opinion')
    await page.locator('.rows .title').first().click()
    const text = page.locator('.text.plain p')
    await text.first().waitFor()
    expect(await text.allTextContents()).toContainEqual(
      expect.stringMatching(
        /^根据《栖川市人民代表大会常务委员会议事规则》的规定，市人大社会建设委员会.*提出以下意见：$/,
      ),
    )
    const rules = page.locator('.text a.ref', { hasText: '《栖川市人民代表大会常务委员会议事规则》' })
    expect(await rules.getAttribute('href')).toBe(encodeURI(law('栖川市人民代表大会常务委员会议事规则')))
    // an opinion on a draft cites the articles of the draft: text with the reason, no link
    const draft = page.locator('.text .ref.unresolved', { hasText: '第三十一条、第三十四条第一款' })
    expect(await draft.getAttribute('data-says')).toContain('草案的条文序号')
    expect(await draft.textContent()).toBe('第三十一条、第三十四条第一款')
    await page.context().close()
  })

  test('verify works without script: every verdict in colour and words, with the difference of a quotation', async () => {
    const { page } = await open('/verify', { javaScriptEnabled: false })
    await page.fill('textarea', VERIFIED)
    await page.click('.verify-form button')
    await page.locator('.verdicts').waitFor()
    expect(await page.locator('.verdicts .verdict').allTextContents()).toEqual([
      '属实',
      '引文与条文不符',
      '没有这一条款',
      '库中没有，无法核对',
    ])
    expect(await page.locator('.verified .verified-cite').allTextContents()).toEqual([
      `《${CHARGING}》第十八条`,
      `《${CHARGING}》第八条第二款`,
      `《${CHARGING}》第九十九条`,
      '《中华人民共和国民法典》第二百七十八条',
    ])
    expect(await page.locator('.diff del').count()).toBeGreaterThan(0)
    expect(await page.locator('.diff ins').count()).toBeGreaterThan(0)
    expect(await page.locator('textarea').inputValue()).toBe(VERIFIED)
    await page.locator('.verdicts a.target').first().click()
    expect(addressOf(page)).toContain(law(CHARGING, 'art_18'))
    await page.context().close()
  })

  test.each(NEW_PAGES)('%s: whole, quiet, and within a phone', async (place) => {
    const { page, troubles } = await open(place, { viewport: { width: 390, height: 844 } })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await page.locator('h1').count()).toBe(1)
    const doubled = await page.evaluate<number>(
      `document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size`,
    )
    expect(doubled).toBe(0)
    await page.setViewportSize({ width: 1360, height: 900 })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(troubles).toEqual([])
    await page.context().close()
  })

  test('a preview does not widen a phone', async () => {
    const { page } = await open(law(CHARGING), { viewport: { width: 390, height: 844 } })
    await page.locator('a.ref').first().hover()
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)('marks stand out from paper in the %s theme', async (colorScheme) => {
    const { page } = await open('/verify', { colorScheme })
    await page.fill('textarea', VERIFIED)
    await page.click('.verify-form button')
    await page.locator('.verdicts').waitFor()
    for (const part of [
      '.verdict.exists',
      '.verdict.quote_differs',
      '.verdict.not_in_corpus',
      '.verdict-mark',
      '.why',
      '.diff del',
      '.diff ins',
      '.legend',
    ]) {
      expect(await contrastOf(page, part), part).toBeGreaterThanOrEqual(4.5)
    }
    await page.goto(at(law(CHARGING)))
    for (const part of ['.ref', '.ref.unknown', '.times', '.note a', '.marks']) {
      expect(await contrastOf(page, part), part).toBeGreaterThanOrEqual(4.5)
    }
    await page.goto(at(`${law(CHARGING)}/citations`))
    for (const part of ['.relation', '.place', '.law-counts .figures', '.outcome', '.status']) {
      expect(await contrastOf(page, part), part).toBeGreaterThanOrEqual(4.5)
    }
    await page.context().close()
  })

  test('in print links are text', async () => {
    const { page } = await open(law(CHARGING))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.times').first().isVisible()).toBe(false)
    expect(await styleOf(page, 'a.ref', 'textDecorationLine')).toBe('none')
    await page.context().close()
  })
})

const VERIFIED = [
  `依照《${CHARGING}》第十八条设置。`,
  `《${CHARGING}》第八条第二款规定：“有关部门应当自收到投诉、举报之日起七个工作日内处理并答复。”`,
  `又见《${CHARGING}》第九十九条和《中华人民共和国民法典》第二百七十八条。`,
].join('\n')
