import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Asset {
  /** With a hash of the content, so that it may be kept forever. */
  readonly path: string
  readonly type: string
  readonly body: string
}

export interface Assets {
  readonly style: Asset
}

/** Files that pages link to. They are few and small: read once. */
export function readAssets(): Assets {
  const body = readNear('web/style.css')
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  return { style: { path: `/assets/style.${hash}.css`, type: 'text/css; charset=utf-8', body } }
}

/** The compiler copies no style sheet: seen from dist/server/ the file is one folder further up. */
function readNear(path: string): string {
  for (const up of ['../', '../../']) {
    try {
      return readFileSync(new URL(up + path, import.meta.url), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`${path} is missing from this installation.`)
}
