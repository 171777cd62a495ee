import iconv from 'iconv-lite'
import { detect } from 'jschardet'
import { fail } from '../../base/errors.ts'
import type { Notice } from './port.ts'

export interface Decoded {
  /** Without BOM and NUL; every line end is \n. */
  readonly text: string
  /** As iconv names it: utf-8, utf-16le, gb18030. */
  readonly encoding: string
  /** One for each place that holds bytes which are no characters. */
  readonly notices: readonly Notice[]
}

/** More damaged places than this are told of in one notice. */
const NOTICE_CAP = 100

const BOMS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
  { encoding: 'gb18030', bytes: [0x84, 0x31, 0x95, 0x33] },
] as const

const NOT_TEXT = /[\0\uFEFF]+/g

/** What other formats begin with. Text never does. */
const MAGIC = [
  [0x50, 0x4b, 0x03, 0x04], // zip, docx
  [0x25, 0x50, 0x44, 0x46], // pdf
  [0xd0, 0xcf, 0x11, 0xe0], // old Office
  [0x89, 0x50, 0x4e, 0x47], // png
  [0xff, 0xd8, 0xff], // jpeg
  [0x47, 0x49, 0x46, 0x38], // gif
  [0x1f, 0x8b, 0x08], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // rar
] as const

export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

/**
 * The text of a file in UTF-8, UTF-16, GB18030 (and so GBK, GB2312) or, at a guess, another legacy encoding.
 * `declared` is what the file says of itself (a `<meta charset>`); the bytes are believed first.
 * Errors: FILE_EMPTY (nothing but white space), FILE_BINARY.
 */
export function decode(bytes: Uint8Array, path: string, declared?: string): Decoded {
  if (MAGIC.some((magic) => startsWith(bytes, magic))) throw fail('FILE_BINARY', { path })
  const { encoding, raw } = guess(bytes, declared)
  const text = raw.replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n').replace(NOT_TEXT, '')
  if (!/\S/.test(text)) throw fail('FILE_EMPTY', { path })
  if (looksBinary(raw)) throw fail('FILE_BINARY', { path })
  return { text, encoding, notices: damage(text) }
}

function guess(bytes: Uint8Array, declared: string | undefined): { encoding: string; raw: string } {
  const bom = BOMS.find((b) => startsWith(bytes, b.bytes))
  if (bom) return { encoding: bom.encoding, raw: as(bom.encoding, bytes) }
  const wide = utf16(bytes)
  if (wide) return { encoding: wide, raw: as(wide, bytes) }
  try {
    return { encoding: 'utf-8', raw: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    // Not whole UTF-8. Legacy text has hardly a byte pair that is; damaged UTF-8 is right nearly everywhere.
  }
  const utf8 = as('utf-8', bytes)
  if (badShare(utf8) < 0.2) return { encoding: 'utf-8', raw: utf8 }
  const candidates = ['gb18030', ...(declared && iconv.encodingExists(declared) ? [declared.toLowerCase()] : [])]
  const other = gb2312Share(bytes) < 0.8 || candidates.length > 1 ? detect(bytes) : undefined
  const named = other?.encoding?.toLowerCase()
  if (named && (other?.confidence ?? 0) >= 0.3 && iconv.encodingExists(named)) candidates.unshift(named)
  const tried = candidates.map((encoding) => ({ encoding, raw: as(encoding, bytes) }))
  const well = tried.find((t) => badShare(t.raw) < 0.05)
  return (
    well ??
    [...tried, { encoding: 'utf-8', raw: utf8 }].sort((a, b) => badShare(a.raw) - badShare(b.raw))[0] ?? {
      encoding: 'utf-8',
      raw: utf8,
    }
  )
}

function as(encoding: string, bytes: Uint8Array): string {
  if (encoding === 'utf-8' || encoding === 'utf-16le' || encoding === 'utf-16be')
    return new TextDecoder(encoding).decode(bytes)
  return iconv.decode(bytes, encoding)
}

/** Of the characters beyond ASCII, how many could not be decoded. */
function badShare(text: string): number {
  let bad = 0
  let all = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 0x80) continue
    all++
    if (c === 0xfffd) bad++
  }
  return all === 0 ? 0 : bad / all
}

/** UTF-16 without a BOM: read the right way round, nearly all is what Chinese and English texts are made of; the wrong way round, a third. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 2) return undefined
  const sample = bytes.subarray(0, 65536 & ~1)
  return (['utf-16le', 'utf-16be'] as const).find((encoding) => {
    const text = new TextDecoder(encoding).decode(sample)
    const usual = text.match(/[\t\n\r -~\u2010-\u2027\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]/g)?.length ?? 0
    return usual / text.length > 0.95 && /[\n -~\u3000-\u3002\u7684\uff0c]/.test(text) && !isUtf8(sample)
  })
}

/** Whole UTF-8 that holds no NUL; a sample may end within a character. */
function isUtf8(sample: Uint8Array): boolean {
  if (sample.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Simplified Chinese in GBK stays nearly always in its GB2312 part; Big5 read as GBK does not. */
function gb2312Share(bytes: Uint8Array): number {
  let pairs = 0
  let inside = 0
  for (let i = 0; i < Math.min(bytes.length, 1_000_000) - 1; i++) {
    const lead = bytes[i] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[++i] ?? 0
    pairs++
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) inside++
  }
  return pairs === 0 ? 1 : inside / pairs
}

/** A stray control character is damage; many are another format. NULs at the end are padding. */
function looksBinary(raw: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted
  const controls = raw.replace(/(?<!\0)\0+$/, '').match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0
  const bad = raw.match(/\uFFFD/g)?.length ?? 0
  return controls > Math.max(4, raw.length / 100) || (bad > 4 && bad > raw.length * 0.3)
}

/** Runs of U+FFFD, which stands for bytes that are no characters. */
export function damage(text: string): Notice[] {
  const places: { start: number; end: number }[] = []
  for (const found of text.matchAll(/\uFFFD+/g)) {
    places.push({ start: found.index, end: found.index + found[0].length })
  }
  const told: Notice[] = places.slice(0, NOTICE_CAP).map((place) => ({ kind: 'undecodable', ...place }))
  const rest = places.slice(NOTICE_CAP)
  const first = rest[0]
  const last = rest.at(-1)
  if (first && last) {
    told.push({ kind: 'undecodable', start: first.start, end: last.end, detail: `${rest.length} more places` })
  }
  return told
}
