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

  test.each(commands())('names the options of %s', (name, options) => {
    const row = text.split('\n').find((line) => new RegExp(`\`${name}[ \`]`).test(line) && line.startsWith('|'))
    expect(row).toBeDefined()
    for (const option of options) expect(row).toContain(option)
  })
})

test.each(PAGES)('%s: what it links to is there', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
  const lost = links.filter((target) => !/^\w+:/.test(target) && !existsSync(join(ROOT, dirname(page), target)))
  expect(lost).toEqual([])
})

/** Each command with its own options, as `cli/` declares them. `--format` has one value. */
function commands(): [name: string, options: string[]][] {
  return readdirSync(join(ROOT, 'cli')).flatMap((file) => {
    const text = read(join('cli', file))
    const [, name] = /new Command\('(\w+)'\)\s*\n\s*\.description/.exec(text) ?? []
    if (!name || file === 'main.ts') return []
    const options = [...text.matchAll(/(?:\.option|new Option)\(\s*'(?:-o, )?(--?\w[\w-]*)/g)].map(([, o = '']) => o)
    return [[name, options.filter((o) => o !== '--format').map((o) => (o === '--out' ? '-o' : o))]] as const
  }) as [string, string[]][]
}
