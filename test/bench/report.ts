import { availableParallelism, cpus, totalmem } from 'node:os'

/** What the figures were measured on: `2 × AMD EPYC …, 23 GB, Node v20.20.2, linux x64` */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`
  return `${availableParallelism()} × ${model}, ${memory}, Node ${process.version}, ${process.platform} ${process.arch}`
}

/** Rows as a Markdown table, ready for docs/performance.md. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The value that `share` of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? sorted[0] ?? Number.NaN
}

export function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0)
}
