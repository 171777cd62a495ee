/**
 * How good search is: every recipe over questions whose answers are known. README.md tells of the questions, metrics.ts of the figures.
 *
 *   npm run eval:search                                               STARD, in a store of its own
 *   npm run eval:search -- --unseen-only --recipes words,hybrid       only questions that no training saw
 *   npm run eval:search -- --store famai.db                           the local set, on a store that holds the laws
 *   npm run eval:search -- --store neo4j://neo4j@localhost:7687       STARD in an empty server, or one that has it already
 *
 * Besides: --stard FOLDER, --queries FILE ({"text", "gold": [ids]} or {"text", "gold": [{"law", "eid"}]} a line), --corpus FILE
 * (as STARD's, plain or .gz), --limit N, --errors N (the worst questions), --markdown (for docs/accuracy.md), --json FILE (all of
 * it, with the ranks of each question's gold). FAMAI_MODEL and FAMAI_CACHE count as in famai.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '../../../base/config.ts'
import { withoutSecrets } from '../../../graph/open.ts'
import { RECIPES, type RecipeName } from '../../../query/search/recipes.ts'
import { shared } from '../../shared.ts'
import { evaluate } from './evaluate.ts'
import { rowsOf } from './figures.ts'
import { markdown, report } from './report.ts'

const args = process.argv.slice(2)
const { values } = parseArgs({
  args,
  options: {
    stard: { type: 'string', default: join(shared(), 'bench', 'stard') },
    queries: { type: 'string' },
    corpus: { type: 'string' },
    store: { type: 'string' },
    recipes: { type: 'string', default: Object.keys(RECIPES).join(',') },
    limit: { type: 'string' },
    errors: { type: 'string', default: '0' },
    'unseen-only': { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})
const { cacheFolder, model } = readConfig()
const { stard, queries, corpus, store, limit } = values
const evaluation = await evaluate({
  stard,
  train: fileURLToPath(new URL('../../../embed/train', import.meta.url)),
  cacheFolder,
  recipes: values.recipes.split(',').map(recipeNamed),
  unseenOnly: values['unseen-only'],
  errors: count(values.errors),
  ...(model === undefined ? {} : { model }),
  ...(queries === undefined ? {} : { queries }),
  ...(corpus === undefined ? {} : { corpus }),
  ...(store === undefined ? {} : { store }),
  ...(limit === undefined ? {} : { limit: count(limit) }),
})
const rows = rowsOf(evaluation)
const shown = args.map((arg) => (arg === store ? withoutSecrets(arg) : arg))
const command = ['npm run eval:search', ...(args.length > 0 ? ['--'] : []), ...shown].join(' ')
console.log(values.markdown ? markdown(evaluation, rows, command) : report(evaluation, rows))
if (values.json) await writeFile(values.json, `${JSON.stringify({ command, rows, ...evaluation }, null, 1)}\n`)

function recipeNamed(name: string): RecipeName {
  if (Object.hasOwn(RECIPES, name)) return name as RecipeName
  throw new Error(`no recipe ${name}: there are ${Object.keys(RECIPES).join(', ')}`)
}

function count(text: string): number {
  const n = Number(text)
  if (Number.isSafeInteger(n) && n >= 0) return n
  throw new Error(`${text} is no whole number`)
}
