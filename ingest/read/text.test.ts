import { describe, expect, test } from 'vitest'
import { textReader } from './text.ts'

const read = (text: string) => textReader.read(Buffer.from(text), 'a.txt', { maxBytes: 1e8 })
/** What each line says, and its hints. */
const seen = async (text: string) => {
  const extract = await read(text)
  return extract.lines.map(({ start, end, ...hints }) => [extract.text.slice(start, end), hints])
}

describe('text', () => {
  test.each([
    [
      'lines',
      '甲\n乙',
      [
        ['甲', {}],
        ['乙', {}],
      ],
    ],
    [
      'a blank line ends a paragraph',
      '甲\n\n \n乙',
      [
        ['甲', {}],
        ['乙', { breakBefore: true }],
      ],
    ],
    [
      'white space at both ends is left out',
      '甲 　\n　　乙',
      [
        ['甲', {}],
        ['乙', { indent: 2 }],
      ],
    ],
    [
      'indentation by spaces and tabs',
      '    甲\n\t乙',
      [
        ['甲', { indent: 2 }],
        ['乙', { indent: 2 }],
      ],
    ],
    [
      '\\f ends a page',
      '甲\f乙\n丙',
      [
        ['甲', { page: 1 }],
        ['乙', { page: 2 }],
        ['丙', { page: 2 }],
      ],
    ],
    // the sentence goes on over the page
    [
      'blank lines round a \\f fill the page',
      '甲\n\n\f\n乙',
      [
        ['甲', { page: 1 }],
        ['乙', { page: 2 }],
      ],
    ],
    ['a name set with a space keeps it', '李 勇', [['李 勇', {}]]],
  ])('%s', async (_, text, lines) => {
    expect(await seen(text)).toEqual(lines)
  })

  test('a line of enormous length is kept and told of', async () => {
    const extract = await read(`第一条\n${'甲'.repeat(100_001)}`)
    expect(extract.lines[1]).toEqual({ start: 4, end: 100_005 })
    expect(extract.notices).toEqual([{ kind: 'line_too_long', start: 4, end: 100_005, detail: '100001 characters' }])
  })
})
