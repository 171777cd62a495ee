import { existsSync } from 'node:fs'
import { browserPath } from './e2e/browser.ts'
import { canInstallNeo4j, hasNeo4j, installNeo4j } from './neo4j/server.ts'
import { shared } from './shared.ts'

/** Says once, before the tests, which of them this machine can't do. In CI that is a failure. */
export async function setup(): Promise<void> {
  const missing: string[] = []
  if (!existsSync(shared()))
    missing.push(
      `the real corpora: there is no folder ${shared()} (FAMAI_SHARED names another). Tests over gazettes and laws are skipped.`,
    )
  if (browserPath() === undefined)
    missing.push(
      'a browser: set FAMAI_CHROMIUM to its path, or install it (Debian: chromium). Tests of the pages in a browser are skipped.',
    )
  const lacking = await lackingForNeo4j()
  if (lacking !== undefined) missing.push(`a Neo4j server: ${lacking} Tests of the store on a server are skipped.`)
  if (missing.length === 0) return
  const told = missing.map((what) => `Not on this machine: ${what}`).join('\n')
  if (process.env.CI) throw new Error(told)
  console.warn(`${told}\n`)
}

/** Fetches the jars of the server the first time. */
async function lackingForNeo4j(): Promise<string | undefined> {
  if (hasNeo4j()) return undefined
  if (!canInstallNeo4j())
    return 'install Java 17 or 21 and Maven (Debian: openjdk-17-jre-headless and maven); JAVA_HOME names another Java.'
  return installNeo4j().then(
    () => undefined,
    (error: Error) => `${error.message}\n`,
  )
}
