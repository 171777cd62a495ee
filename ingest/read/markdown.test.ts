import { describe, expect, test } from 'vitest'
import { markdownReader } from './markdown.ts'
import type { Line } from './port.ts'

const read = (text: string) => markdownReader.read(Buffer.from(text), 'a.md', { maxBytes: 1e8 })

/** The text of a line without its marks. */
function saying(text: string, line: Line): string {
  let said = ''
  let at = line.start
  for (const mark of line.marks ?? []) {
    said += text.slice(at, mark.start)
    at = mark.end
  }
  return said + text.slice(at, line.end)
}

async function seen(text: string) {
  const extract = await read(text)
  return extract.lines.map(({ start, end, marks, ...hints }) => [
    saying(text, { start, end, ...(marks ? { marks } : {}) }),
    hints,
  ])
}
const said = async (text: string) => (await seen(text)).map(([words]) => words)

describe('markdown blocks', () => {
  test.each([
    ['a heading', '# 某某法', [['某某法', { heading: 1 }]]],
    ['a heading without its space', '##第一章　总则', [['第一章　总则', { heading: 2 }]]],
    ['a closed heading', '## 第一章 ##', [['第一章', { heading: 2 }]]],
    ['more hashes than there are levels', '####### 甲', [['甲', { heading: 6 }]]],
    ['a number is no heading', '#1号楼', [['#1号楼', {}]]],
    [
      'an underlined title',
      '某某法\n===\n\n第一条',
      [
        ['某某法', { heading: 1 }],
        ['第一条', { breakBefore: true }],
      ],
    ],
    [
      'a rule beneath a sentence',
      '第一条　甲。\n---\n乙',
      [
        ['第一条　甲。', {}],
        ['乙', { breakBefore: true }],
      ],
    ],
    [
      'lines of one paragraph',
      '甲\n乙\n\n丙',
      [
        ['甲', {}],
        ['乙', {}],
        ['丙', { breakBefore: true }],
      ],
    ],
    [
      'a bullet is a mark',
      '- (一)甲\n- (二)乙',
      [
        ['(一)甲', {}],
        ['(二)乙', { breakBefore: true }],
      ],
    ],
    [
      'a number is text',
      '甲：\n1. 乙\n2. 丙',
      [
        ['甲：', {}],
        ['1. 乙', { breakBefore: true }],
        ['2. 丙', { breakBefore: true }],
      ],
    ],
    ['the number of a page is no bullet', '- 3 -', [['- 3 -', {}]]],
    [
      'four spaces make no code',
      '    # 甲\n    乙',
      [
        ['甲', { heading: 1, indent: 2 }],
        ['乙', { breakBefore: true, indent: 2 }],
      ],
    ],
    ['spaces that can be seen', '&emsp;&emsp;第一条', [['第一条', { indent: 2 }]]],
    [
      'a quotation',
      '> 甲\n> > 乙',
      [
        ['甲', {}],
        ['乙', {}],
      ],
    ],
    [
      'a comment over lines',
      '甲<!-- 一\n二 -->乙\n<!-- INFO END -->\n丙',
      [
        ['甲', {}],
        ['乙', {}],
        ['丙', { breakBefore: true }],
      ],
    ],
    [
      'a comment that never ends is text',
      '<!-- 甲\n乙',
      [
        ['<!-- 甲', {}],
        ['乙', {}],
      ],
    ],
    [
      'code',
      '```\n# 甲\n**乙**\n```\n丙',
      [
        ['# 甲', {}],
        ['**乙**', {}],
        ['丙', { breakBefore: true }],
      ],
    ],
    ['a fence that never ends hides nothing', '```\n# 甲', [['甲', { heading: 1 }]]],
    [
      'a table',
      '| 条文 |罪名 |\n|---|:-:|\n| 第一条 | 甲 |\n\n乙',
      [
        ['条文|罪名', { table: true }],
        ['第一条|甲', { table: true }],
        ['乙', { breakBefore: true }],
      ],
    ],
    [
      'a table without outer bars',
      '条文 | 罪名\n--|--\n甲 | 乙',
      [
        ['条文|罪名', { table: true }],
        ['甲|乙', { table: true }],
      ],
    ],
    [
      'a line break of HTML',
      '甲<br/>乙',
      [
        ['甲', {}],
        ['乙', {}],
      ],
    ],
    [
      'a centred title',
      '<div align="center">\n\n**某某法**\n</div>\n甲',
      [
        ['某某法', { centred: true, bold: true }],
        ['甲', { breakBefore: true }],
      ],
    ],
    [
      'cells of HTML',
      '<tr><td>甲</td><td>乙</td></tr>',
      [
        ['甲', {}],
        ['乙', { breakBefore: true }],
      ],
    ],
    ['an image is no line', '![章](zhang.png)\n甲', [['甲', {}]]],
    ['the definition of a link is no line', '[1]: https://example.org/a "甲"\n乙', [['乙', {}]]],
  ])('%s', async (_, text, lines) => {
    expect(await seen(text)).toEqual(lines)
  })
})

describe('markdown marks', () => {
  test.each([
    ['bold before its text', '**第一条**　甲', '第一条　甲'],
    ['bold between characters, which CommonMark does not see', '根据**《某法》**的规定', '根据《某法》的规定'],
    ['bold that is never closed', '**第一条　甲', '第一条　甲'],
    ['names withheld', '张**、李**', '张**、李**'],
    ['a product', '40*4=160，21.75*2', '40*4=160，21.75*2'],
    ['a formula', '（甲）*（乙）*（丙）', '（甲）*（乙）*（丙）'],
    ['blanks to fill in', '____年__月__日', '____年__月__日'],
    ['struck out', '~~甲~~乙', '甲乙'],
    ['a footnote star', '麦角酸*', '麦角酸*'],
    ['an escape', '1\\. 甲\\*', '1. 甲*'],
    ['a span of code', '`**甲**`', '**甲**'],
    ['a link', '见[某法](law.md)第三条', '见某法第三条'],
    ['a link with brackets in its text', '[〔[2019]〕](https://example.org/a_(b))', '〔[2019]〕'],
    ['the number of a document is no link', '财税[2008](1号)', '财税[2008](1号)'],
    ['inline HTML', '<font color="red">甲</font>x<sup>2</sup>', '甲x2'],
    ['a title in angle brackets is no HTML', '关于修改<某某法>的决定', '关于修改<某某法>的决定'],
    ['entities stay as they are', '甲&lt;乙', '甲&lt;乙'],
  ])('%s', async (_, text, words) => {
    expect(await said(text)).toEqual([words])
  })

  test('only a line that is bold from end to end is bold', async () => {
    expect(await seen('**甲**\n\n**乙**丙\n\n<b>丁</b>')).toEqual([
      ['甲', { bold: true }],
      ['乙丙', { breakBefore: true }],
      ['丁', { breakBefore: true, bold: true }],
    ])
  })
})

describe('front matter', () => {
  test.each([
    ['YAML', '---\ntitle: "某某法"\ntags:\n  - 甲\n  - 乙\n---\n第一条', { title: '某某法', tags: '甲、乙' }],
    ['TOML', '+++\ntitle = "某某法"\nlevels = ["甲", "乙"]\n+++\n第一条', { title: '某某法', levels: '甲、乙' }],
    ['Chinese keys', '---\n标题: 某某法\n---\n第一条', { 标题: '某某法' }],
  ])('%s', async (_, text, meta) => {
    const extract = await read(text)
    expect(extract.meta).toEqual(meta)
    expect(extract.title).toBe('某某法')
    expect(await said(text)).toEqual(['第一条'])
  })

  test('text between two rules is text', async () => {
    expect(await said('---\n第一条　甲。\n---\n乙')).toEqual(['第一条　甲。', '乙'])
  })
})
