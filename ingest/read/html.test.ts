import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { htmlReader } from './html.ts'

const read = (html: string) => htmlReader.read(Buffer.from(html), 'a.html', { maxBytes: 1e8 })
const seen = async (html: string) => {
  const { text, lines } = await read(html)
  return lines.map(({ start, end, ...hints }) => [text.slice(start, end), hints])
}
const said = async (html: string) => (await seen(html)).map(([words]) => words)

describe('html lines', () => {
  test.each([
    [
      'paragraphs',
      '<p>甲</p><p>乙</p>',
      [
        ['甲', {}],
        ['乙', { breakBefore: true }],
      ],
    ],
    [
      'a line break ends no paragraph',
      '<p>甲<br>乙</p>',
      [
        ['甲', {}],
        ['乙', {}],
      ],
    ],
    [
      'two line breaks end one',
      '甲<br><br>乙',
      [
        ['甲', {}],
        ['乙', { breakBefore: true }],
      ],
    ],
    [
      'headings',
      '<h2>第一章</h2><p>甲',
      [
        ['第一章', { heading: 2 }],
        ['甲', { breakBefore: true }],
      ],
    ],
    ['centred by attribute', '<p align="center">某某法</p>', [['某某法', { centred: true }]]],
    ['centred by style', '<div style="text-align: center"><p>某某法</p></div>', [['某某法', { centred: true }]]],
    ['an alignment within a centred part', '<center><p align="left">甲</p></center>', [['甲', {}]]],
    ['bold from end to end', '<p><b>甲</b> <strong>乙</strong></p>', [['甲 乙', { bold: true }]]],
    ['bold in part', '<p><b>第一条</b>　甲</p>', [['第一条　甲', {}]]],
    ['bold by style', '<span style="font-weight:bold">甲</span>', [['甲', { bold: true }]]],
    [
      'indentation by what can be seen',
      '<p>&nbsp;&nbsp;&nbsp;&nbsp;甲</p><p>　　乙</p>',
      [
        ['甲', { indent: 2 }],
        ['乙', { breakBefore: true, indent: 2 }],
      ],
    ],
    [
      'indentation by style',
      '<p style="text-indent:2em">甲<br>乙</p>',
      [
        ['甲', { indent: 2 }],
        ['乙', {}],
      ],
    ],
    [
      'a numbered list',
      '<ol start="2"><li>甲<li>乙</ol>',
      [
        ['2. 甲', {}],
        ['3. 乙', { breakBefore: true }],
      ],
    ],
    [
      'preformatted text',
      '<pre>甲\n\n　乙</pre>',
      [
        ['甲', {}],
        ['乙', { breakBefore: true, indent: 1 }],
      ],
    ],
    [
      'a table of data',
      '<table><caption>附件</caption><tr><th>条文<th>罪名</tr><tr><td><p>第一条</p><td>甲<br>乙</tr><tr><td colspan=2>注</table>丙',
      [
        ['附件', {}],
        ['条文\t罪名', { breakBefore: true, table: true }],
        ['第一条\t甲乙', { breakBefore: true, table: true }],
        ['注', { breakBefore: true, table: true }],
        ['丙', { breakBefore: true }],
      ],
    ],
    // older sites set their pages with tables
    [
      'a table that sets the page',
      '<table><tr><td>菜单</td><td><h1>某某法</h1><p>第一条</p></td></tr></table>',
      [
        ['菜单', {}],
        ['某某法', { breakBefore: true, heading: 1 }],
        ['第一条', { breakBefore: true }],
      ],
    ],
  ])('%s', async (_, html, lines) => {
    expect(await seen(html)).toEqual(lines)
  })
})

describe('html text', () => {
  test.each([
    ['a line end of the source between wide characters is nothing', '<p>第一\n    条</p>', ['第一条']],
    ['and is a space between words', '<p>civil\n  code</p>', ['civil code']],
    ['also over inline elements', '<p>第一\n<b>条</b>\n甲</p>', ['第一条甲']],
    ['entities', '<p>甲&lt;乙&gt;&amp;&#31532;</p>', ['甲<乙>&第']],
    [
      'script, style and what is hidden',
      '<script>甲</script><style>乙</style><p hidden>丙</p><p style="display:none">丁</p>戊',
      ['戊'],
    ],
    ['menus and banners', '<header>甲</header><nav>乙</nav><p>丙</p><footer>丁</footer>', ['丙']],
    [
      'the header of an article is its title',
      '<article><header><h1>某某法</h1></header><p>甲</p></article>',
      ['某某法', '甲'],
    ],
    ['a form that holds the page', '<p>甲</p><form><p>第一条　乙丙丁</p></form>', ['甲', '第一条　乙丙丁']],
    ['a form to search with', '<form>搜索</form><p>第一条　甲</p>', ['第一条　甲']],
    ['a header that is never closed', '<header><p>第一条</p>', ['第一条']],
    ['a comment', '甲<!-- 乙 -->丙', ['甲丙']],
    ['an old page whose paragraphs are never closed', '<p align=center>甲<p>乙', ['甲', '乙']],
  ])('%s', async (_, html, lines) => {
    expect(await said(html)).toEqual(lines)
  })

  test.each([
    ['<title>', '<title> 某某法\n</title><h1>甲</h1>', '某某法'],
    ['the first heading', '<h1>某<b>某</b>法</h1>', '某某法'],
    ['nowhere', '<p>甲', undefined],
  ])('a title from %s', async (_, html, title) => {
    expect((await read(html)).title).toBe(title)
  })

  test('a page that says the wrong encoding is read by its bytes', async () => {
    const html = '<meta charset="utf-8"><p>第一条　为了保护樱花，制定本条例。</p>'
    const { text } = await htmlReader.read(iconv.encode(html, 'gbk'), 'a.html', { maxBytes: 1e6 })
    expect(text).toBe('第一条　为了保护樱花，制定本条例。\n')
  })

  test('a page without text', async () => {
    await expect(read('<html><script>1</script>')).rejects.toMatchObject({ code: 'FILE_EMPTY' })
  })

  test.each([
    ['<div>', 100_000],
    ['<table><tr><td>', 20_000],
    ['<b>', 20_000],
    ['<ul><li>', 20_000],
  ])('%s nested %i deep', async (tag, depth) => {
    expect(await said(`${tag.repeat(depth)}第一条`)).toEqual(['第一条'])
  })
})
