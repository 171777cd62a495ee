import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../base/errors.ts'
import type { AnomalyKind } from '../../graph/model.ts'
import { openStore } from '../../graph/open.ts'
import type { IngestSummary } from '../../ingest/summary.ts'
import { docx, paragraph } from '../fixtures/read/docx.ts'
import { linesAt, pdf } from '../fixtures/read/pdf.ts'
import { bomb } from './bomb.ts'
import { type Ended, famai, STACK, start } from './cli.ts'
import { asMarkdown, asText, fictionalLaw, SAMPLE_GAZETTE } from './corpus.ts'
import { ingestInto, problems } from './graph.ts'

const LAW = fictionalLaw(7, 9)
const text = asText(LAW)
const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff)
const word = docx([LAW.title, ...LAW.lines].map((p) => paragraph(p)).join(''))

interface Row {
  /** Name of the file. */
  readonly name: string
  readonly why: string
  /** Its bytes, or what puts it there. */
  readonly make: string | Uint8Array | ((path: string) => Promise<unknown>)
  /** The error, the anomaly, or that it is read without a word. */
  readonly gives: { readonly error: ErrorCode } | { readonly anomaly: AnomalyKind } | 'a law' | 'a document'
}

/** Every file is given to one run, whose limit is 1 MiB. The texts differ: equal ones would be told of as duplicates. */
const ROWS: readonly Row[] = [
  { name: 'empty.txt', why: 'a download that failed', make: '', gives: { error: 'FILE_EMPTY' } },
  { name: 'empty.pdf', why: 'the same, of a format that is not text', make: '', gives: { error: 'FILE_EMPTY' } },
  { name: 'blank.md', why: 'white space of all widths', make: ' \n\t\u3000\u00a0\n', gives: { error: 'FILE_EMPTY' } },
  { name: 'noise.txt', why: 'binary under the name of text', make: noise, gives: { error: 'FILE_BINARY' } },
  {
    name: 'picture.md',
    why: 'a PNG under .md',
    make: joined(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise),
    gives: { error: 'FILE_BINARY' },
  },
  {
    name: 'cut.docx',
    why: 'a Word file cut in half',
    make: word.subarray(0, word.length / 2),
    gives: { error: 'FILE_BROKEN' },
  },
  { name: 'text.docx', why: 'text under .docx', make: text, gives: { error: 'FILE_BROKEN' } },
  { name: 'bomb.docx', why: 'some KiB that unpack to 64 MiB', make: bomb(64), gives: { error: 'ARCHIVE_BOMB' } },
  {
    name: 'cut.pdf',
    why: 'a PDF without its end',
    make: pdf([linesAt(60, 60, [LAW.title])]).subarray(0, 300),
    gives: { error: 'FILE_BROKEN' },
  },
  { name: 'scan.pdf', why: 'pages without a text layer', make: pdf([[], []]), gives: { error: 'PDF_WITHOUT_TEXT' } },
  {
    name: 'locked.pdf',
    why: 'a PDF under a password',
    make: pdf([linesAt(60, 60, [LAW.title])], {
      trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'28'.repeat(32)}> /U <${'11'.repeat(32)}> >> /ID [<00> <00>]`,
    }),
    gives: { error: 'FILE_ENCRYPTED' },
  },
  { name: 'long.txt', why: 'over the limit', make: text.repeat(3000), gives: { error: 'FILE_TOO_LARGE' } },
  {
    name: 'sparse.txt',
    why: '300 MB on no disk space',
    make: async (path) => {
      await writeFile(path, '')
      await truncate(path, 300_000_000)
    },
    gives: { error: 'FILE_TOO_LARGE' },
  },
  {
    name: 'link.txt',
    why: 'a link to nowhere',
    make: (path) => symlink('/nowhere/at/all', path),
    gives: { error: 'FILE_UNREADABLE' },
  },
  {
    name: 'link.html',
    why: 'a link to itself',
    make: (path) => symlink('link.html', path),
    gives: { error: 'FILE_UNREADABLE' },
  },
  {
    name: 'damaged.txt',
    why: 'bytes that are no UTF-8, in the middle',
    make: joined(Buffer.from(text), Buffer.from([0xe7, 0xff, 0xfe, 0x0a]), Buffer.from(text)),
    gives: { anomaly: 'undecodable' },
  },
  {
    name: 'long-line.md',
    why: 'a line of 100,000 characters',
    make: `# 长行条例\n\n第一条　${'很长'.repeat(50_000)}。\n\n第二条　短。\n`,
    gives: { anomaly: 'line_too_long' },
  },
  {
    name: '规定.md',
    why: 'a law without articles',
    make: '# 栖川市无条文规定\n\n本规定没有分条。\n\n到此为止。\n',
    gives: { anomaly: 'no_articles' },
  },
  {
    name: 'nul.txt',
    why: 'NUL bytes within a text',
    make: `${asText(fictionalLaw(8, 9))}第十条　零\0字\0节。\n`,
    gives: 'a law',
  },
  {
    name: 'surrogates.txt',
    why: 'halves of characters, as UTF-16 allows them',
    make: joined(
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`${asText(fictionalLaw(9, 9))}第十条　半\ud842个\udfb7字。\n`, 'utf16le'),
    ),
    gives: { anomaly: 'undecodable' },
  },
  {
    name: 'issue.txt',
    why: 'contents that name items which are not there',
    make: async (path) =>
      writeFile(
        path,
        (await readFile(SAMPLE_GAZETTE, 'utf8')).replace(/关于/, '栖川市不存在的一项决定…………………………7\n关于'),
      ),
    gives: { anomaly: 'contents_without_item' },
  },
  {
    name: 'deep.html',
    why: '100,000 boxes, one in the other',
    make: `${'<div>'.repeat(100_000)}<p>${LAW.title}</p>`,
    gives: 'a document',
  },
  {
    name: 'bell\u0007\u001b[31m.txt',
    why: 'a name that would steer the terminal',
    make: '',
    gives: { error: 'FILE_EMPTY' },
  },
  {
    name: '<script>alert(1)<script>.md',
    why: 'a name that would run in a page',
    make: asMarkdown(fictionalLaw(10, 9)),
    gives: 'a law',
  },
  {
    name: `${'长'.repeat(80)}.md`,
    why: 'a name as long as file systems allow',
    make: asMarkdown(fictionalLaw(11, 9)),
    gives: 'a law',
  },
  {
    name: 'good.md',
    why: 'the law that the rest must not hold up',
    make: asMarkdown(fictionalLaw(12, 9)),
    gives: 'a law',
  },
]

let home = ''
let folder = ''
let store = ''
let run: Ended
let summary: IngestSummary

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'famai-bad-')))
  folder = join(home, 'in')
  store = join(home, 'famai.db')
  await mkdir(join(folder, 'folder.txt'), { recursive: true }) // named like a file
  for (const { name, make } of ROWS) {
    const path = join(folder, name)
    await (typeof make === 'function' ? make(path) : writeFile(path, make))
  }
  run = await famai(['ingest', folder, '--store', store, '--json'], { FAMAI_MAX_FILE_MB: '1' })
  summary = JSON.parse(run.stdout) as IngestSummary
}, 120_000)
afterAll(() => rm(home, { recursive: true, force: true }))

describe('one run over everything that may come', () => {
  test('ends with 1, without a stack trace, and its store is clean', async () => {
    expect(run.code).toBe(1)
    expect(run.stderr).toBe('')
    expect(run.stdout).not.toMatch(STACK)
    expect(await problems(store)).toEqual([])
    expect(summary.files).toBe(ROWS.length)
  })

  test.each(ROWS)('$name: $why', async ({ name, gives }) => {
    const path = join(folder, name)
    const failed = summary.failed.find((f) => f.path === path)
    if (typeof gives === 'object' && 'error' in gives) {
      expect(failed).toMatchObject({ code: gives.error })
      expect(failed?.message).toContain(path)
      expect(failed?.hint).not.toBe('')
      return
    }
    expect(failed).toBeUndefined()
    const { anomalies, editions } = await told(path)
    if (typeof gives === 'object') expect(anomalies).toContain(gives.anomaly)
    if (gives === 'a law') expect(editions).toBe(1)
  })

  test('a second run says the same and stores nothing', async () => {
    const again = await famai(['ingest', folder, '--store', store], { FAMAI_MAX_FILE_MB: '1' })
    expect(again.code).toBe(1)
    expect(again.stdout).toMatch(/0 新 new, 0 更新 replaced/)
    expect(again.stdout).toContain('FILE_EMPTY')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(again.stdout).not.toMatch(/[\u0007\u001b]/)
  })
})

/** What the store holds of a file. */
async function told(path: string): Promise<{ anomalies: AnomalyKind[]; editions: number }> {
  const opened = await openStore(store, { readonly: true })
  try {
    const source = (await opened.sourcePaths()).get(path)
    expect(source, 'it is stored').toBeDefined()
    const page = { offset: 0, limit: 1000 }
    const { items } = await opened.anomalies({ source: source?.id ?? '' }, page)
    const documents = await opened.documents({ source: source?.id ?? '' }, page)
    expect(documents.total).toBeGreaterThan(0)
    let editions = 0
    for (const { id } of documents.items) editions += (await opened.document(id))?.editions.length ?? 0
    return { anomalies: items.map((row) => row.anomaly.kind), editions }
  } finally {
    await opened.close()
  }
}

describe('files that change under the hand', () => {
  const CASES = [
    ['vanishes after it was found', (path: string) => rmSync(path), 'FILE_UNREADABLE'],
    [
      'is written to after it was looked at',
      (path: string) => writeFileSync(path, `${text}又一行。\n`),
      'FILE_CHANGED',
    ],
    ['becomes a folder', (path: string) => [rmSync(path), mkdirSync(path)], 'FILE_UNREADABLE'],
  ] as const
  test.each(CASES)('one that %s', async (_why, change, code) => {
    const inside = await mkdtemp(join(home, 'race-'))
    await writeFile(join(inside, 'a.txt'), text)
    await writeFile(join(inside, 'b.md'), asMarkdown(fictionalLaw(13, 9)))
    const { failed, added } = await ingestInto(join(inside, 'famai.db'), inside, {
      onProgress: ({ stage, done, total }) => {
        if (stage === 'compare' && done === total) change(join(inside, 'a.txt'))
      },
    })
    expect(failed.map((f) => [basename(f.path), f.code])).toEqual([['a.txt', code]])
    expect(added).toBe(1)
  })
})

describe('what is named on the command line', () => {
  test.each([
    ['a folder without a file that is read', 'nothing/', 'NOTHING_TO_INGEST'],
    ['a path that is not there', 'missing.txt', 'FILE_UNREADABLE'],
    ['a file of a kind that is not read', 'table.xlsx', 'FILE_UNSUPPORTED'],
    ['a device', '/dev/null', 'FILE_UNREADABLE'],
  ])('%s', async (_why, name, code) => {
    const inside = await mkdtemp(join(home, 'named-'))
    await mkdir(join(inside, 'nothing'))
    await writeFile(join(inside, 'nothing', 'picture.png'), noise)
    await writeFile(join(inside, 'table.xlsx'), noise)
    await writeFile(join(inside, 'good.md'), asMarkdown(LAW))
    const path = name.startsWith('/') ? name : join(inside, name)
    const store = join(inside, 'famai.db')
    const { failed, added } = await ingestInto(store, '', { paths: [path, join(inside, 'good.md')] })
    expect([failed.map((f) => f.code), added]).toEqual([[code], 1])
  })

  test.each([
    ['nothing', ['ingest'], 2],
    ['an option that there is not', ['ingest', '.', '--fast'], 2],
    ['no jobs at all', ['ingest', '.', '--jobs', '0'], 2],
    ['a side file that is not there', ['ingest', '.', '--metadata', '/nowhere.csv'], 1],
  ])('%s: exit code', async (_why, args, expected) => {
    const { code, stdout, stderr } = await famai([...args, '--store', join(home, 'none.db')])
    expect(code).toBe(expected)
    expect(stdout).toBe('')
    expect(stderr).not.toMatch(STACK)
  })
})

test('300 MB are refused without being read: the memory stays that of an idle program', async () => {
  const { child, ended } = start(['ingest', join(folder, 'sparse.txt'), '--store', join(home, 'sparse.db')])
  let most = 0
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!over && child.pid !== undefined) most = Math.max(most, await peakOf(child.pid))
  expect((await ended).stdout).toContain('FILE_TOO_LARGE')
  expect(most).toBeLessThan(400)
})

test('--dry-run tells the same and writes nothing, neither into a store nor beside it', async () => {
  const args = ['--json', '--dry-run']
  const fresh = await famai(['ingest', folder, ...args, '--store', join(home, 'new/famai.db')], {
    FAMAI_MAX_FILE_MB: '1',
  })
  const { seconds: _, ...first } = summary
  const { seconds: __, ...rehearsed } = JSON.parse(fresh.stdout) as IngestSummary
  expect(rehearsed).toEqual(first)
  expect(fresh.code).toBe(1)
  await expect(stat(join(home, 'new'))).rejects.toMatchObject({ code: 'ENOENT' })

  const before = await readFile(store)
  const empty = await mkdtemp(join(home, 'dry-'))
  await writeFile(join(empty, 'new.md'), asMarkdown(fictionalLaw(20, 9)))
  const { stdout } = await famai(['ingest', empty, '--prune', ...args, '--store', store])
  expect(JSON.parse(stdout)).toMatchObject({ added: 1, removed: 0 })
  expect(Buffer.compare(await readFile(store), before)).toBe(0)
})

/** Highest resident memory of a process so far in MB; 0 where the system does not tell. */
async function peakOf(pid: number): Promise<number> {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000
  } catch {
    return 0
  }
}

function joined(...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts)
}
