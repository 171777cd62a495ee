import { Command, CommanderError } from 'commander'
import { type ErrorCode, FamaiError, fail } from '../base/errors.ts'
import { createLog } from '../base/log.ts'
import { anomaliesCommand } from './anomalies.ts'
import { citedCommand } from './cited.ts'
import { citedByCommand, citesCommand } from './cites.ts'
import { copyCommand } from './copy.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { ingestCommand } from './ingest.ts'
import { listCommand } from './list.ts'
import { migrateCommand } from './migrate.ts'
import { EXIT, plain } from './output.ts'
import { pathCommand, restsOnCommand } from './path.ts'
import { reindexCommand } from './reindex.ts'
import { searchCommand } from './search.ts'
import { serveCommand } from './serve.ts'
import { showCommand } from './show.ts'
import { startCommand } from './start.ts'
import { verifyCommand } from './verify.ts'
import { version } from './version.ts'

const program = new Command('famai')
  .description(
    '法脉: 法规知识图谱与检索 · a regulation knowledge graph with search over Chinese legislation and gazettes',
  )
  .version(version())
  .showHelpAfterError('(famai --help)')
  .exitOverride()

for (const command of [
  ingestCommand(),
  searchCommand(),
  showCommand(),
  citesCommand(),
  citedByCommand(),
  citedCommand(),
  pathCommand(),
  restsOnCommand(),
  verifyCommand(),
  listCommand(),
  anomaliesCommand(),
  exportCommand(),
  importCommand(),
  copyCommand(),
  migrateCommand(),
  reindexCommand(),
  serveCommand(),
  startCommand(),
  doctorCommand(),
]) {
  program.addCommand(command.exitOverride())
}

// a reader that has seen enough (`famai list laws | head`) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok)
  throw error
})

/** Errors of the command line itself; all others concern what it was given. */
const USAGE_ERRORS: ReadonlySet<string> = new Set<ErrorCode>([
  'CONFIG_INVALID',
  'QUERY_INVALID',
  'QUERY_TOO_LONG',
  'STORE_UNSUPPORTED',
])

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage
  else {
    const named = foreseen(error)
    process.stderr.write(`famai: ${plain(named.message)}\n  ${plain(named.hint)}\n`)
    process.exitCode = USAGE_ERRORS.has(named.code) ? EXIT.usage : EXIT.failed
  }
}

/** A fault of ours is told of in a line like any other error; its stack is for the log. */
function foreseen(error: unknown): FamaiError {
  if (error instanceof FamaiError) return error
  createLog().debug({ err: error }, 'unforeseen')
  const reason = error instanceof Error ? error.message : String(error)
  return fail('UNFORESEEN', { what: process.argv[2] ?? 'famai', reason }, error)
}
