import { crc32, deflateRawSync } from 'node:zlib'

/** A Word file of some KiB whose text unpacks to so many MiB of zeros. */
export function bomb(mebibytes: number): Buffer {
  const name = Buffer.from('word/document.xml')
  const zeros = Buffer.alloc(mebibytes << 20)
  const packed = deflateRawSync(zeros, { level: 9 })
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0) // version
  common.writeUInt16LE(8, 4) // deflate
  common.writeUInt32LE(crc32(zeros), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(zeros.length, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed])
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}
