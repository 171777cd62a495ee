import { describe, expect, test } from 'vitest'
import { buildNameIndex, type FoundCitation, findInDocument, findInText, type SelfLaw, type Unit } from './index.ts'

/** A citation on one line: `self art_9__para_1`, `刑法 art_3`, `《立法法》 - basis`. `-` is the law as a whole. */
function short(c: FoundCitation): string {
  const name = 'name' in c.law && c.law.name ? c.law.name : c.law.kind
  const law = c.law.kind === 'named' && c.law.marks ? `《${name}》` : name
  return [law, c.targets.join(',') || c.problem || '-', c.relation === 'reference' ? [] : c.relation].flat().join(' ')
}

const PARK: SelfLaw = { title: '某市公园条例', names: buildNameIndex(['某市物业管理条例', '某省养犬管理规定']) }

/** The citations of one unit of a law in chapters; the third 款 of 第九条 unless told otherwise. */
function read(text: string, eid = 'art_9__para_3', self: SelfLaw = PARK): string[] {
  return findInDocument([{ eid, containers: ['chp_2', 'chp_2__sec_1'], text }], self).map(short)
}

describe('DESIGN.md, citations by example', () => {
  test.each([
    ['违反本条例第三十二条第二款规定的', ['self art_32__para_2']],
    ['前两款规定的期限', ['self art_9__para_1,art_9__para_2']],
    ['依照前条第一款第（二）项的规定', ['self art_8__para_1__item_2']],
    ['依照刑法第二百三十四条之一第三款的规定', ['刑法 art_234-1__para_3']],
    [
      '依照本法第十条第一款第二项、第三项和第十二条至第十四条的规定',
      ['self art_10__para_1__item_2,art_10__para_1__item_3,art_12,art_13,art_14'],
    ],
    ['根据《中华人民共和国刑法》第三条和同法第八条', ['《中华人民共和国刑法》 art_3', '中华人民共和国刑法 art_8']],
    ['依照本章有关规定执行', ['self chp_2']],
    ['根据《立法法》，制定本条例。', ['《立法法》 - basis']],
    ['《某市公园管理办法》同时废止。', ['《某市公园管理办法》 - repeals']],
    ['依照有关法律、法规的规定执行', []],
    ['违反本法规定，构成犯罪的', []],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('lists and ranges', () => {
  test.each([
    // each of the articles just listed, the section named in front or not
    [
      '单位犯本节第二百一十三条至第二百一十五条规定之罪的，依照本节各该条的规定处罚',
      ['self art_213,art_214,art_215', 'self art_213,art_214,art_215'],
    ],
    // crimes named between two provisions of one law
    [
      '构成刑法第二百二十一条规定的损害商业信誉罪，第二百七十八条规定的煽动暴力抗拒法律实施罪的',
      ['刑法 art_221', '刑法 art_278'],
    ],
    // the article is inherited, the paragraph replaced
    ['本条例第三条第一款、第三款', ['self art_3__para_1,art_3__para_3']],
    // a new article in the list drops paragraph and item
    ['本条例第三条第一款第二项、第五条', ['self art_3__para_1__item_2,art_5']],
    // one 第, several numbers
    ['本条例第三条第一、二、四项', ['self art_3__item_1,art_3__item_2,art_3__item_4']],
    ['本条例第十二、十三条', ['self art_12,art_13']],
    // a range within brackets
    ['本条例第三条第（一）至（三）项', ['self art_3__item_1,art_3__item_2,art_3__item_3']],
    // brackets without a separator
    ['本条例第七条第（一）（二）项', ['self art_7__item_1,art_7__item_2']],
    // later items without 第
    ['本条例第七条第（一）项、（二）项', ['self art_7__item_1,art_7__item_2']],
    ['前款（一）至（三）项', ['self art_9__para_2__item_1,art_9__para_2__item_2,art_9__para_2__item_3']],
    // 或者, 以及, 与, 及 join as 和 does
    ['本条例第三条或者第五条以及第七条', ['self art_3,art_5,art_7']],
    // the end of a range may leave 第 out
    ['本条例第三条至五条', ['self art_3,art_4,art_5']],
    ['本条例第六条第一项至三项', ['self art_6__item_1,art_6__item_2,art_6__item_3']],
    // a range of paragraphs and one of items in one list
    ['本条例第六条第一款至第三款、第七条', ['self art_6__para_1,art_6__para_2,art_6__para_3,art_7']],
    // 之一 begins and ends a range
    ['刑法第一百二十条之一至第一百二十条之三', ['刑法 art_120-1,art_120-2,art_120-3']],
    // from an article to its last insertion
    ['刑法第一百二十条至第一百二十条之二', ['刑法 art_120,art_120-1,art_120-2']],
    // 之一、之二 share an article
    ['刑法第一百三十三条之一、之二', ['刑法 art_133-1,art_133-2']],
    // between unlike ends lie whole articles
    ['本条例第五条第二款至第七条', ['self art_5__para_2,art_6,art_7']],
    // the first so many paragraphs
    ['刑法第三百零七条之一前三款', ['刑法 art_307-1__para_1,art_307-1__para_2,art_307-1__para_3']],
    ['民法典第一千零七十九条第三款前两项', ['民法典 art_1079__para_3__item_1,art_1079__para_3__item_2']],
    // 的 and 中 inside
    ['本条例第三十一条的第二款、第三款', ['self art_31__para_2,art_31__para_3']],
    // 所列, 规定的 inside
    ['本条例第十条所列第(一)至第(三)项行为', ['self art_10__item_1,art_10__item_2,art_10__item_3']],
    ['前款规定的第一项至三项情形', ['self art_9__para_2__item_1,art_9__para_2__item_2,art_9__para_2__item_3']],
    // 目
    ['本条例第三条第二项第一目、第三目', ['self art_3__item_2__subitem_1,art_3__item_2__subitem_3']],
    // a comma within a list
    ['违反本条例第三条，第四条规定', ['self art_3,art_4']],
    // a range that runs backwards gives its ends, no more
    ['本条例第八条至第五条', ['self art_8,art_5']],
    // another law begins another citation
    ['本条例第三条和刑法第五条', ['self art_3', '刑法 art_5']],
    ['前款和第五条', ['self art_9__para_2', 'self art_5']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('forms of print', () => {
  test.each([
    // arabic digits, full width, half width brackets, spaces and broken lines
    ['刑法第234条第2款', ['刑法 art_234__para_2']],
    ['刑法第２３４条', ['刑法 art_234']],
    ['本条例第三条第(二)项', ['self art_3__item_2']],
    ['本条例第 三 条第 二 款', ['self art_3__para_2']],
    ['本条例第三\n条', ['self art_3']],
    ['本条例第三条\n第二款', ['self art_3__para_2']],
    ['《中华人民\n共和国刑法》第三条', ['《中华人民共和国刑法》 art_3']],
    // a number in brackets of its own
    ['本条例第三条第（ 二 ）项', ['self art_3__item_2']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('relative', () => {
  test.each([
    ['前款规定的', 'art_9__para_3', ['self art_9__para_2']],
    // within an item the 款 is that of the item
    ['（二）前款规定的', 'art_9__para_3__item_2', ['self art_9__para_2']],
    ['（三）前项规定的', 'art_9__para_3__item_3', ['self art_9__para_3__item_2']],
    ['（三）前两项规定的', 'art_9__para_3__item_3', ['self art_9__para_3__item_1,art_9__para_3__item_2']],
    ['前条规定', 'art_9', ['self art_8']],
    ['前两条规定', 'art_9', ['self art_7,art_8']],
    ['前款第（二）项和第四项', 'art_9__para_3', ['self art_9__para_2__item_2,art_9__para_2__item_4']],
    ['本条第一款和第二款', 'art_9__para_3', ['self art_9__para_1,art_9__para_2']],
    ['本条前两款', 'art_9__para_3', ['self art_9__para_1,art_9__para_2']],
    ['依照本条规定', 'art_9__para_3', ['self art_9']],
    // 成本 is a word, 造成|本条例 two
    ['造成本条例第二条规定的后果', 'art_9', ['self art_2']],
    ['本款第（一）项', 'art_9__para_3', ['self art_9__para_3__item_1']],
    ['本章第二节', 'art_9', ['self chp_2__sec_2']],
    ['本节规定', 'art_9', ['self chp_2__sec_1']],
    // a bare 款 is of the article around
    ['依照第一款的规定处罚', 'art_9__para_3', ['self art_9__para_1']],
    // there is no 款 before the first
    ['前款规定的', 'art_9__para_1', ['self no_such_neighbour']],
    // 程序, not 章程
    ['依照本章程序', 'art_9', ['self chp_2']],
  ])('%s in %s', (text, eid, expected) => expect(read(text, eid)).toEqual(expected))

  test('outside of a provision it says so', () => {
    expect(findInText('前款规定的情形').map(short)).toEqual(['self outside_of_a_provision'])
  })

  test('前条 is the one before in the text, not the number less one', () => {
    const units = ['art_120', 'art_120-1', 'art_121'].map((eid) => ({ eid, text: '前条规定' }))
    expect(findInDocument(units).map(short)).toEqual(['self art_119', 'self art_120', 'self art_120-1'])
  })
})

describe('names of laws', () => {
  test.each([
    // well-known, without marks and without a provision
    ['依照公司法的规定', ['公司法 -']],
    ['适用民法典有关规定', ['民法典 -']],
    ['构成犯罪的，依照刑法追究刑事责任', ['刑法 -']],
    ['根据劳动法、未成年人保护法，制定本规定。', ['劳动法 - basis', '未成年人保护法 - basis']],
    ['民法典施行前成立的合同', ['民法典 -']],
    // the longest name wins
    ['依照海事诉讼特别程序法第三条', ['海事诉讼特别程序法 art_3']],
    ['中华人民共和国刑法第三条', ['中华人民共和国刑法 art_3']],
    ['刑法修正案（八）第三条', ['刑法修正案（八） art_3']],
    ['违反道路交通安全法实施条例第五条', ['道路交通安全法实施条例 art_5']],
    // of the corpus
    ['违反某市物业管理条例第三条', ['某市物业管理条例 art_3']],
    // a region before a known name makes it another
    ['违反另市物业管理条例第三条', ['另市物业管理条例 art_3']],
    // unknown
    ['依照虚构事项管理法第三条', ['虚构事项管理法 art_3']],
    ['和虚构事项处理办法第三条', ['虚构事项处理办法 art_3']],
    // part names
    ['刑法分则第三章', ['刑法 part_2__chp_3']],
    ['依照刑法总则的规定', ['刑法 part_1']],
    ['民法典合同编的规定', ['民法典 part_3']],
    ['民法典第三编第二章', ['民法典 part_3__chp_2']],
    // bases
    ['根据宪法，制定本法。', ['宪法 - basis']],
    ['根据宪法和立法法，制定本法。', ['宪法 - basis', '立法法 - basis']],
    ['遵守宪法和法律', []],
    ['公开进行宪法宣誓', []],
    // other words
    ['公司法人的权利', []],
    ['遵守道路交通安全法律、法规', []],
    ['违反合同法律关系', []],
    ['列入公司法定公积金', []],
    ['基本法律制度', []],
    ['无成本节能措施', []],
    ['对合同条款有争议的', []],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('titles in marks', () => {
  test.each([
    ['《甲法》、《乙条例》和《丙办法》', ['《甲法》 -', '《乙条例》 -', '《丙办法》 -']],
    ['《关于〈水法〉第三条的解释》第二条', ['《关于〈水法〉第三条的解释》 art_2']],
    ['《关于《水法》第三条的解释》第二条', ['《关于〈水法〉第三条的解释》 art_2']],
    ['《行政复议条例》（国务院令第70号）第三条', ['《行政复议条例》 art_3']],
    ['《某办法（试行）》', ['《某办法（试行）》 -']],
    ['《某公约》和《某议定书》', ['《某公约》 -', '《某议定书》 -']],
    ['《涉外民事关系法律适用法》', ['《涉外民事关系法律适用法》 -']],
    // forms, licences, newspapers, methods
    ['颁发《营业执照》', []],
    ['填写《登记表》和《申请书》', []],
    ['《某日报》', []],
    ['《企业名称预先核准通知书》', []],
    ['《水质测定方法》', []],
    ['签订《买卖合同》', []],
    ['持《建设工程规划许可证》', []],
    // a mark that is never closed
    ['《甲法 《乙法》第三条', ['《乙法》 art_3']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('not citations', () => {
  test.each([
    ['本条例自公布之日起施行'],
    ['依照本办法的规定'],
    ['支付第一款项'],
    ['善意第三人'],
    ['第一审判决'],
    ['第二次会议'],
    ['第三方机构'],
    ['第十四届全国人民代表大会'],
    ['第一号公告'],
    ['第三条生产线'],
    ['该项工作'],
    ['此项费用'],
    ['前述情形'],
    ['目前条件下'],
    ['前项目负责人'],
    ['本款规定'],
    ['共同编制规划'],
    ['会同节能主管部门'],
    ['在规划的基础上编制'],
    ['应该条理清楚'],
  ])('%s', (text) => expect(read(text)).toEqual([]))

  test.each([
    // the number of the article itself, where the caller left it on
    ['第九条 公园应当免费开放。'],
    ['第三章 管理'],
  ])('%s at the beginning of a line', (text) => expect(findInText(text).map(short)).toEqual([]))
})

describe('aliases and antecedents', () => {
  const all = (texts: readonly string[], self: SelfLaw = PARK) =>
    findInDocument(
      texts.map((text, i) => ({ eid: `art_${i + 1}`, text })),
      self,
    ).map(
      (c) =>
        `${'title' in c.law && c.law.title ? c.law.title : 'name' in c.law ? c.law.name : c.law.kind} ${c.targets}`,
    )

  test.each([
    [
      ['《甲省组织法》（以下简称《组织法》）', '《组织法》第三条'],
      ['甲省组织法 ', '甲省组织法 art_3'],
    ],
    [
      ['《甲省组织法》(下称“组织法”)第二条', '依照组织法第三条'],
      ['甲省组织法 art_2', '甲省组织法 art_3'],
    ],
    [
      ['《甲省公园条例》，以下简称《条例》', '《条例》第三条、第五条'],
      ['甲省公园条例 ', '甲省公园条例 art_3,art_5'],
    ],
    // chained
    [
      ['《甲省一法》、《乙省二法》（以下分别简称《一法》、《二法》）', '《一法》第一条和《二法》第二条'],
      ['甲省一法 ', '乙省二法 ', '甲省一法 art_1', '乙省二法 art_2'],
    ],
    // an anaphor takes the law of its own kind
    [
      ['《甲省公园条例》和《乙法》', '该条例第五条'],
      ['甲省公园条例 ', '乙法 ', '甲省公园条例 art_5'],
    ],
    [
      ['《乙法》第三条、《甲省公园条例》', '同法第五条'],
      ['乙法 art_3', '甲省公园条例 ', '乙法 art_5'],
    ],
    [['依照刑法第三条第一款、该条第二款'], ['刑法 art_3__para_1', '刑法 art_3__para_2']],
  ])('%j', (texts, expected) => expect(all(texts)).toEqual(expected))

  test('an anaphor without an antecedent says so', () => {
    expect(read('该条例第五条')).toEqual(['该条例 art_5'].map(() => 'anaphor art_5'))
  })
})

describe('continuation', () => {
  const units = (...texts: readonly (readonly [string, string])[]): Unit[] =>
    texts.map(([eid, text]) => ({ eid, text }))

  test.each([
    [
      'the head of the list names the article',
      units(
        ['art_30', '违反本条例第二十条规定，有下列行为之一的：'],
        ['art_30__para_1__item_1', '（一）违反第一项规定的，警告；'],
        ['art_30__para_1__item_2', '（二）有第二项至第四项行为的，罚款。'],
      ),
      ['self art_20', 'self art_20__item_1', 'self art_20__item_2,art_20__item_3,art_20__item_4'],
    ],
    [
      'the sentence names it',
      units(['art_30__para_1', '违反本条例第二十条第一款规定的，警告；违反第二款规定的，罚款。']),
      ['self art_20__para_1', 'self art_20__para_2'],
    ],
    [
      'the article around has no items',
      units(['art_23', '本法第二十二条第一款所列请求，依照顺序受偿。'], ['art_23__para_2', '第（四）项请求优先。']),
      ['self art_22__para_1', 'self art_23__item_4'],
    ],
    [
      'the article around has items',
      units(
        ['art_5', '符合下列条件之一的：'],
        ['art_5__para_1__item_1', '（一）甲；'],
        ['art_5__para_2', '依照本法第三条办理；有第一项情形的，免于办理。'],
      ),
      ['self art_3', 'self art_5__para_1__item_1'],
    ],
  ])('%s', (_, given, expected) => expect(findInDocument(given, PARK).map(short)).toEqual(expected))
})

describe('relations', () => {
  test.each([
    ['本法第二条所称固定资产，是指', ['self art_2 defines']],
    ['前款所称公园，包括', ['self art_9__para_2 defines']],
    ['将本条例第三条修改为', ['self art_3 amends']],
    ['依据《甲法》《乙法》等法律，结合实际，制定本规定', ['《甲法》 - basis', '《乙法》 - basis']],
    ['本条例自公布之日起施行，《甲规定》和《乙规定》同时废止', ['《甲规定》 - repeals', '《乙规定》 - repeals']],
    ['决定废止《甲规定》', ['《甲规定》 - repeals']],
    ['依照《甲法》第三条的规定，予以废止许可', ['《甲法》 art_3']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('decisions and reports', () => {
  const decision = (...texts: readonly string[]) =>
    findInDocument(
      texts.map((text) => ({ text })),
      { title: '某市人大常委会关于修改《某市公园条例》的决定' },
    ).map(short)

  test.each([
    // the amended law is meant; the new text is not read for its number
    [['一、第三条修改为：“第三条 公园免费开放。”'], ['某市公园条例 art_3 amends']],
    [
      ['二、在第十条后增加一条，作为第十一条：“前款规定……”'],
      ['某市公园条例 art_10 amends', '某市公园条例 art_11 amends', '某市公园条例 no_such_neighbour'],
    ],
    [['三、删去第五条第二款'], ['某市公园条例 art_5__para_2 amends']],
    // quoted text over two paragraphs, with its own 款
    [
      ['四、将第八条修改为：“甲。', '“违反前款规定的，乙。”'],
      ['某市公园条例 art_8 amends', '某市公园条例 art_8__para_1'],
    ],
  ])('%j', (texts, expected) => expect(decision(...texts)).toEqual(expected))

  test.each([
    ['《某市公园条例（草案）》第五条', ['《某市公园条例（草案）》 art_5 draft']],
    ['建议删去草案第三条', ['某市公园条例 art_3 amends draft']],
    ['明确了职责（第七条、第二十三条）。', ['某市公园条例 art_7,art_23 draft']],
  ])('%s in a report', (text, expected) => {
    const found = findInDocument([{ text }], { title: '关于《某市公园条例（草案）》审议结果的报告' })
    expect(found.map((c) => short(c) + (c.draft ? ' draft' : ''))).toEqual(expected)
  })
})

test('spans cover the citation from the name to the last unit', () => {
  const text = '构成犯罪的，依照《中华人民共和国刑法》第三条、第五条的规定；违反本条例第九条第一款的'
  expect(findInText(text).map((c) => [c.text, text.slice(c.start, c.end)])).toEqual([
    ['《中华人民共和国刑法》第三条、第五条', '《中华人民共和国刑法》第三条、第五条'],
    ['本条例第九条第一款', '本条例第九条第一款'],
  ])
})

test('what is cut from a range is counted', () => {
  const [found] = findInText('本法第一条至第九千条')
  expect((found?.targets.length ?? 0) + (found?.omitted ?? 0)).toBe(9000)
})
