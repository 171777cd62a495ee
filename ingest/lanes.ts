/**
 * Works through `items` in their order, at most `width` at a time. After an abort or an error nothing new is begun; what is in
 * hand is finished, then the first error is thrown.
 */
export async function inLanes<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = items[Symbol.iterator]()
  let broken = false
  const lane = async () => {
    while (!broken && !signal?.aborted) {
      const { done, value } = waiting.next()
      if (done) return
      try {
        await work(value)
      } catch (error) {
        broken = true
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: width }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
