/** What `ask` gives, asked at most once in `ms` milliseconds however often it is called. A failure is not kept. */
export function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let until = Number.NEGATIVE_INFINITY
  let answer: Promise<T> | undefined
  return () => {
    const now = performance.now()
    if (answer === undefined || now >= until) {
      until = now + ms
      const asked = ask()
      asked.catch(() => {
        if (answer === asked) answer = undefined
      })
      answer = asked
    }
    return answer
  }
}
