import { table } from '../../bench/report.ts'
import type { Estimate } from './bootstrap.ts'
import type { Evaluation } from './evaluate.ts'
import { BASELINES, type Row } from './figures.ts'
import type { Loss } from './loss.ts'
import { FIGURE_NAMES } from './metrics.ts'
import type { Shown } from './worst.ts'

/** Head and rows of a table. */
type Table = readonly [head: readonly string[], rows: readonly (readonly string[])[]]

/** .512 (.470–.553) */
const told = ({ mean, low, high }: Estimate) => `${three(mean)} (${three(low)}–${three(high)})`
/** +.031 (+.012 to +.050) */
const difference = ({ mean, low, high }: Estimate) => `${signed(mean)} (${signed(low)} to ${signed(high)})`
const three = (x: number) => x.toFixed(3).replace(/^(-?)0\./, '$1.')
const signed = (x: number) => `${x < 0 ? '−' : '+'}${three(Math.abs(x))}`

function figuresTable(rows: readonly Row[]): Table {
  return [
    ['questions', 'n', 'recipe', ...FIGURE_NAMES],
    rows.map((r) => [r.stratum, String(r.questions), r.recipe, ...FIGURE_NAMES.map((name) => told(r.figures[name]))]),
  ]
}

/** Empty where nothing is compared. */
function differencesTable(rows: readonly Row[]): Table {
  const compared = rows.filter((r) => Object.keys(r.against).length > 0)
  return [
    ['questions', 'n', 'recipe', ...BASELINES.map((b) => `R@10 against ${b}`)],
    compared.map((r) => [
      r.stratum,
      String(r.questions),
      r.recipe,
      ...BASELINES.map((b) => (r.against[b] ? difference(r.against[b]) : '')),
    ]),
  ]
}

/** For the terminal: columns of spaces. */
export function aligned([head, rows]: Table): string {
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i]?.length ?? 0)))
  return [head, ...rows]
    .map((cells) =>
      cells
        .map((c, i) => c.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const tables = (rows: readonly Row[], write: (t: Table) => string): string[] =>
  [figuresTable(rows), differencesTable(rows)].filter(([, lines]) => lines.length > 0).map(write)

export function report(evaluation: Evaluation, rows: readonly Row[]): string {
  return [about(evaluation), ...tables(rows, aligned), ...notes(evaluation), ...errors(evaluation.worst)].join('\n\n')
}

/** As docs/accuracy.md has it. `command`: what gave the figures. */
export function markdown(evaluation: Evaluation, rows: readonly Row[], command: string): string {
  const pipes = ([head, lines]: Table) => table(head, lines)
  return [`\`\`\`sh\n${command}\n\`\`\``, about(evaluation), ...tables(rows, pipes), ...notes(evaluation)].join('\n\n')
}

function about({ set, unseenOnly, questions, articles, model }: Evaluation): string {
  const told = model === undefined ? '' : `, vectors of ${model.split(' ')[0]}`
  const name = set.split(/[/\\]/).slice(-2).join('/')
  return `${name}: ${questions.length} questions${unseenOnly ? ' that no training saw,' : ''} on ${articles.toLocaleString('en')} articles${told}. Means with 95 % bootstrap intervals.`
}

function notes({ loss, missing, strata, learned }: Evaluation): string[] {
  const parted = strata.some(({ name }) => name === 'answers seen' || name === 'held out')
  const { questions, answers } = learned
  const seen = `Training saw ${questions.toLocaleString('en')} questions; ${answers.toLocaleString('en')} articles answer them.`
  const lacking = `The store lacks ${missing.length} gold articles, which count as not found: ${missing.slice(0, 10).join(', ')}`
  return [...(parted ? [seen] : []), ...(loss ? [lossLine(loss)] : []), ...(missing.length > 0 ? [lacking] : [])]
}

function lossLine({ questions, vectors, exact, of10, of100 }: Loss): string {
  const rounded = exact === vectors ? '' : `, ${(vectors - exact).toLocaleString('en')} of them known rounded alone`
  return `The store's search by meaning has ${three(of10)} of the true first 10 and ${three(of100)} of the true first 100, by cosines of ${vectors.toLocaleString('en')} vectors${rounded}; ${questions} questions.`
}

const errors = (worst: readonly Shown[]): string[] =>
  worst.map(({ id, text, gold, found }) =>
    [`${id}  ${text}`, ...gold.map((g) => `   gold   ${g}`), ...found.map((f) => `   found  ${f}`)].join('\n'),
  )
