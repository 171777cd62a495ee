/**
 * How long the command line takes before it does anything.
 *
 *   npm run bench -- start [--store famai.db] [--runs 10]
 */
import { parseArgs } from 'node:util'
import { famai } from './child.ts'
import { ms, quantile, table } from './report.ts'

/** `args` are those after the name of the benchmark. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { store: { type: 'string' }, runs: { type: 'string', default: '10' } },
  })
  const store = values.store === undefined ? [] : ['--store', values.store]
  const commands = [['--version'], ['search', '--help']]
  if (values.store !== undefined) commands.push(['list', 'laws', '--limit', '1'], ['search', '法律责任', '-k', '3'])
  const rows: string[][] = []
  for (const command of commands) {
    const times: number[] = []
    let peak = 0
    for (let i = 0; i < Number(values.runs); i++) {
      const { seconds, peakMegabytes } = await famai(command[0]?.startsWith('-') ? command : [...command, ...store])
      times.push(seconds * 1000)
      peak = Math.max(peak, peakMegabytes)
    }
    const [first = Number.NaN] = times
    rows.push([
      `famai ${command.join(' ')}`,
      ms(first),
      ms(quantile(times, 0.5)),
      ms(quantile(times, 1)),
      peak.toFixed(0),
    ])
  }
  console.log(table(['command', 'first ms', 'p50 ms', 'most ms', 'peak MB'], rows))
}
