import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../test/fixtures/read/blocks.ts'
import { type NamedPart, structure } from './structure.ts'

function read(text: string, part?: NamedPart) {
  const { blocks, source } = blocksOf(text)
  return structure(blocks, source, part)
}

/** The tree as `eid text` lines; line ends of the text as /. Headings stand in brackets. */
function tree(text: string, part?: NamedPart): string[] {
  return read(text, part).provisions.map((p) =>
    `${p.eid}${p.heading ? ` [${p.heading}]` : ''} ${p.own.text.replaceAll('\n', '/')}`.trimEnd(),
  )
}

const eids = (text: string) => read(text).provisions.map((p) => p.eid)
const anomalies = (text: string) => read(text).anomalies.map((a) => `${a.kind}${a.detail ? ` ${a.detail}` : ''}`)

describe('编 章 节 条 款 项 目', () => {
  test.each([
    [
      'articles count through chapters, chapters and sections nest',
      '第一章　总则\n第一条　甲。\n第二章　职责\n第一节　人民政府\n第二条　乙。\n第二节　监督\n第三条　丙。\n第三章　附则\n第四条　丁。',
      [
        'chp_1 [总则]',
        'art_1',
        'art_1__para_1 甲。',
        'chp_2 [职责]',
        'chp_2__sec_1 [人民政府]',
        'art_2',
        'art_2__para_1 乙。',
        'chp_2__sec_2 [监督]',
        'art_3',
        'art_3__para_1 丙。',
        'chp_3 [附则]',
        'art_4',
        'art_4__para_1 丁。',
      ],
    ],
    [
      'parts: chapters begin anew in each',
      '第一编　总则\n第一章　一般规定\n第一条　甲。\n第二编　物权\n第一分编　通则\n第一章　一般规定\n第二条　乙。',
      [
        'part_1 [总则]',
        'part_1__chp_1 [一般规定]',
        'art_1',
        'art_1__para_1 甲。',
        'part_2 [物权]',
        'part_2__subpart_1 [通则]',
        'part_2__subpart_1__chp_1 [一般规定]',
        'art_2',
        'art_2__para_1 乙。',
      ],
    ],
    [
      'a paragraph without a number is the next 款',
      '第一条　甲。\n乙。\n丙。',
      ['art_1', 'art_1__para_1 甲。', 'art_1__para_2 乙。', 'art_1__para_3 丙。'],
    ],
    [
      '项 belong to the 款 above, 目 to the 项',
      '第一条　有下列情形的：\n（一）甲；\n1.子；\n2.丑；\n（二）乙。\n丙。',
      [
        'art_1',
        'art_1__para_1 有下列情形的：',
        'art_1__para_1__item_1 甲；',
        'art_1__para_1__item_1__subitem_1 子；',
        'art_1__para_1__item_1__subitem_2 丑；',
        'art_1__para_1__item_2 乙。',
        'art_1__para_2 丙。',
      ],
    ],
    [
      'a list that is deeper still goes on with its 目',
      '第一条　有下列情形的：\n（一）甲；\n1.子：\n①寅；\n（二）乙。',
      [
        'art_1',
        'art_1__para_1 有下列情形的：',
        'art_1__para_1__item_1 甲；',
        'art_1__para_1__item_1__subitem_1 子：/①寅；',
        'art_1__para_1__item_2 乙。',
      ],
    ],
    [
      'the text stands below the number of the article',
      '第一条\n甲。\n乙。',
      ['art_1', 'art_1__para_1 甲。', 'art_1__para_2 乙。'],
    ],
    [
      'headings of articles',
      '第一条【目的】　甲。\n第二条　（范围）\n乙。',
      ['art_1 [目的]', 'art_1__para_1 甲。', 'art_2 [范围]', 'art_2__para_1 乙。'],
    ],
    [
      'inserted articles',
      '第三条　甲。\n第三条之一　乙。\n第三条之二　丙。\n第四条　丁。',
      [
        'art_3',
        'art_3__para_1 甲。',
        'art_3-1',
        'art_3-1__para_1 乙。',
        'art_3-2',
        'art_3-2__para_1 丙。',
        'art_4',
        'art_4__para_1 丁。',
      ],
    ],
    [
      'a list of its own in each 款',
      '第一条　甲：\n（一）子。\n乙：\n（一）丑。',
      ['art_1', 'art_1__para_1 甲：', 'art_1__para_1__item_1 子。', 'art_1__para_2 乙：', 'art_1__para_2__item_1 丑。'],
    ],
    [
      'two articles on one line',
      '第一条　甲。 第二条　乙。',
      ['art_1', 'art_1__para_1 甲。', 'art_2', 'art_2__para_1 乙。'],
    ],
    [
      'an article without a space, where it is due',
      '第一条甲。\n第二条乙。',
      ['art_1', 'art_1__para_1 甲。', 'art_2', 'art_2__para_1 乙。'],
    ],
    [
      'a sentence that begins with a citation is a 款, not an article',
      '第一条　甲。\n第一款规定的期限届满，乙。\n第十条所列情形，丙。\n第九条情形消失的，丁。',
      [
        'art_1',
        'art_1__para_1 甲。',
        'art_1__para_2 第一款规定的期限届满，乙。',
        'art_1__para_3 第十条所列情形，丙。',
        'art_1__para_4 第九条情形消失的，丁。',
      ],
    ],
    [
      'the name of a chapter on the next line',
      '第一章\n总则\n第一条　甲。',
      ['chp_1 [总则]', 'art_1', 'art_1__para_1 甲。'],
    ],
    [
      'the name of a chapter in two lines',
      '第一章　社区食堂\n的建设\n第一条　甲。',
      ['chp_1 [社区食堂的建设]', 'art_1', 'art_1__para_1 甲。'],
    ],
    [
      'a preamble',
      '为了规范管理，\n根据有关规定：\n第一条　甲。',
      ['preamble 为了规范管理，/根据有关规定：', 'art_1', 'art_1__para_1 甲。'],
    ],
  ])('%s', (_, text, expected) => expect(tree(text)).toEqual(expected))

  test('the text of an article is that of all its parts, without the number of the article', () => {
    const article = read('第一条　有下列情形的：\n（一）甲；\n（二）乙。\n丙。').provisions[0]
    expect(article?.content.text).toBe('有下列情形的：\n（一）甲；\n（二）乙。\n丙。')
    expect(article?.label).toBe('第一条')
  })

  test('labels are those in print; a 款 gets one', () => {
    const labels = read('第三条之一　有下列情形的：\n（一）甲：\n1.子。').provisions.map((p) => p.label)
    expect(labels).toEqual(['第三条之一', '第一款', '（一）', '1.'])
  })
})

describe('numbers that are wrong in print: all is kept, and told of', () => {
  test.each([
    [
      'the same article twice',
      '第一条　甲。\n第一条　乙。\n第二条　丙。',
      ['art_1', 'art_1__para_1', 'art_1~2', 'art_1~2__para_1', 'art_2', 'art_2__para_1'],
      ['article_duplicate 第一条'],
    ],
    [
      'a missing article',
      '第一条　甲。\n第三条　乙。',
      ['art_1', 'art_1__para_1', 'art_3', 'art_3__para_1'],
      ['article_gap 1 → 3'],
    ],
    [
      'a part of a law begins anywhere',
      '第七条　甲。\n第八条　乙。',
      ['art_7', 'art_7__para_1', 'art_8', 'art_8__para_1'],
      [],
    ],
    [
      'an article too late',
      '第一条　甲。\n第三条　乙。\n第二条　丙。',
      ['art_1', 'art_1__para_1', 'art_3', 'art_3__para_1', 'art_2', 'art_2__para_1'],
      ['article_gap 1 → 3', 'article_order 3 → 2'],
    ],
    [
      'a missing inserted article',
      '第三条　甲。\n第三条之二　乙。',
      ['art_3', 'art_3__para_1', 'art_3-2', 'art_3-2__para_1'],
      ['article_gap 3之0 → 3之2'],
    ],
    [
      'a missing item',
      '第一条　甲：\n（一）子；\n（三）寅。',
      ['art_1', 'art_1__para_1', 'art_1__para_1__item_1', 'art_1__para_1__item_3'],
      ['item_gap 1 → 3'],
    ],
    [
      'the same item twice',
      '第一条　甲：\n（一）子；\n（二）丑；\n（二）寅。',
      ['art_1', 'art_1__para_1', 'art_1__para_1__item_1', 'art_1__para_1__item_2', 'art_1__para_1__item_2~2'],
      ['item_gap 2 → 2'],
    ],
    [
      'a list that begins in its middle',
      '第一条　甲：\n（二）丑。',
      ['art_1', 'art_1__para_1', 'art_1__para_1__item_2'],
      ['item_gap 0 → 2'],
    ],
    [
      'a missing chapter',
      '第一章　总则\n第一条　甲。\n第三章　附则\n第二条　乙。',
      ['chp_1', 'art_1', 'art_1__para_1', 'chp_3', 'art_2', 'art_2__para_1'],
      ['heading_gap chapter 1 → 3'],
    ],
    [
      'a missing section',
      '第一章　总则\n第一节　甲\n第一条　甲。\n第三节　丙\n第二条　乙。',
      ['chp_1', 'chp_1__sec_1', 'art_1', 'art_1__para_1', 'chp_1__sec_3', 'art_2', 'art_2__para_1'],
      ['heading_gap section 1 → 3'],
    ],
    [
      'the same chapter twice',
      '第一章　总则\n第一条　甲。\n第一章　附则\n第二条　乙。',
      ['chp_1', 'art_1', 'art_1__para_1', 'chp_1~2', 'art_2', 'art_2__para_1'],
      [],
    ],
  ])('%s', (_, text, expected, told) => {
    expect(eids(text)).toEqual(expected)
    expect(anomalies(text)).toEqual(told)
  })
})

describe('items', () => {
  test.each([
    [
      'a paragraph between two numbers belongs to the item above it',
      '第一条　甲：\n（一）子；\n续子。\n（二）丑。',
      ['art_1', 'art_1__para_1 甲：', 'art_1__para_1__item_1 子；/续子。', 'art_1__para_1__item_2 丑。'],
    ],
    [
      'but not where the next list is another',
      '第一条　甲：\n（一）子。\n乙：\n（一）丑。',
      ['art_1', 'art_1__para_1 甲：', 'art_1__para_1__item_1 子。', 'art_1__para_2 乙：', 'art_1__para_2__item_1 丑。'],
    ],
    [
      'nor where the number goes on only in the next article',
      '第一条　甲：\n（一）子。\n乙。\n第二条　丙：\n（二）丑。',
      [
        'art_1',
        'art_1__para_1 甲：',
        'art_1__para_1__item_1 子。',
        'art_1__para_2 乙。',
        'art_2',
        'art_2__para_1 丙：',
        'art_2__para_1__item_2 丑。',
      ],
    ],
    [
      'within one paragraph',
      '第一条　有下列情形的：（一）甲；（二）乙；（三）丙。',
      [
        'art_1',
        'art_1__para_1 有下列情形的：',
        'art_1__para_1__item_1 甲；',
        'art_1__para_1__item_2 乙；',
        'art_1__para_1__item_3 丙。',
      ],
    ],
    [
      'two on one line',
      '第一条　有下列情形的：\n（一）甲；（二）乙；\n（三）丙。',
      [
        'art_1',
        'art_1__para_1 有下列情形的：',
        'art_1__para_1__item_1 甲；',
        'art_1__para_1__item_2 乙；',
        'art_1__para_1__item_3 丙。',
      ],
    ],
    [
      'circles within one paragraph',
      '第一条　有下列情形的：①甲；②乙。',
      ['art_1', 'art_1__para_1 有下列情形的：', 'art_1__para_1__item_1 甲；', 'art_1__para_1__item_2 乙。'],
    ],
    [
      'a citation of items is no list',
      '第一条　违反本办法第三条第（一）项、第（二）项的，处罚。',
      ['art_1', 'art_1__para_1 违反本办法第三条第（一）项、第（二）项的，处罚。'],
    ],
    [
      'a number alone in a sentence is no list',
      '第一条　下列事项：（一）甲。',
      ['art_1', 'art_1__para_1 下列事项：（一）甲。'],
    ],
    [
      'numbers that leave one out are not split: the text stays whole',
      '第一条　下列事项：（一）甲；（三）丙。',
      ['art_1', 'art_1__para_1 下列事项：（一）甲；（三）丙。'],
    ],
    [
      'more than twenty, each once',
      `第一条　甲：\n${Array.from({ length: 21 }, (_, i) => `${i + 1}.项；`).join('\n')}`,
      ['art_1', 'art_1__para_1 甲：', ...Array.from({ length: 21 }, (_, i) => `art_1__para_1__item_${i + 1} 项；`)],
    ],
  ])('%s', (_, text, expected) => expect(tree(text)).toEqual(expected))
})

describe('amendments: quoted new text is no provision of the amending law', () => {
  test.each([
    [
      'an article in quotation marks',
      '第一条　将第三条修改为：\n“第三条　新甲。\n“新乙。”\n第二条　本决定自公布之日起施行。',
      [
        'art_1',
        'art_1__para_1 将第三条修改为：/“第三条　新甲。/“新乙。”',
        'art_2',
        'art_2__para_1 本决定自公布之日起施行。',
      ],
    ],
    [
      'items in quotation marks that are closed once, at the end',
      '第一条　将第三条修改为：\n“第三条　新甲：\n（一）子；\n（二）丑。”\n第二条　丙。',
      ['art_1', 'art_1__para_1 将第三条修改为：/“第三条　新甲：/（一）子；/（二）丑。”', 'art_2', 'art_2__para_1 丙。'],
    ],
    [
      'a decision without articles: what follows 一、 belongs to it',
      '一、将第三条修改为：\n“第三条　新甲。”\n二、删去第四条。\n本决定自公布之日起施行。',
      ['item_1 将第三条修改为：/“第三条　新甲。”', 'item_2 删去第四条。', 'para_1 本决定自公布之日起施行。'],
    ],
    [
      'a quotation that is never closed ends with its paragraph',
      '第一条　名称为：“甲\n第二条　乙。\n第三条　丙。',
      ['art_1', 'art_1__para_1 名称为：“甲', 'art_2', 'art_2__para_1 乙。', 'art_3', 'art_3__para_1 丙。'],
    ],
  ])('%s', (_, text, expected) => expect(tree(text)).toEqual(expected))
})

describe('what stands beside the articles', () => {
  test.each([
    [
      'rows of a table belong to what is open',
      '第一条　标准如下：\n| 类别\t金额\n| 甲\t100\n第二条　乙。',
      ['art_1', 'art_1__para_1 标准如下：/类别\t金额/甲\t100', 'art_2', 'art_2__para_1 乙。'],
    ],
    [
      'rows that look like numbers are rows',
      '第一条　标准如下：\n| 第二条\t甲\n| （一）\t乙\n第二条　丙。',
      ['art_1', 'art_1__para_1 标准如下：/第二条\t甲/（一）\t乙', 'art_2', 'art_2__para_1 丙。'],
    ],
    [
      'an annex has articles of its own',
      '第一条　甲。\n附件1：议事规程\n第一条　乙。\n附件2：名单\n丙。',
      [
        'art_1',
        'art_1__para_1 甲。',
        'annex_1 [议事规程]',
        'annex_1__art_1',
        'annex_1__art_1__para_1 乙。',
        'annex_2 [名单]',
        'annex_2__para_1 丙。',
      ],
    ],
    [
      'chapters of an annex',
      '第一章　总则\n第一条　甲。\n附件\n第一章　总则\n第一条　乙。',
      [
        'chp_1 [总则]',
        'art_1',
        'art_1__para_1 甲。',
        'annex_1',
        'annex_1__chp_1 [总则]',
        'annex_1__art_1',
        'annex_1__art_1__para_1 乙。',
      ],
    ],
    [
      '附则 that lost its number is the next chapter, not an annex',
      '第一章　总则\n第一条　甲。\n附　则\n第二条　乙。',
      ['chp_1 [总则]', 'art_1', 'art_1__para_1 甲。', 'chp_2 [附则]', 'art_2', 'art_2__para_1 乙。'],
    ],
    [
      'its own table of contents is left out',
      '目　录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。',
      ['chp_1 [总则]', 'art_1', 'art_1__para_1 甲。', 'chp_2 [附则]', 'art_2', 'art_2__para_1 乙。'],
    ],
    [
      'with pages behind the headings',
      '第一章　总则……1\n第二章　附则……5\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。',
      ['chp_1 [总则]', 'art_1', 'art_1__para_1 甲。', 'chp_2 [附则]', 'art_2', 'art_2__para_1 乙。'],
    ],
    [
      'and in one line',
      '目录\n第一章 总则 第二章 附则\n第一章　总则\n第一条　甲。',
      ['chp_1 [总则]', 'art_1', 'art_1__para_1 甲。'],
    ],
    [
      'furniture of the page is nowhere',
      '第一条　甲。\n~ - 3 -\n第二条　乙。',
      ['art_1', 'art_1__para_1 甲。', 'art_2', 'art_2__para_1 乙。'],
    ],
    [
      'headings of the format that have no number',
      '# 序言\n甲。\n# 总则\n第一条　乙。\n# 附则\n第二条　丙。',
      [
        'preamble 序言/甲。',
        'chp_1 [总则]',
        'art_1',
        'art_1__para_1 乙。',
        'chp_2 [附则]',
        'art_2',
        'art_2__para_1 丙。',
      ],
    ],
    [
      'headings between articles with 一、',
      '一、一般规定\n第一条　甲。\n二、法律责任\n第二条　乙。',
      ['chp_1 [一般规定]', 'art_1', 'art_1__para_1 甲。', 'chp_2 [法律责任]', 'art_2', 'art_2__para_1 乙。'],
    ],
  ])('%s', (_, text, expected) => expect(tree(text)).toEqual(expected))
})

describe('laws without articles', () => {
  test.each([
    [
      '一、 takes the place of the article, （一） of the next below',
      '各区人民政府：\n一、甲\n（一）子。\n（二）丑。\n二、乙。',
      ['para_1 各区人民政府：', 'item_1 甲', 'item_1__subitem_1 子。', 'item_1__subitem_2 丑。', 'item_2 乙。'],
    ],
    [
      'paragraphs between numbers belong to them',
      '一、甲。\n续甲。\n二、乙。\n特此通知。',
      ['item_1 甲。/续甲。', 'item_2 乙。', 'para_1 特此通知。'],
    ],
    [
      'numbers run on over headings',
      '第一章　总则\n一、甲。\n第二章　附则\n二、乙。',
      ['chp_1 [总则]', 'chp_1__item_1 甲。', 'chp_2 [附则]', 'chp_2__item_2 乙。'],
    ],
    ['paragraphs alone', '甲。\n乙。', ['para_1 甲。', 'para_2 乙。']],
  ])('%s', (_, text, expected) => {
    expect(tree(text)).toEqual(expected)
    expect(anomalies(text)).toEqual([])
  })

  test('nothing is nothing', () => expect(read('')).toEqual({ provisions: [], anomalies: [], articles: 0 }))
})

describe('a part of a code that has a file of its own', () => {
  test.each([
    [
      'its place in the code is known',
      { name: '物权编', number: 2 },
      ['part_2 [物权编]', 'part_2__chp_1 [一般规定]', 'art_205', 'art_205__para_1 甲。'],
    ],
    // numbered like its first article: no other part has that one
    [
      'it is not',
      { name: '月球编' },
      ['part_205 [月球编]', 'part_205__chp_1 [一般规定]', 'art_205', 'art_205__para_1 甲。'],
    ],
  ])('%s', (_, part, expected) => expect(tree('第一章　一般规定\n第二百零五条　甲。', part)).toEqual(expected))
})

test('every provision is its pieces of the source', () => {
  const text =
    '第一章　总则\n第一条　有下列情形的：（一）甲；（二）乙。\n续。\n~ - 3 -\n第二条　丙：\n（一）丁。\n| 戊\t己\n“庚。”'
  for (const p of read(text).provisions) {
    for (const t of [p.content, p.own]) expect(t.pieces.map((r) => text.slice(r.start, r.end)).join('')).toBe(t.text)
  }
})
