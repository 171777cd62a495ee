import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** The compiled program starts in a third of the time; it stands for the sources only while it is newer than all of them. */
const PROGRAM = isBuilt() ? ['bin/famai.js'] : ['--import', 'tsx', 'cli/main.ts']

function isBuilt(): boolean {
  const built = statSync(join(ROOT, 'dist/cli/main.js'), { throwIfNoEntry: false })
  if (built === undefined) return false
  const folders = ['base', 'language', 'embed', 'graph', 'ingest', 'query', 'server', 'web', 'cli'].map((f) =>
    join(ROOT, f),
  )
  const sources = folders.flatMap((f) =>
    existsSync(f) ? readdirSync(f, { recursive: true, encoding: 'utf8' }).map((name) => join(f, name)) : [],
  )
  return sources.every((path) => !/\.tsx?$/.test(path) || statSync(path).mtimeMs < built.mtimeMs)
}

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts `famai` as a process of its own. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [...PROGRAM, ...args], { cwd: ROOT, env: { ...process.env, ...env } })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { child, ended }
}

export function famai(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
  return start(args, env).ended
}

/** What a stack trace or an unhandled error looks like. */
export const STACK = /\n\s+at \S+.*[:(]\d+|node:internal|\[cause\]|Unhandled/
