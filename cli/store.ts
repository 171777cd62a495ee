import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { readConfig } from '../base/config.ts'
import { openStore } from '../graph/open.ts'
import type { Store } from '../graph/store.ts'

/** `--store`, else FAMAI_STORE, else famai.db in the user's data folder. */
export function storeUrl(option: string | undefined): string {
  return option ?? readConfig().store ?? join(envPaths('famai', { suffix: '' }).data, 'famai.db')
}

/** Opens the store, does the work, closes it whatever happens. The folder of a new store is made. */
export async function withStore<T>(
  option: string | undefined,
  work: (store: Store) => Promise<T>,
  options: { readonly?: boolean } = {},
): Promise<T> {
  const url = storeUrl(option)
  if (!options.readonly && !/^\w+:\/\//.test(url))
    await mkdir(dirname(url.replace(/^sqlite:/, '')), { recursive: true })
  const store = await openStore(url, options)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
