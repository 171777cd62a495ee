import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { readConfig } from '../base/config.ts'
import { fail } from '../base/errors.ts'
import { type OpenOptions, openStore } from '../graph/open.ts'
import type { Store } from '../graph/store.ts'

/** `--store`, else FAMAI_STORE, else famai.db in the user's data folder. */
export function storeUrl(option: string | undefined): string {
  return option ?? readConfig().store ?? join(envPaths('famai', { suffix: '' }).data, 'famai.db')
}

/** False for a file that is not there yet; a server is taken to be there. */
export function storeExists(option: string | undefined): boolean {
  const url = storeUrl(option)
  return isServer(url) || existsSync(fileOf(url))
}

const isServer = (url: string) => /^[a-z][\w+.-]*:\/\//i.test(url)

const fileOf = (url: string) => url.replace(/^sqlite:/, '')

/** Opens the store, does the work, closes it whatever happens. The folder of a new store is made. */
export async function withStore<T>(
  option: string | undefined,
  work: (store: Store) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const url = storeUrl(option)
  if (!options.readonly && !isServer(url)) await makeFolder(url)
  const store = await openStore(url, options)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function makeFolder(url: string): Promise<void> {
  try {
    await mkdir(dirname(fileOf(url)), { recursive: true })
  } catch (error) {
    throw fail('STORE_UNREADABLE', { path: url, reason: 'its folder can’t be made' }, error)
  }
}
