export type Progress = (done: number, total: number) => void

/** Between two lines where standard error is no terminal, in milliseconds. */
const PATIENCE = 10_000

/** `label: 128/55404` on standard error: one line that is written over on a terminal, else a line from time to time. */
export function progressOn(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const began = performance.now()
  let told = began
  return (done, total) => {
    const line = `${label}: ${done}/${total}`
    const ended = done === total
    if (stream.isTTY) stream.write(`\r${line}${ended ? '\n' : ''}`)
    else if (performance.now() - told > PATIENCE || (ended && told > began)) {
      stream.write(`${line}\n`)
      told = performance.now()
    }
  }
}
