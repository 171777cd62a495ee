import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, seen from the sources and from dist/ alike. */
export function packageFolder(): string {
  const compiled = import.meta.url.endsWith('.js')
  return fileURLToPath(new URL(compiled ? '../../' : '../', import.meta.url))
}
