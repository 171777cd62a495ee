import { describe, expect, test } from 'vitest'
import { linesAt, pdf } from '../../test/fixtures/read/pdf.ts'
import { pdfReader } from './pdf.ts'

const read = (bytes: Uint8Array) => pdfReader.read(bytes, 'a.pdf', { maxBytes: 1e8 })
const seen = async (bytes: Uint8Array) => {
  const { text, lines } = await read(bytes)
  return lines.map(({ start, end, ...hints }) => [text.slice(start, end), hints])
}
const said = async (bytes: Uint8Array) => (await seen(bytes)).map(([words]) => words)

const FULL = '为了保护樱花，根据有关法律、法规的规定，结合实际，制定'
const LONG = Array.from({ length: 8 }, () => FULL)

describe('pdf', () => {
  test('a page: title, indentation, lines, a gap', async () => {
    const page = [
      { text: '某市樱花保护条例', x: 225, y: 80, size: 18, bold: true },
      ...linesAt(114, 130, ['第一条　为了保护樱花，制定本条例。']),
      ...linesAt(90, 150, LONG),
      { text: '某市人大常委会', x: 400, y: 360 },
    ]
    expect(await seen(pdf([page]))).toEqual([
      ['某市樱花保护条例', { page: 1, indent: 7.5, centred: true, bold: true }],
      [expect.stringMatching(/^第一条\s为了保护樱花，制定本条例。$/), { page: 1, indent: 2, breakBefore: true }],
      ...LONG.map((text) => [text, { page: 1 }]),
      ['某市人大常委会', { page: 1, indent: 26, breakBefore: true }],
    ])
  })

  test('pages end with \\f', async () => {
    const { text } = await read(pdf([linesAt(90, 80, ['甲']), linesAt(90, 80, ['乙'])]))
    expect(text).toBe('甲\n\f乙\n')
  })

  test.each([
    [
      'runs that touch',
      [
        ['第一', 90],
        ['条', 114],
      ],
      '第一条',
    ],
    [
      'runs of justified text',
      [
        ['第一', 90],
        ['条', 117],
      ],
      '第一条',
    ],
    [
      'names in a row',
      [
        ['张三', 90],
        ['李四', 138],
      ],
      '张三　李四',
    ],
    [
      'words',
      [
        ['civil', 90],
        ['code', 124],
      ],
      'civil code',
    ],
    [
      'a number beside a wide character',
      [
        ['第', 90],
        ['12', 105],
        ['条', 120],
      ],
      '第12条',
    ],
    ['radicals in place of characters', [['⼈⺠代表⼤会', 90]], '人民代表大会'],
    [
      'runs out of order',
      [
        ['条', 114],
        ['第一', 90],
      ],
      '第一条',
    ],
  ] as const)('%s', async (_, runs, line) => {
    expect(await said(pdf([runs.map(([text, x]) => ({ text, x, y: 80 }))]))).toEqual([line])
  })

  test('two columns are read one after the other, between lines that go over both', async () => {
    const column = (mark: string) => Array.from({ length: 8 }, (_, i) => `${mark}${i}为了保护樱花根据有关法律规定`)
    const page = [
      { text: '某市人民代表大会常务委员会公报第一期目录及其余各项事宜', x: 110, y: 60 },
      ...linesAt(60, 100, column('左')),
      ...linesAt(310, 100, column('右')),
    ]
    const lines = await said(pdf([page]))
    expect(lines.slice(1)).toEqual([...column('左'), ...column('右')])
  })

  test('the columns of a table are no columns of text', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `张${FULL[i]}`)
    const posts = Array.from({ length: 8 }, (_, i) => `主任${FULL[i]}`)
    const lines = await said(
      pdf([[...linesAt(60, 100, names), ...linesAt(310, 100, posts), { text: FULL, x: 60, y: 300 }]]),
    )
    expect(lines[0]).toBe('张为　主任为')
  })

  test('a page without text among others is told of', async () => {
    const { notices } = await read(pdf([linesAt(90, 80, ['甲']), [], linesAt(90, 80, ['乙']), []]))
    expect(notices).toEqual([
      { kind: 'page_without_text', start: 3, end: 3, detail: 'page 2' },
      { kind: 'page_without_text', start: 6, end: 6, detail: 'page 4' },
    ])
  })

  test('the title of its properties, in Chinese', async () => {
    expect((await read(pdf([linesAt(90, 80, ['甲'])], { title: '某某法' }))).title).toBe('某某法')
    expect((await read(pdf([linesAt(90, 80, ['甲'])], { title: 'Microsoft Word - 某某法.doc' }))).title).toBeUndefined()
  })

  const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'28'.repeat(32)}> /U <${'00'.repeat(32)}> >> /ID [<00> <00>]`
  test.each([
    ['nothing', Buffer.alloc(0), 'FILE_EMPTY'],
    ['a scan', pdf([[], []]), 'PDF_WITHOUT_TEXT'],
    ['a password', pdf([linesAt(90, 80, ['甲'])], { trailer: locked }), 'FILE_ENCRYPTED'],
    ['a head and no more', Buffer.from('%PDF-1.7\n'), 'FILE_BROKEN'],
    ['another format', Buffer.from('第一条'), 'FILE_BROKEN'],
  ])('%s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining('a.pdf') })
  })
})
