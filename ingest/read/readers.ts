import { createHash } from 'node:crypto'
import { readFile as readBytes, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { FamaiError, fail } from '../../base/errors.ts'
import { startsWith } from './decode.ts'
import { DOCX, docxReader } from './docx.ts'
import { htmlReader } from './html.ts'
import { markdownReader } from './markdown.ts'
import { pdfReader } from './pdf.ts'
import type { Extract, Reader, ReadLimits } from './port.ts'
import { textReader } from './text.ts'

export const READERS: readonly Reader[] = [textReader, markdownReader, htmlReader, docxReader, pdfReader]

/** With the dot, lower case: what to look for in a folder. */
export const EXTENSIONS: readonly string[] = READERS.flatMap((reader) => reader.extensions)

export interface ReadFile {
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly id: string
  readonly mediaType: string
  readonly extract: Extract
}

/** Reads one file. Errors: FILE_UNREADABLE, FILE_TOO_LARGE (before it is read into memory), FILE_UNSUPPORTED, and those of the readers. */
export async function readFile(path: string, limits: ReadLimits): Promise<ReadFile> {
  const bytes = await bytesOf(path, limits)
  const reader = readerFor(path, bytes)
  const extract = await reader.read(bytes, path, limits)
  return { id: createHash('sha256').update(bytes).digest('hex'), mediaType: reader.mediaType, extract }
}

/** By extension; between formats that are not text the first bytes decide, because published files often have the wrong name. */
export function readerFor(path: string, bytes: Uint8Array): Reader {
  const extension = extname(path).toLowerCase()
  const named = READERS.find((reader) => reader.extensions.includes(extension))
  if (named?.mediaType.startsWith('text/') && named.mediaType !== 'text/html') return named
  const sniffed = READERS.find((reader) => reader.mediaType === sniff(bytes))
  const reader = named || extension === '.doc' ? (sniffed ?? named) : undefined
  if (!reader) throw fail('FILE_UNSUPPORTED', { path, type: extension || 'no extension' })
  return reader
}

function sniff(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 1024)).replace(/^\xef\xbb\xbf/, '')
  if (head.includes('%PDF-')) return 'application/pdf'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return DOCX
  if (/^\s*<(?:!doctype html|html|head)\b/i.test(head)) return 'text/html'
  return undefined
}

/** Rejects what can't be read or is too large, without opening it. Errors: FILE_UNREADABLE, FILE_TOO_LARGE. */
export async function checkSize(path: string, limits: ReadLimits): Promise<void> {
  await withReason(path, async () => {
    // not opened before it is known to be a file: a pipe would wait for its writer
    const found = await stat(path)
    if (!found.isFile()) throw fail('FILE_UNREADABLE', { path, reason: 'it is not a file' })
    if (found.size > limits.maxBytes) throw fail('FILE_TOO_LARGE', { path, bytes: found.size, limit: limits.maxBytes })
  })
}

async function bytesOf(path: string, limits: ReadLimits): Promise<Uint8Array> {
  await checkSize(path, limits)
  return withReason(path, () => readBytes(path))
}

async function withReason<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FamaiError) throw error
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw fail('FILE_UNREADABLE', { path, reason: REASONS[reason] ?? reason }, error)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ENAMETOOLONG: 'its name is too long',
}
