import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Serving, serve } from '../../server/serve.ts'
import { browserPath, launch } from './browser.ts'
import { CITY, HOSTILE, type LawSpec, lawFile, RULES, WATER } from './city.ts'
import { contrastOf } from './contrast.ts'
import { asker, embedCity } from './meaning.ts'
import { type OpenCity, openCity, silent } from './open-city.ts'

const path = browserPath()
const OLD: LawSpec = {
  title: '云汀市节水办法',
  edition: { adopted: '2001-01-01', effective: '2001-02-01', repealed: '2021-12-01' },
  articles: [['旧办法。']],
}

describe.skipIf(path === undefined)('searching in a browser', () => {
  let city: OpenCity
  let serving: Serving
  let browser: Browser
  beforeAll(async () => {
    city = await openCity([...CITY, lawFile(OLD)])
    await embedCity(city.store)
    serving = await serve({ store: city.store, asker, port: 0, log: silent })
    browser = await launch(path ?? '')
  })
  afterAll(async () => {
    await browser?.close()
    await serving?.close()
    await city?.close()
  })

  const law = (title: string, eid = '') => `/law/${title}${eid === '' ? '' : `/${eid}`}`
  const addressOf = (page: Page) => decodeURI(page.url().slice(serving.url.length - 1))
  const attribute = (page: Page, name: string) => page.locator('input[name=q]').first().getAttribute(name)
  const options = (page: Page) => page.locator('[role=option]')
  const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')

  async function open(place: string, more: BrowserContextOptions = {}): Promise<{ page: Page; troubles: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...more })
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('console', (message) => troubles.push(message.text()))
    page.on('pageerror', (error) => troubles.push(error.message))
    await page.goto(serving.url.slice(0, -1) + encodeURI(place))
    return { page, troubles }
  }

  /** A page with the list open. */
  async function typed(text: string, place = '/', more: BrowserContextOptions = {}) {
    const { page, troubles } = await open(place, more)
    await page.locator('input[name=q]').first().pressSequentially(text)
    await options(page).first().waitFor()
    return { page, troubles }
  }

  describe('type-ahead', () => {
    test('by keyboard: down, up, Enter; the box tells where one is', async () => {
      const { page, troubles } = await typed('节水')
      expect(await options(page).locator('b').allTextContents()).toEqual([WATER.title, OLD.title])
      expect(await attribute(page, 'role')).toBe('combobox')
      expect(await attribute(page, 'aria-autocomplete')).toBe('list')
      expect(await attribute(page, 'aria-expanded')).toBe('true')
      expect(await attribute(page, 'aria-activedescendant')).toBeNull()
      const list = page.locator(`#${await attribute(page, 'aria-controls')}`)
      expect(await list.getAttribute('role')).toBe('listbox')
      expect(await list.getAttribute('aria-label')).toBe('法规与条文')

      await page.keyboard.press('ArrowDown')
      const first = options(page).first()
      expect(await attribute(page, 'aria-activedescendant')).toBe(await first.getAttribute('id'))
      expect(await first.getAttribute('aria-selected')).toBe('true')
      await page.keyboard.press('ArrowUp') // back in the box
      expect(await attribute(page, 'aria-activedescendant')).toBeNull()
      await page.keyboard.press('ArrowUp') // and round
      expect(await options(page).last().getAttribute('aria-selected')).toBe('true')
      expect(await first.getAttribute('aria-selected')).toBe('false')
      expect(await page.evaluate<string>('document.activeElement.name')).toBe('q') // the cursor never leaves the box

      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/law/**')
      expect(addressOf(page)).toBe(law(WATER.title))
      expect(troubles).toEqual([])
      await page.context().close()
    })

    test('the article that is typed, and how it begins', async () => {
      const { page } = await typed('节水条例 三', '/laws')
      expect(await options(page).first().textContent()).toContain('第三条用水单位应当履行')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/art_3')
      expect(addressOf(page)).toBe(law(WATER.title, 'art_3'))
      await page.context().close()
    })

    test('Enter without a choice searches, Escape closes and keeps what was typed', async () => {
      const { page } = await typed('节水')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Escape')
      expect(await attribute(page, 'aria-expanded')).toBe('false')
      expect(await attribute(page, 'aria-activedescendant')).toBeNull()
      expect(await page.locator('[role=listbox]').isVisible()).toBe(false)
      expect(await page.locator('input[name=q]').inputValue()).toBe('节水')
      await page.keyboard.press('ArrowDown') // asks again
      await options(page).first().waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL('**/search?**')
      expect(addressOf(page)).toBe('/search?q=节水')
      await page.context().close()
    })

    test('what was chosen is forgotten with the next character', async () => {
      const { page } = await typed('节水')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.insertText('条')
      expect(await attribute(page, 'aria-activedescendant')).toBeNull()
      await page.context().close()
    })

    test('by mouse; leaving the box closes the list', async () => {
      const { page } = await typed('节水')
      await page.locator('h1').click()
      expect(await page.locator('[role=listbox]').isVisible()).toBe(false)
      await page.locator('input[name=q]').click()
      await page.keyboard.press('ArrowDown')
      await options(page).last().click()
      await page.waitForURL('**/law/**')
      expect(addressOf(page)).toBe(law(OLD.title))
      await page.context().close()
    })

    test('one question for what was typed in one go, and none while an input method composes', async () => {
      const { page } = await open('/')
      const asked: string[] = []
      page.on('request', (request) => {
        const url = new URL(request.url())
        if (url.pathname === '/api/suggest') asked.push(url.searchParams.get('q') ?? '')
      })
      await page.locator('input[name=q]').pressSequentially('节约用水', { delay: 5 })
      await options(page).first().waitFor()
      expect(asked).toEqual(['节约用水'])
      const client = await page.context().newCDPSession(page)
      await client.send('Input.imeSetComposition', { text: 'tiao', selectionStart: 4, selectionEnd: 4 })
      await page.waitForTimeout(300)
      expect(asked).toHaveLength(1)
      await client.send('Input.insertText', { text: '条' })
      await expect.poll(() => asked).toEqual(['节约用水', '节约用水条'])
      await page.context().close()
    })

    test('an answer that comes late does not take the place of a newer one', async () => {
      const { page } = await open('/')
      await page.route('**/api/suggest?q=*', async (route) => {
        const old = new URL(route.request().url()).searchParams.get('q') === '云汀'
        if (old) await new Promise((late) => setTimeout(late, 600))
        await route.continue().catch(() => {}) // it was given up
      })
      const box = page.locator('input[name=q]')
      await box.pressSequentially('云汀')
      await page.waitForTimeout(250)
      await box.pressSequentially('市节水')
      await options(page).first().waitFor()
      await page.waitForTimeout(700)
      expect(await options(page).locator('b').allTextContents()).toEqual([OLD.title])
      await page.context().close()
    })

    test('a repealed law is called so, in the language of the page', async () => {
      const { page } = await typed('云汀市节水')
      expect(await options(page).locator('small').allTextContents()).toEqual(['已废止'])
      await page.goto(`${serving.url}?lang=en`)
      await page.keyboard.type('云汀市节水')
      await options(page).first().waitFor()
      expect(await options(page).locator('small').allTextContents()).toEqual(['repealed'])
      await page.context().close()
    })

    test('a hostile title is text', async () => {
      const { page, troubles } = await typed('<script')
      expect(await options(page).locator('b').first().textContent()).toBe(HOSTILE[0]?.title)
      expect(await page.locator('[role=option] script').count()).toBe(0)
      expect(troubles).toEqual([])
      await page.context().close()
    })

    test('it widens no phone, and stands out from paper', async () => {
      const { page } = await typed('云汀', '/laws', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await page.keyboard.press('ArrowDown')
      for (const part of ['[aria-selected=true] b', '[role=option] b', '[role=option] small']) {
        if ((await page.locator(part).count()) > 0)
          expect(await contrastOf(page, part), part).toBeGreaterThanOrEqual(4.5)
      }
      await page.context().close()
    })

    test('where nobody answers, the box is a form', async () => {
      const { page } = await open('/')
      await page.route('**/api/suggest?q=*', (route) => route.abort())
      await page.keyboard.type('节水')
      await page.waitForTimeout(300)
      expect(await page.locator('[role=listbox]').isVisible()).toBe(false)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/search?**')
      await page.context().close()
    })
  })

  describe('reasons', () => {
    test('each hit says what it was found by, and the closest clause has a line of its own', async () => {
      const { page, troubles } = await open('/search?q=记录留多久')
      const first = page.locator('.hit').first()
      expect(await first.locator('.reasons').textContent()).toBe('依据 语义第1')
      expect(await first.locator('.reasons span').getAttribute('title')).toContain('余弦 0.9')
      expect(await first.locator('em.closest').textContent()).toBe('用水台账的保存期限不得少于三年。')
      const line = await page.evaluate<string>(
        `getComputedStyle(document.querySelector('.hit .closest')).textDecorationStyle`,
      )
      expect(line).toBe('dotted')
      expect(await page.locator('.marks').textContent()).toBe('相符的字词语义最近的一句')
      for (const part of ['.reasons', '.hit .closest', '.marks'])
        expect(await contrastOf(page, part), part).toBeGreaterThanOrEqual(4.5)
      expect(troubles).toEqual([])
      await page.context().close()
    })

    test('from nothing close enough to the nearest by words', async () => {
      const { page } = await open('/search?q=怎样做面包')
      expect(await page.locator('.empty').textContent()).toContain('库中没有足够接近的条文')
      await page.locator('.empty a').click()
      expect(addressOf(page)).toBe('/search?q=怎样做面包&recipe=words')
      expect(await page.locator('.reach').textContent()).toContain('仅按字词检索')
      await page.locator('.reach a').click()
      expect(addressOf(page)).toBe('/search?q=怎样做面包')
      await page.context().close()
    })

    test.each([
      ['/search?q=用水台账', { width: 390, height: 844 }],
      ['/search?q=怎样做面包', { width: 390, height: 844 }],
      [law(WATER.title, 'art_3'), { width: 390, height: 844 }],
      [law(WATER.title, 'art_3'), { width: 1360, height: 900 }],
    ])('%s is whole and quiet at %o', async (place, viewport) => {
      const { page, troubles } = await open(place, { viewport })
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await page.locator('h1').count()).toBe(1)
      expect(troubles).toEqual([])
      await page.context().close()
    })

    test('articles like it stand in the margin and lead on', async () => {
      const { page } = await open(law(WATER.title, 'art_3'))
      const similar = page.locator('.similar')
      expect(await similar.locator('a b').allTextContents()).toEqual(['第四条', '第一条'])
      expect(await similar.locator('small').allTextContents()).toEqual(['0.97', '0.86'])
      expect(await contrastOf(page, '.similar small')).toBeGreaterThanOrEqual(4.5)
      await similar.locator('a').first().click()
      expect(addressOf(page)).toBe(law(WATER.title, 'art_4'))
      await page.goto(serving.url.slice(0, -1) + encodeURI(law(RULES.title, 'art_3')))
      expect(await similar.count()).toBe(0)
      await page.context().close()
    })
  })

  test('a stream of events is heard by a page of ours', async () => {
    const { page, troubles } = await open('/')
    const heard = await page.evaluate<string[]>(`new Promise((done) => {
      const heard = []
      const events = new EventSource('/api/vectors/events')
      events.addEventListener('state', (event) => heard.push('state ' + JSON.parse(event.data).embedded))
      events.addEventListener('whole', () => { events.close(); done([...heard, 'whole']) })
    })`)
    expect(heard).toEqual(['state 13', 'whole'])
    expect(troubles).toEqual([])
    await page.context().close()
  })
})
