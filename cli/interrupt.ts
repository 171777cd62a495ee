import { EXIT } from './output.ts'

export interface Interrupt {
  readonly signal: AbortSignal
  /** No longer listens. */
  done(): void
}

/** The first Ctrl-C asks the work to come to an end, the second one ends the process. */
export function onInterrupt(): Interrupt {
  const stop = new AbortController()
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted)
    process.stderr.write(
      '\n正在完成手头的工作，再按一次立即退出 · finishing what is in hand; once more to quit at once\n',
    )
    stop.abort()
  }
  process.on('SIGINT', interrupt)
  return { signal: stop.signal, done: () => void process.off('SIGINT', interrupt) }
}
