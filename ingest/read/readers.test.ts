import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { EXTENSIONS, readerFor, readFile } from './readers.ts'

const dir = mkdtempSync(join(tmpdir(), 'famai-read-'))
afterAll(() => rmSync(dir, { recursive: true }))

const LIMITS = { maxBytes: 1024 }
function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

describe('readFile', () => {
  test('gives the hash of the bytes, the media type and the lines', async () => {
    const read = await readFile(file('某法.TXT', '第一条　甲'), LIMITS)
    expect(read.id).toBe(createHash('sha256').update('第一条　甲').digest('hex'))
    expect(read.mediaType).toBe('text/plain')
    expect(read.extract.lines).toEqual([{ start: 0, end: 5 }])
  })

  test.each([
    ['a file that has vanished', () => join(dir, 'gone.txt'), 'FILE_UNREADABLE'],
    ['a folder', () => dir, 'FILE_UNREADABLE'],
    ['a kind that is not read', () => file('a.xlsx', 'x'), 'FILE_UNSUPPORTED'],
    ['no extension', () => file('README', 'x'), 'FILE_UNSUPPORTED'],
    ['a Word file of old', () => file('a.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])), 'FILE_UNSUPPORTED'],
    ['an empty file', () => file('empty.md', ''), 'FILE_EMPTY'],
    ['a Word file with the name of a text', () => file('b.txt', 'PK\x03\x04\x14\0'), 'FILE_BINARY'],
  ])('%s', async (_, make, code) => {
    const path = make()
    await expect(readFile(path, LIMITS)).rejects.toMatchObject({ code, message: expect.stringContaining(path) })
  })

  test('a file over the limit is not read into memory', async () => {
    const path = file('large.txt', '第一条')
    truncateSync(path, 3 * 2 ** 30) // sparse; more than one Buffer may hold on small machines
    const before = process.memoryUsage().rss
    await expect(readFile(path, LIMITS)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6)
  })
})

describe('readerFor', () => {
  test.each([
    ['a.md', '第一条', 'text/markdown'],
    ['a.MARKDOWN', '第一条', 'text/markdown'],
    ['a.txt', '<html>', 'text/plain'],
    ['a.htm', '<p>甲', 'text/html'],
    // sites publish Word files, pages and PDFs under each other's names
    ['a.doc', '<html><body>甲', 'text/html'],
    ['a.docx', '%PDF-1.7', 'application/pdf'],
    ['a.pdf', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])('%s that begins with %s is %s', (path, head, mediaType) => {
    expect(readerFor(path, Buffer.from(head)).mediaType).toBe(mediaType)
  })

  test('the extensions are known', () => {
    expect(EXTENSIONS).toEqual(['.txt', '.md', '.markdown', '.html', '.htm', '.docx', '.pdf'])
  })
})
