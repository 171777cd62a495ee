/**
 * Census of citations over a folder of laws in Markdown: by rule, shape and outcome, with the speed.
 *
 *   tsx test/bench/cite.ts FOLDER [--sample N] [--seed S] [--unresolved N] [--match PATTERN]
 *
 * `--sample` prints N random articles with what was found in them, for reading.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildNameIndex,
  type FoundCitation,
  findInDocument,
  indexTitles,
  resolveName,
  type Unit,
} from '../../language/cite/index.ts'
import { parseNumeral } from '../../language/text/numerals.ts'

interface Law {
  readonly title: string
  readonly units: readonly Unit[]
  readonly bytes: number
}

export function run(args: readonly string[]): void {
  const folder = args.find((a, i) => !a.startsWith('--') && !args[i - 1]?.startsWith('--'))
  if (!folder) {
    console.error('tsx test/bench/cite.ts FOLDER [--sample N] [--seed S] [--unresolved N] [--match PATTERN]')
    return
  }
  const option = (name: string) => args[args.indexOf(`--${name}`) + 1]
  const number = (name: string, otherwise: number) => (args.includes(`--${name}`) ? Number(option(name)) : otherwise)
  const laws = filesIn(folder).map(readLaw)
  const titles = laws.map((l) => l.title)
  const names = buildNameIndex(titles)
  const index = indexTitles(titles)
  const started = performance.now()
  const found = laws.map((law) => findInDocument(law.units, { title: law.title, names }))
  const seconds = (performance.now() - started) / 1000
  const bytes = laws.reduce((n, l) => n + l.bytes, 0)

  const counts = new Counter()
  const unresolved = new Counter()
  laws.forEach((law, i) => {
    for (const c of found[i] ?? []) {
      counts.add('all')
      counts.add(`rule ${c.rule}`)
      counts.add(`relation ${c.relation}`)
      counts.add(`shape ${shapeOf(c)}`)
      if (c.problem) counts.add(`problem ${c.problem}`)
      if (c.law.kind !== 'named') continue
      const outcome = resolveName(c.law.title ?? c.law.name, { titles: index, self: law.title })
      const how =
        outcome.status === 'resolved' ? (outcome.known ? 'resolved' : 'resolved, not in the corpus') : outcome.status
      counts.add(`${c.law.marks ? 'title in marks' : 'name without marks'}: ${how}`)
      if (outcome.status !== 'resolved') unresolved.add(`${c.law.marks ? '《》' : '  '} ${c.law.title ?? c.law.name}`)
    }
  })
  console.log(
    `${laws.length} laws, ${(bytes / 1e6).toFixed(1)} MB, ${seconds.toFixed(2)} s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`,
  )
  for (const [what, n] of counts.byName()) console.log(`${String(n).padStart(8)}  ${what}`)
  for (const [what, n] of unresolved.top(number('unresolved', 0))) console.log(`${String(n).padStart(8)}  ${what}`)

  const pattern = args.includes('--match') ? new RegExp(option('match') ?? '') : undefined
  let random = number('seed', 1)
  let left = number('sample', 0)
  const spread = laws.flatMap((law, l) => law.units.map((_, u) => ({ law, l, u })))
  while (left-- > 0) {
    for (let tries = 0; tries < 200_000; tries++) {
      random = (random * 48271) % 2147483647
      const pick = spread[random % spread.length]
      const unit = pick?.law.units[pick.u]
      if (!pick || !unit || (pattern && !pattern.test(unit.text))) continue
      const here = (found[pick.l] ?? []).filter((c) => c.unit === pick.u)
      if (
        here.length === 0 &&
        !/[前本同该][条款项章节]|第.{1,6}[条款项]|《|刑法|[^本立执司违依合]法[第的规]/.test(unit.text)
      )
        continue
      console.log(`\n${pick.law.title} ${unit.eid ?? '-'}\n${unit.text}`)
      for (const c of here) {
        const law =
          'name' in c.law ? `${c.law.name}${'title' in c.law && c.law.title ? `=${c.law.title}` : ''}` : c.law.kind
        console.log(
          `   → ${c.text} | ${law} | ${c.targets.join(' ')} | ${c.rule} ${c.relation}${c.problem ? ` !${c.problem}` : ''}${c.draft ? ' draft' : ''}`,
        )
      }
      break
    }
  }
}

function shapeOf(c: FoundCitation): string {
  if (c.targets.length === 0) return 'law'
  if (c.targets.length > 1) return 'list or range'
  return (
    c.targets[0]
      ?.split('__')
      .map((s) => s.replace(/_.*/, ''))
      .join(' ') ?? ''
  )
}

class Counter {
  private readonly counts = new Map<string, number>()
  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }
  byName(): [string, number][] {
    return [...this.counts].sort(([a], [b]) => a.localeCompare(b))
  }
  top(n: number): [string, number][] {
    return [...this.counts].sort((a, b) => b[1] - a[1]).slice(0, n)
  }
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : path.endsWith('.md') ? [path] : []))
    .sort()
}

const HEADING = /^#+\s*第(\S{1,8}?)(编|分编|章|节)(?:\s|$)/
const ARTICLE =
  /^第([一二三四五六七八九十百千零〇\d]+)条(?:之([一二三四五六七八九十]+))?(?:[\s\u3000]+|(?=[^、，和至的]))/
const ITEM = /^(?:- )?[（(]([一二三四五六七八九十]+)[）)]/
const LEVEL = { 编: 'part', 分编: 'subpart', 章: 'chp', 节: 'sec' } as const
const ORDER = ['part', 'subpart', 'chp', 'sec']

/** A rough reading, enough for a census: lines that begin with 第N条 are articles, lines after them 款, （一） items. */
export function readLaw(path: string): Law {
  const source = readFileSync(path, 'utf8')
  const [head = '', body = source] = source.includes('<!-- INFO END -->')
    ? source.split('<!-- INFO END -->')
    : ['', source]
  const title = (/^#\s+(.+)$/m.exec(head) ?? /^#\s+(.+)$/m.exec(source))?.[1]?.trim() ?? ''
  const units: Unit[] = []
  let containers: string[] = []
  let article: string | undefined
  let paragraph = 0
  for (const raw of body.split('\n')) {
    const line = raw.replace(/[\s\u3000\u200b]+/g, ' ').trim()
    if (line === '') continue
    const heading = HEADING.exec(line)
    if (heading) {
      const prefix = LEVEL[heading[2] as keyof typeof LEVEL]
      const step = `${prefix}_${parseNumeral(heading[1] ?? '') ?? 0}`
      const outer = containers.filter(
        (c) => ORDER.indexOf(c.split('__').at(-1)?.split('_')[0] ?? '') < ORDER.indexOf(prefix),
      )
      containers = [...outer, [outer.at(-1), step].filter(Boolean).join('__')]
      continue
    }
    if (line.startsWith('#')) continue
    const starts = ARTICLE.exec(line)
    if (starts) {
      article = `art_${parseNumeral(starts[1] ?? '') ?? 0}${starts[2] ? `-${parseNumeral(starts[2])}` : ''}`
      paragraph = 1
      units.push({ eid: article, containers, text: line.slice(starts[0].length) })
      continue
    }
    const item = ITEM.exec(line)
    if (!article) units.push({ text: line })
    else if (item) {
      units.push({ eid: `${article}__para_${paragraph}__item_${parseNumeral(item[1] ?? '')}`, containers, text: line })
    } else units.push({ eid: `${article}__para_${++paragraph}`, containers, text: line })
  }
  return { title, units, bytes: Buffer.byteLength(source) }
}

if (process.argv[1]?.endsWith('cite.ts')) run(process.argv.slice(2))
