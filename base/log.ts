import { type Logger, pino } from 'pino'
import { readConfig } from './config.ts'

export type { Logger }

/** Lines of JSON on standard error: standard output belongs to the commands. */
export function createLog(): Logger {
  return pino({ name: 'famai', level: readConfig().logLevel }, pino.destination(2))
}
