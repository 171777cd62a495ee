import { existsSync } from 'node:fs'
import { browserPath } from './e2e/browser.ts'
import { shared } from './shared.ts'

/** Says once, before the tests, which of them this machine can't do. In CI that is a failure. */
export function setup(): void {
  const missing: string[] = []
  if (!existsSync(shared()))
    missing.push(
      `the real corpora: there is no folder ${shared()} (FAMAI_SHARED names another). Tests over gazettes and laws are skipped.`,
    )
  if (browserPath() === undefined)
    missing.push(
      'a browser: set FAMAI_CHROMIUM to its path, or install it (Debian: chromium). Tests of the pages in a browser are skipped.',
    )
  if (missing.length === 0) return
  const told = missing.map((what) => `Not on this machine: ${what}`).join('\n')
  if (process.env.CI) throw new Error(told)
  console.warn(`${told}\n`)
}
