import { InvalidArgumentError, Option } from 'commander'

export const storeOption = () =>
  new Option('--store <path>', '图谱所在 · where the graph is kept (or FAMAI_STORE; default: the user’s data folder)')

/** A whole number within limits, for `argParser`. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const n = Number(text)
    if (!Number.isInteger(n) || n < least || n > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}`)
    return n
  }
}

/** Examples below the help of a command. */
export function examples(...lines: readonly string[]): string {
  return `\n示例 · Examples:\n${lines.map((l) => `  $ ${l}`).join('\n')}\n`
}
