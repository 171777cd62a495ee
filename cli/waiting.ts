import { FamaiError } from '../base/errors.ts'
import { openStore, withoutSecrets } from '../graph/open.ts'
import type { Store } from '../graph/store.ts'
import { plain, print } from './output.ts'

export interface Opening {
  readonly store: Store
  /** Rejects where it turns out that no waiting will help. */
  readonly settled: Promise<void>
}

/** The store at `url`; where its server does not answer yet, one that waits for it and says so. Other errors at once. */
export async function openOrWait(url: string): Promise<Opening> {
  try {
    return { store: await openStore(url), settled: Promise.resolve() }
  } catch (error) {
    if (!(error instanceof FamaiError && error.code === 'STORE_UNAVAILABLE')) throw error
    const { openWaiting } = await import('../graph/waiting.ts') // seldom needed
    const at = plain(withoutSecrets(url))
    const store = openWaiting(() => openStore(url), {
      because: error,
      onState: (state) =>
        print(
          state === 'waiting'
            ? `正在等待图数据库 · waiting for the graph at ${at}`
            : `图数据库已就绪 · the graph is ready at ${at}`,
        ),
    })
    return { store, settled: store.settled }
  }
}
