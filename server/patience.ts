import { fail } from '../base/errors.ts'

/** What the work gives, or STORE_UNAVAILABLE where it takes longer than `ms`. The work itself is not stopped. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const reason = `there was no answer within ${ms / 1000} s`
    timer = setTimeout(() => reject(fail('STORE_UNAVAILABLE', { url: 'the address of the store', reason })), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
