/** Keeps what the documents promise in step with the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseRecord, RECORD_SCHEMAS } from '../graph/interchange.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const PAGES = [
  'README.md',
  'sample/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

describe('docs/interchange.md', () => {
  const text = read('docs/interchange.md')
  test.each(Object.keys(RECORD_SCHEMAS))('%s: every field is named, the example is a record', (type) => {
    const [, section = ''] = new RegExp(`^## ${type}$(.*?)(?=^## |$(?![\\s\\S]))`, 'ms').exec(text) ?? []
    const lines = [...section.matchAll(/```json\n(.*?)```/gs)].flatMap(([, json = '']) => json.trim().split('\n'))
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(parseRecord(line, 1)).toEqual(JSON.parse(line))
    for (const field of Object.keys(RECORD_SCHEMAS[type as keyof typeof RECORD_SCHEMAS].shape)) {
      if (field !== 'type') expect(section).toContain(`\`${field}\``)
    }
  })
})

describe('README.md', () => {
  const text = read('README.md')
  test('names every variable of the environment', () => {
    for (const [name] of read('base/config.ts').matchAll(/^ {2}FAMAI_\w+(?=:)/gm)) expect(text).toContain(name.trim())
  })

  test('names every command', () => {
    expect(commands()).toContain('ingest')
    for (const name of commands()) expect(text).toMatch(new RegExp(`[|,] \`${name}[ \`]`))
  })

  test('names no option that no command has', () => {
    const declared = readdirSync(join(ROOT, 'cli'))
      .map((file) => read(join('cli', file)))
      .join('')
    for (const [option] of text.matchAll(/(?<=`|ingest .*)--[a-z][a-z-]+/g)) expect(declared).toContain(option)
  })
})

test.each(PAGES)('%s: what it links to is there', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
  const lost = links.filter((target) => !/^\w+:/.test(target) && !existsSync(join(ROOT, dirname(page), target)))
  expect(lost).toEqual([])
})

/** `citedByCommand()` in cli/main.ts → `cited-by` */
function commands(): string[] {
  const found = [...read('cli/main.ts').matchAll(/^ +(\w+)Command\(\),$/gm)].map(([, name = '']) => name)
  return found.map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
}
