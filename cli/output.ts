/** Exit codes: all well; some inputs failed, or nothing was found; the command line was not understood; stopped by Ctrl-C. */
export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** A line on standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** A word in bold, where the output is a terminal. */
export function bold(text: string): string {
  return process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text
}

/** Text with some ranges in bold, and without control characters. */
export function marked(text: string, ranges: readonly (readonly [number, number])[]): string {
  let out = ''
  let at = 0
  for (const [start, end] of ranges) {
    out += plain(text.slice(at, start)) + bold(plain(text.slice(start, end)))
    at = end
  }
  return out + plain(text.slice(at))
}

/** Characters that are shown to each side of a place at most. */
const SIDE = 160

/** The line around a place, cut at sentences where it is long, with the place in bold. The whole text where there is no place. */
export function excerpt(text: string, at: readonly [number, number] | undefined): string {
  if (!at) return marked(text, [])
  const [start, end] = at
  let from = text.lastIndexOf('\n', start - 1) + 1
  const newline = text.indexOf('\n', end)
  let to = newline < 0 ? text.length : newline
  if (start - from > SIDE) from = Math.max(text.lastIndexOf('。', start - 1) + 1, start - SIDE)
  if (to - end > SIDE) {
    const stop = text.indexOf('。', end) + 1
    to = Math.min(stop > 0 ? stop : to, end + SIDE)
  }
  const line = marked(text.slice(from, to), [[start - from, end - from]])
  const cut = (more: boolean) => (more ? '…' : '')
  return cut(from > 0 && text[from - 1] !== '\n') + line + cut(to < text.length && text[to] !== '\n')
}

/** Without the control characters that could steer the terminal: file names and texts are not ours. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
}

/** A count as people write it: 129,560. */
export function counted(n: number): string {
  return n.toLocaleString('en-US')
}
