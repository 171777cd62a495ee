import { SingleBar } from 'cli-progress'

/** A bar on the terminal, gone when the work has ended; nothing where standard error is no terminal. */
export function progressBar(format: string): SingleBar {
  return new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true })
}
