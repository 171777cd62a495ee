import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { docx, numbered, paragraph } from '../../test/fixtures/read/docx.ts'
import { docxReader } from './docx.ts'
import { formatNumber } from './docx-formats.ts'
import { zip } from './zip.ts'

const read = (bytes: Uint8Array, maxBytes = 1e8) => docxReader.read(bytes, 'a.docx', { maxBytes })
const seen = async (bytes: Uint8Array) => {
  const { text, lines } = await read(bytes)
  return lines.map(({ start, end, ...hints }) => [text.slice(start, end), hints])
}
const said = async (bytes: Uint8Array) => (await seen(bytes)).map(([words]) => words)

const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const LAW = `<w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '第%1章')}${level(1, 'chineseCountingThousand', '第%2条', '<w:lvlRestart w:val="0"/>')}${level(2, 'chineseCounting', '（%3）', '<w:suff w:val="nothing"/>')}${level(3, 'decimal', '%4.', '<w:suff w:val="space"/>')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`

describe('docx', () => {
  test('paragraphs, headings and what is centred', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:name w:val="公文标题"/></w:style>'
    const body = [
      paragraph('某某法', '<w:pStyle w:val="a"/>'),
      paragraph('（试行）', '<w:pStyle w:val="b"/>'),
      paragraph('第一章', '<w:pStyle w:val="1"/><w:jc w:val="center"/>'),
      paragraph('　　甲\n乙'),
      paragraph(''),
    ]
    expect(await seen(docx(body.join(''), { styles }))).toEqual([
      ['某某法', { heading: 1, centred: true }],
      ['（试行）', { breakBefore: true, centred: true }],
      ['第一章', { breakBefore: true, heading: 1, centred: true }],
      ['甲', { breakBefore: true, indent: 2 }],
      ['乙', {}],
    ])
  })

  test('a table', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`
    const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`
    expect(await said(docx(`<w:tbl>${row('姓名', '职务')}${row('张三', '主任')}</w:tbl>`))).toEqual([
      '姓名\t职务',
      '张三\t主任',
    ])
  })

  test('what was deleted in tracked changes is not text', async () => {
    const body =
      '<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins><w:r><w:t>丙</w:t></w:r></w:ins></w:p>'
    expect(await said(docx(body))).toEqual(['甲丙'])
  })

  test('the title of its properties', async () => {
    expect((await read(docx(paragraph('甲'), { title: '某某法' }))).title).toBe('某某法')
  })
})

describe('automatic numbers', () => {
  test.each([
    [
      'chapters, articles, items; articles go on through the chapters',
      [
        [1, 0, '总则'],
        [1, 1, '甲'],
        [1, 1, '乙'],
        [1, 2, '丙'],
        [1, 3, '丁'],
        [1, 2, '戊'],
        [1, 0, '分则'],
        [1, 1, '己'],
        [1, 2, '庚'],
      ],
      [
        '第一章　总则',
        '第一条　甲',
        '第二条　乙',
        '（一）丙',
        '1. 丁',
        '（二）戊',
        '第二章　分则',
        '第三条　己',
        '（一）庚',
      ],
    ],
    [
      'another list with the same definition that begins anew',
      [
        [1, 1, '甲'],
        [1, 1, '乙'],
        [2, 1, '丙'],
        [2, 1, '丁'],
      ],
      ['第一条　甲', '第二条　乙', '第一条　丙', '第二条　丁'],
    ],
    ['a list that is not there', [[9, 0, '甲']], ['甲']],
    ['no list', [[0, 0, '甲']], ['甲']],
  ] as const)('%s', async (_, paragraphs, lines) => {
    const body = paragraphs.map(([list, at, text]) => paragraph(text, numbered(list, at))).join('')
    expect(await said(docx(body, { numbering: LAW }))).toEqual(lines)
  })

  test('numbers that come with the style', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="3">${level(0, 'chineseCounting', '第%1条', '<w:pStyle w:val="t"/>')}</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>`
    const styles =
      '<w:style w:styleId="t"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    const body = ['甲', '乙'].map((text) => paragraph(text, '<w:pStyle w:val="t"/>')).join('')
    expect(await said(docx(body, { numbering, styles }))).toEqual(['第一条　甲', '第二条　乙'])
  })

  test('a bullet is no number', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="3">${level(0, 'bullet', '\uf06c')}</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>`
    expect(await said(docx(paragraph('甲', numbered(4, 0)), { numbering }))).toEqual(['甲'])
  })

  test.each([
    [12, 'chineseCounting', '十二'],
    [101, 'chineseCountingThousand', '一百零一'],
    [3, 'chineseLegalSimplified', '叁'],
    [2, 'ideographTraditional', '乙'],
    [12, 'decimalEnclosedCircleChinese', '⑫'],
    [7, 'decimalFullWidth', '７'],
    [28, 'lowerLetter', 'bb'],
    [14, 'upperRoman', 'XIV'],
    [5, 'unknownFormat', '5'],
  ])('%i as %s is %s', (n, format, said) => {
    expect(formatNumber(n, format)).toBe(said)
  })
})

/** The one entry, deflated; with another size in the directory than it has. */
function deflated(name: string, content: Buffer, toldSize: number): Buffer {
  const archive = zip([[name, deflateRawSync(content)]])
  const central = archive.indexOf('PK\x01\x02', 0, 'latin1')
  archive.writeUInt16LE(8, 8)
  archive.writeUInt16LE(8, central + 10)
  archive.writeUInt32LE(toldSize, central + 24)
  return archive
}

describe('docx that are none', () => {
  const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  const whole = docx(paragraph('第一条'))
  const zeros = Buffer.alloc(40 << 20)
  test.each([
    ['an empty file', Buffer.alloc(0), 'FILE_EMPTY'],
    ['no text', docx(paragraph('')), 'FILE_EMPTY'],
    ['cut off', whole.subarray(0, whole.length - 30), 'FILE_BROKEN'],
    ['broken XML', docx('<w:p><w:r>'), 'FILE_BROKEN'],
    ['encrypted', Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]), 'FILE_ENCRYPTED'],
    ['of Word 97', Buffer.concat([OLE, Buffer.alloc(500)]), 'FILE_UNSUPPORTED'],
    ['another archive', zip([['a.txt', Buffer.from('甲')]]), 'FILE_UNSUPPORTED'],
    ['a bomb that tells its size', deflated('word/document.xml', zeros, zeros.length), 'ARCHIVE_BOMB'],
    ['a bomb that lies', deflated('word/document.xml', zeros, 1000), 'FILE_BROKEN'],
  ])('%s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining('a.docx') })
  })

  test('what unpacks to more than the limit', async () => {
    await expect(read(docx(paragraph('第一条'.repeat(1000))), 5000)).rejects.toMatchObject({ code: 'ARCHIVE_BOMB' })
  })

  test('elements nested deeper than any program writes', async () => {
    const body = `${'<w:sdt><w:sdtContent>'.repeat(20_000)}${paragraph('甲')}${'</w:sdtContent></w:sdt>'.repeat(20_000)}`
    const result = await read(docx(body)).catch((error: unknown) => error)
    expect(result).toMatchObject(result instanceof Error ? { code: 'FILE_BROKEN' } : { text: '甲\n' })
  })
})
