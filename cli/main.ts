import { Command, CommanderError } from 'commander'
import { FamaiError } from '../base/errors.ts'
import { anomaliesCommand } from './anomalies.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { ingestCommand } from './ingest.ts'
import { listCommand } from './list.ts'
import { EXIT } from './output.ts'
import { searchCommand } from './search.ts'
import { serveCommand } from './serve.ts'
import { showCommand } from './show.ts'
import { startCommand } from './start.ts'
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
  listCommand(),
  anomaliesCommand(),
  exportCommand(),
  importCommand(),
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

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage
  else if (error instanceof FamaiError) {
    process.stderr.write(`famai: ${error.message}\n  ${error.hint}\n`)
    process.exitCode = error.code === 'QUERY_INVALID' || error.code === 'QUERY_TOO_LONG' ? EXIT.usage : EXIT.failed
  } else throw error
}
