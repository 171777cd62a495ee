import { SingleBar } from 'cli-progress'

/** A bar on the terminal, gone when the work or the process has ended; nothing where standard error is no terminal. */
export function progressBar(format: string): SingleBar {
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true })
  process.once('exit', () => bar.stop()) // gives the cursor back
  return bar
}
