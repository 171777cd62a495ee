import { readFileSync } from 'node:fs'
import { packageFolder } from '../base/package-folder.ts'

export function version(): string {
  const { version } = JSON.parse(readFileSync(`${packageFolder()}package.json`, 'utf8')) as { version: string }
  return version
}
