import { evaluate, figures, type Score } from './evaluate.ts'

for (const set of ['labels', 'unseen'] as const) {
  const { targets, relations, spans, strata, errors } = await evaluate(set)
  console.log(`\n${set}.jsonl`)
  line('targets', targets)
  line('with relation', relations)
  line('spans', spans)
  for (const [name, score] of [...strata].sort(([a], [b]) => (a < b ? -1 : 1))) line(`  ${name}`, score)
  console.log(`${errors.length} articles with an error`)
  for (const { n, where, missed, wrong } of errors) {
    console.log(`${n} ${where}`)
    for (const m of missed) console.log(`   missed ${m}`)
    for (const w of wrong) console.log(`   wrong  ${w}`)
  }
}

function line(name: string, score: Score): void {
  const { precision, recall, f1 } = figures(score)
  const three = (x: number) => x.toFixed(3)
  console.log(
    `${name.padEnd(16)} P ${three(precision)}  R ${three(recall)}  F1 ${three(f1)}  (${score.right}/${score.found}/${score.labelled})`,
  )
}
