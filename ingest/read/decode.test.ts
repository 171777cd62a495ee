import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decode } from './decode.ts'

const LAW = '某市樱花保护条例\n第一条　为了保护樱花，根据有关法律，制定本条例。\n'
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

describe('decode', () => {
  test.each([
    ['plain UTF-8', bytes(LAW), 'utf-8'],
    ['UTF-8 with the BOM of Notepad', bytes([0xef, 0xbb, 0xbf], LAW), 'utf-8'],
    ['UTF-16 as Notepad calls Unicode', bytes([0xff, 0xfe], [...iconv.encode(LAW, 'utf-16le')]), 'utf-16le'],
    ['UTF-16 big endian with BOM', bytes([0xfe, 0xff], [...iconv.encode(LAW, 'utf-16be')]), 'utf-16be'],
    ['UTF-16 without a BOM', iconv.encode(LAW, 'utf-16le'), 'utf-16le'],
    ['UTF-16 big endian without a BOM', iconv.encode(LAW, 'utf-16be'), 'utf-16be'],
    ['GBK of older sites', iconv.encode(LAW, 'gbk'), 'gb18030'],
    ['GB18030 with its BOM', bytes([0x84, 0x31, 0x95, 0x33], [...iconv.encode(LAW, 'gb18030')]), 'gb18030'],
  ])('%s', (_, file, encoding) => {
    expect(decode(file, 'a.txt')).toEqual({ text: LAW, encoding, notices: [] })
  })

  test.each([
    // four-byte characters are in names of persons and places
    [
      'a rare character in GB18030',
      iconv.encode('委员：张㐂、李𠮷。第一条、第二条。', 'gb18030'),
      '委员：张㐂、李𠮷。第一条、第二条。',
    ],
    // a single GBK word must not be taken for two-byte UTF-8
    ['a short GBK file', iconv.encode('第一条', 'gbk'), '第一条'],
    ['line ends of Windows and of old Macs', bytes('甲\r\n乙\r丙'), '甲\n乙\n丙'],
    ['other line ends', bytes('甲\u2028乙\u2029丙\v丁\u0085戊'), '甲\n乙\n丙\n丁\n戊'],
    // files that were joined keep the BOM of the second
    ['a BOM in the middle', bytes('甲\n\uFEFF乙'), '甲\n乙'],
    ['padding of NULs at the end', bytes('第一条', new Array(100).fill(0)), '第一条'],
    ['the form feed that ends a page stays', bytes('甲\f乙'), '甲\f乙'],
  ])('%s', (_, file, text) => {
    expect(decode(file, 'a.txt').text).toBe(text)
  })

  test('Big5 is not read as GBK', () => {
    const text = '臺灣地區與大陸地區人民關係條例施行細則，本條例所稱人民，指在臺灣地區設有戶籍之人民。'.repeat(5)
    expect(decode(iconv.encode(text, 'big5'), 'a.txt').text).toBe(text)
  })

  test('damage within UTF-8 is told of, and the rest is kept', () => {
    const decoded = decode(bytes('第一条　甲', [0xff, 0xc3], '乙。\n第二条　丙', [0xe7, 0xac], '丁。'), 'a.txt')
    expect(decoded.text).toBe('第一条　甲\uFFFD\uFFFD乙。\n第二条　丙\uFFFD丁。')
    expect(decoded.notices).toEqual([
      { kind: 'undecodable', start: 5, end: 7 },
      { kind: 'undecodable', start: 15, end: 16 },
    ])
  })

  test('damage within GBK is told of', () => {
    const text = '第一条　为了保护樱花，根据有关法律，制定本条例。'.repeat(4)
    const file = Buffer.concat([iconv.encode(text, 'gbk'), Buffer.from([0xff, 0x0a]), iconv.encode(text, 'gbk')])
    const decoded = decode(file, 'a.txt')
    expect(decoded.encoding).toBe('gb18030')
    expect(decoded.notices).toMatchObject([{ kind: 'undecodable', start: text.length }])
  })

  test('the hundred and first damaged place and all after it share a notice', () => {
    const decoded = decode(bytes(...Array.from({ length: 150 }, () => ['第一条甲乙丙丁', [0xff]]).flat()), 'a.txt')
    expect(decoded.notices).toHaveLength(101)
    expect(decoded.notices.at(-1)).toEqual({ kind: 'undecodable', start: 807, end: 1200, detail: '50 more places' })
  })

  test.each([
    ['nothing', bytes(''), 'FILE_EMPTY'],
    ['white space', bytes(' \n\t　\r\n'), 'FILE_EMPTY'],
    ['a BOM alone', bytes([0xef, 0xbb, 0xbf]), 'FILE_EMPTY'],
    ['only NULs: a disk that failed', bytes(new Array(512).fill(0)), 'FILE_EMPTY'],
    ['a Word file', bytes('PK\x03\x04', [1, 2, 3]), 'FILE_BINARY'],
    ['a PDF', bytes('%PDF-1.7'), 'FILE_BINARY'],
    ['a picture', bytes([0xff, 0xd8, 0xff, 0xe0]), 'FILE_BINARY'],
    ['noise', Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff), 'FILE_BINARY'],
  ])('%s is refused', (_, file, code) => {
    expect(() => decode(file, 'dir/a.txt')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('dir/a.txt') }),
    )
  })
})
