import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'node:path'

export interface Asset {
  /** With a hash of the content, so that it may be kept forever. */
  readonly path: string
  readonly type: string
  readonly body: string
}

export interface Assets {
  readonly style: Asset
  readonly suggest: Asset
}

/** Files that pages link to. They are few and small: read once. */
export function readAssets(): Assets {
  return {
    style: asset('web/style.css', 'text/css; charset=utf-8'),
    suggest: asset('web/islands/suggest.js', 'text/javascript; charset=utf-8'),
  }
}

/** `web/style.css` → `/assets/style.0123456789ab.css` */
function asset(file: string, type: string): Asset {
  const body = readNear(file)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const { name, ext } = parse(file)
  return { path: `/assets/${name}.${hash}${ext}`, type, body }
}

/** The compiler copies what is no TypeScript nowhere: seen from dist/server/ the file is one folder further up. */
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
