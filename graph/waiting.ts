import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import { type FamaiError, mayPass } from '../base/errors.ts'
import type { Store } from './store.ts'

interface WaitingOptions {
  /** Why the store could not be opened: what its methods reject with until an attempt of ours says something else. */
  readonly because: FamaiError
  /** The pause before the first attempt, in milliseconds. Each next one is longer, up to 10 s. Default 500. */
  readonly retryMs?: number
  /** Called at each change; `waiting` at once. */
  readonly onState?: (state: 'waiting' | 'ready', error?: FamaiError) => void
}

export interface WaitingStore extends Store {
  /** Resolves when the store was opened, or closed before that; rejects with an error that no waiting will mend. */
  readonly settled: Promise<void>
}

const LONGEST_PAUSE = 10_000

type Data<S> = { [K in keyof S as S[K] extends (...args: never) => unknown ? never : K]: S[K] }

/** What is no method, for as long as there is no store to ask. */
const MEANWHILE: Data<Store> = { writers: 1 }

/**
 * A store that is there at once, though its server is not: `open` is tried again and again in the background, and until it has
 * succeeded every method rejects with the last reason (STORE_UNAVAILABLE, STORE_BUSY). From then on it is the store itself.
 */
export function openWaiting(open: () => Promise<Store>, options: WaitingOptions): WaitingStore {
  const { because, retryMs = 500, onState = () => {} } = options
  const stop = new AbortController()
  let why: unknown = because
  let opened: Store | undefined

  async function attempt(): Promise<void> {
    const store = await open()
    if (stop.signal.aborted) return store.close()
    opened = store
    onState('ready')
  }

  async function untilOpen(): Promise<void> {
    try {
      await sleep(retryMs, undefined, { signal: stop.signal })
      await pRetry(attempt, {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: retryMs,
        maxTimeout: LONGEST_PAUSE,
        randomize: true,
        signal: stop.signal,
        onFailedAttempt: ({ error }) => {
          if (!stop.signal.aborted) why = error
        },
        shouldRetry: ({ error }) => mayPass(error),
      })
    } catch (error) {
      if (!stop.signal.aborted) throw error
    }
  }

  onState('waiting', because)
  const settled = untilOpen()
  settled.catch(() => {}) // told by `settled` to whoever asks, and by every method

  const own = {
    settled,
    async *records() {
      if (!opened) throw why
      yield* opened.records()
    },
    async close() {
      stop.abort()
      await settled.catch(() => {})
      await opened?.close()
    },
  }

  type Asked = Exclude<keyof Store, keyof Data<Store> | keyof typeof own>
  const ask =
    (key: Asked) =>
    (...args: never[]): Promise<unknown> => {
      if (!opened) return Promise.reject(why)
      const method: (...args: never[]) => Promise<unknown> = opened[key]
      return method.apply(opened, args)
    }

  return new Proxy({} as WaitingStore, {
    get(_, key) {
      if (typeof key === 'symbol' || key === 'then') return undefined // it is no promise itself
      if (isKey(own, key)) return own[key]
      if (isKey(MEANWHILE, key)) return (opened ?? MEANWHILE)[key]
      return ask(key as Asked)
    },
  })
}

function isKey<T extends object>(object: T, key: string): key is string & keyof T {
  return Object.hasOwn(object, key)
}
