import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const FAMAI = fileURLToPath(new URL('../../bin/famai.js', import.meta.url))

/** Writes the most memory that the process had, in KiB, when it ends. The threads of a run are part of it. */
const PEAK = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
`)}`

export interface Run {
  readonly seconds: number
  readonly peakMegabytes: number
  readonly output: string
}

/** `famai …` as a person runs it, from its start to its end. Rejects where it fails. */
export async function famai(args: readonly string[]): Promise<Run> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', PEAK, FAMAI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [output, errors, peak] = [1, 2, 3].map((n) => gathered(child, n)) as [Gathered, Gathered, Gathered]
  const code = await new Promise((ended) => child.once('close', ended))
  if (code !== 0) throw new Error(`famai ${args[0]} ended with ${code}: ${errors()}`)
  return { seconds: (performance.now() - began) / 1000, peakMegabytes: Number(peak()) / 1024, output: output() }
}

export interface Site {
  readonly url: string
  /** From the start of the process until it listens. */
  readonly seconds: number
  close(): Promise<void>
}

/** `famai serve` over a store, on a free port. */
export async function site(store: string): Promise<Site> {
  const began = performance.now()
  const child = spawn(process.execPath, [FAMAI, 'serve', '--port', '0', '--store', store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const url = await new Promise<string>((ready, failed) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\/\/\S+\//.exec(text)
      if (found) ready(found[0])
    })
    child.once('close', (code) => failed(new Error(`famai serve ended with ${code}`)))
  })
  return {
    url,
    seconds: (performance.now() - began) / 1000,
    async close() {
      child.kill('SIGINT')
      await ended
    },
  }
}

type Gathered = () => string

function gathered(child: ChildProcess, n: number): Gathered {
  let text = ''
  const stream = child.stdio[n]
  if (stream && 'setEncoding' in stream) stream.setEncoding('utf8').on('data', (part: string) => (text += part))
  return () => text
}
