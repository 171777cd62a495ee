import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { getCookie, setCookie } from 'hono/cookie'
import type { Frame } from '../web/frame.ts'
import { type Lang, sayIn } from '../web/words.ts'
import type { Assets } from './assets.ts'

const YEAR = 365 * 24 * 60 * 60

/** The frame of the page that is asked for. `?lang=` is remembered in a cookie, so that the next page keeps it. */
export function frameOf(c: Context, { style, suggest }: Assets): Frame {
  const lang = languageOf(c)
  const { pathname, search } = new URL(c.req.url)
  return { lang, say: sayIn(lang), url: pathname + search, style: style.path, script: suggest.path }
}

function languageOf(c: Context): Lang {
  const asked = c.req.query('lang')
  if (asked === 'zh' || asked === 'en') {
    setCookie(c, 'lang', asked, { path: '/', maxAge: YEAR, sameSite: 'Lax', httpOnly: true })
    return asked
  }
  return getCookie(c, 'lang') === 'en' ? 'en' : 'zh'
}

/** Whether the asker would rather have JSON than a page. Where it does not say, a page. */
export function wantsJson(c: Context): boolean {
  const type = accepts(c, {
    header: 'Accept',
    supports: ['text/html', 'application/json', 'application/problem+json'],
    default: 'text/html',
  })
  return type !== 'text/html'
}
