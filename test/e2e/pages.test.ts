import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Serving, serve } from '../../server/serve.ts'
import { browserPath, launch } from './browser.ts'
import { CITY, GAZETTE, HOSTILE, lawFile, longLaw, WATER } from './city.ts'
import { contrastOf } from './contrast.ts'
import { type OpenCity, openCity, silent } from './open-city.ts'

const path = browserPath()
if (path === undefined) {
  const told = 'No Chromium on this machine: set FAMAI_CHROMIUM to its path, or install it (Debian: chromium).'
  if (process.env.CI) throw new Error(told)
  console.warn(`Pages were not tested. ${told}`)
}

const water = lawFile(WATER)
const law = `/law/${encodeURIComponent(WATER.title)}`
const PAGES = {
  home: '/',
  english: '/?lang=en',
  laws: '/laws',
  filtered: '/laws?level=local_regulation&status=in_force',
  law,
  'law without chapters': `/law/${encodeURIComponent('云汀市人民代表大会议事规则')}`,
  'long law': `/law/${encodeURIComponent('云汀典')}`,
  article: `${law}/art_3`,
  item: `${law}/art_3__para_1__item_2`,
  chapter: `${law}/chp_2`,
  results: '/search?q=%E7%94%A8%E6%B0%B4',
  'no results': '/search?q=xyzzy',
  'hostile query': `/search?q=${encodeURIComponent('"><script>alert(6)</script>')}`,
  'hostile law': `/law/${encodeURIComponent(HOSTILE[0]?.title ?? '')}`,
  'hostile article': `/law/${encodeURIComponent(HOSTILE[1]?.title ?? '')}/art_1`,
  documents: '/documents',
  gazette: `/document/${GAZETTE.documents[0]?.id}`,
  'gazette item': `/document/${GAZETTE.documents[2]?.id}`,
  sources: '/sources',
  source: `/source/${water.source.id}?start=20&end=60`,
  anomalies: '/anomalies',
} as const

describe.skipIf(path === undefined)('in a browser', () => {
  let city: OpenCity
  let serving: Serving
  let browser: Browser
  beforeAll(async () => {
    city = await openCity([...CITY, lawFile(longLaw())])
    serving = await serve({ store: city.store, port: 0, log: silent })
    browser = await launch(path ?? '')
  })
  afterAll(async () => {
    await browser?.close()
    await serving?.close()
    await city?.close()
  })

  const at = (place: string) => serving.url.slice(0, -1) + place

  /** Opens a page of its own, and gathers what a reader should never meet. */
  async function open(place: string, options: BrowserContextOptions = {}): Promise<{ page: Page; troubles: string[] }> {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('console', (message) => troubles.push(message.text()))
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => troubles.push(`dialog: ${dialog.message()}`)))
    page.on('request', (request) => {
      if (!request.url().startsWith(serving.url) && !request.url().startsWith('data:')) {
        troubles.push(`request to ${request.url()}`)
      }
    })
    await page.goto(at(place))
    return { page, troubles }
  }

  const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')

  test.each(Object.entries(PAGES))('%s: whole, quiet, and within a phone', async (_, place) => {
    const { page, troubles } = await open(place, { viewport: { width: 390, height: 844 } })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('main').textContent()).not.toBe('')
    const doubled = await page.evaluate<number>(
      "document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size",
    )
    expect(doubled).toBe(0)
    await page.setViewportSize({ width: 1360, height: 900 })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(troubles).toEqual([])
    await page.context().close()
  })

  test('search by keyboard alone: type, Enter, into the first result', async () => {
    const { page, troubles } = await open('/')
    await page.keyboard.type('用水台账') // the cursor is in the box
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?**')
    expect(await page.locator('mark').first().textContent()).toContain('用水')
    await page.locator('.hit a').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/art_3')
    await page.goBack()
    expect(await page.locator('input[name=q]').first().inputValue()).toBe('用水台账')
    expect(troubles).toEqual([])
    await page.context().close()
  })

  test('the first Tab leads past the header', async () => {
    const { page } = await open(law)
    await page.keyboard.press('Tab')
    const skip = page.locator('.skip')
    expect(await page.evaluate<string>('document.activeElement.className')).toBe('skip')
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('main')
    await page.context().close()
  })

  test('it all works without script', async () => {
    const { page } = await open('/', { javaScriptEnabled: false })
    await page.fill('input[name=q]', '节水条例第三条第二款')
    await page.press('input[name=q]', 'Enter')
    await page.click('.direct a')
    expect(decodeURI(page.url())).toContain('/law/云汀市节约用水条例/art_3__para_2')
    expect(await page.locator('.here').textContent()).toContain('三年')
    await page.context().close()
  })

  test('the filters become the address', async () => {
    const { page } = await open('/laws', { viewport: { width: 1360, height: 900 } })
    await page.selectOption('select[name=level]', 'law')
    await page.click('.filters button')
    expect(page.url()).toContain('level=law')
    expect(await page.locator('.rows li').count()).toBe(1)
    await page.context().close()
  })

  test('contents are open beside the text, and folded on a phone', async () => {
    const { page } = await open(law, { viewport: { width: 1360, height: 900 } })
    const first = page.locator('.contents a').first()
    expect(await first.isVisible()).toBe(true)
    await first.click()
    expect(page.url()).toContain('#chp_1')
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await first.isVisible()).toBe(false)
    await page.click('.contents summary')
    expect(await first.isVisible()).toBe(true)
    await page.context().close()
  })

  test('the switch changes the language and keeps the place', async () => {
    const { page } = await open(`${law}?at=2022-01-01`)
    await page.click('.language')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(page.url()).toContain('at=2022-01-01')
    await page.goto(at('/laws'))
    expect(await page.locator('h1').textContent()).toBe('Laws')
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)('text stands out from paper in the %s theme', async (colorScheme) => {
    const { page } = await open(`${law}/art_3__para_1__item_2`, { colorScheme, viewport: { width: 1360, height: 900 } })
    for (const part of ['body', '.verse', '.item .verse', '.status', '.trail a', '.note h2', '.here p', '.bottom']) {
      expect(await contrastOf(page, part), part).toBeGreaterThanOrEqual(4.5)
    }
    await page.context().close()
  })

  test('what is printed is the text, not the controls', async () => {
    const { page } = await open(law)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.top').isVisible()).toBe(false)
    expect(await page.locator('#art_3').isVisible()).toBe(true)
    await page.context().close()
  })

  test.each([
    [`/law/${encodeURIComponent('云汀市用水条例')}`, 404, '云汀市节约用水条例'],
    ['/nowhere', 404, '没有找到'],
    ['/laws?page=x', 400, '无法理解'],
  ])('%s tells what is wrong (%i)', async (place, status, words) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    expect((await page.goto(at(place)))?.status()).toBe(status)
    expect(await page.locator('main').textContent()).toContain(words)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await context.close()
  })

  test('statute text is set in a face that has the characters', async () => {
    const { page } = await open(law)
    // Were the face missing, every character would be the same box, as wide as the one for a private-use character.
    const drawn = await page.evaluate<number>(DISTINCT)
    expect(drawn).toBeGreaterThan(1)
    await page.context().close()
  })
})

/** How many different drawings three different characters give. */
const DISTINCT = `new Set([...'法条款'].map((character) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 })
  const pen = canvas.getContext('2d')
  pen.font = '30px ' + getComputedStyle(document.querySelector('.text')).fontFamily
  pen.fillText(character, 4, 32)
  return canvas.toDataURL()
})).size`
