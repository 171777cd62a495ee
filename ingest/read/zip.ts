import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { fail } from '../../base/errors.ts'
import type { ReadLimits } from './port.ts'

/** No compressor gets further with a document; deflate itself ends at about 1,030. */
const ABSURD_RATIO = 500
/** Below this a ratio says nothing. */
const SMALL = 4 << 20

/**
 * The entries of a zip whose names `wanted` accepts, unpacked. What the directory says of sizes is a first test only: bytes are
 * counted as they come. Errors: FILE_BROKEN, FILE_ENCRYPTED, ARCHIVE_BOMB.
 */
export async function unzip(
  bytes: Uint8Array,
  path: string,
  limits: ReadLimits,
  wanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  const broken = (error: unknown) =>
    fail('FILE_BROKEN', { path, format: 'Word', reason: error instanceof Error ? error.message : String(error) }, error)
  const bomb = (unpacked: number) => fail('ARCHIVE_BOMB', { path, bytes: unpacked, limit: limits.maxBytes })
  const zip = await opened(bytes).catch((error: unknown) => {
    throw broken(error)
  })
  const entries = await directory(zip).catch((error: unknown) => {
    throw broken(error)
  })
  const told = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (told > limits.maxBytes || (told > SMALL && told > bytes.length * ABSURD_RATIO)) throw bomb(told)
  const unpacked = new Map<string, Buffer>()
  let total = 0
  for (const entry of entries) {
    if (!wanted(entry.fileName)) continue
    if (entry.isEncrypted()) throw fail('FILE_ENCRYPTED', { path, format: 'Word' })
    const chunks: Buffer[] = []
    try {
      for await (const chunk of await stream(zip, entry)) {
        chunks.push(chunk as Buffer)
        total += (chunk as Buffer).length
        if (total > limits.maxBytes) break
      }
    } catch (error) {
      throw broken(error)
    }
    if (total > limits.maxBytes || (total > SMALL && total > bytes.length * ABSURD_RATIO)) throw bomb(total)
    unpacked.set(entry.fileName, Buffer.concat(chunks))
  }
  return unpacked
}

function opened(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)))
  })
}

function directory(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function stream(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, readable) => (error ? reject(error) : resolve(readable)))
  })
}

/** A zip of these entries, stored and not compressed: for a library that takes nothing but a zip. */
export function zip(entries: Iterable<readonly [name: string, content: Uint8Array]>): Buffer {
  const files: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const encoded = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0) // version
    common.writeUInt16LE(0x0800, 2) // names in UTF-8
    common.writeUInt16LE(0x21, 8) // 1 January 1980
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(encoded.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    files.push(Buffer.from('PK\x03\x04'), common, encoded, Buffer.from(content))
    central.push(Buffer.from('PK\x01\x02\x14\0'), common, place, encoded)
    offset += 4 + common.length + encoded.length + content.length
  }
  const size = central.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(central.length / 4, 8)
  end.writeUInt16LE(central.length / 4, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, ...central, end])
}
