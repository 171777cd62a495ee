import { expect, describe as group, test } from 'vitest'
import { blocksOf } from '../../test/fixtures/read/blocks.ts'
import { describe } from './describe.ts'
import type { Item } from './items.ts'
import { type LawInput, lawOf, lawTitle, takePart } from './law.ts'
import type { Announcement } from './law-dates.ts'

type Side = Partial<Pick<LawInput, 'metadata' | 'fileDate' | 'part'>> & {
  readonly announcements?: readonly Announcement[]
}

/** The law under `title`, with the lines of `text`. */
function law(text: string, side: Side = {}, title = '澜溪市养犬管理条例') {
  const { blocks, source } = blocksOf(text)
  const item: Item = { title, printed: title, titleAt: { text: title, pieces: [] }, blocks, start: 0 }
  return lawOf({
    item,
    description: describe(item),
    documentId: 'd',
    source,
    today: '2026-01-01',
    ...side,
    announcements: side.announcements ?? [],
  })
}

const FIRST = '第一条　为了规范养犬管理，制定本条例。'
const effect = (text: string, side: Side = {}) => law(text, side).edition.effective
const row = (days: { published?: string; valid_from?: string }) => ({
  title: '澜溪市养犬管理条例',
  expired: false,
  ...days,
})

group('from when it counts', () => {
  test.each([
    ['the last article', `${FIRST}\n第二条　本条例自2023年10月1日起施行。`, '2023-10-01'],
    ['施行 without 起, Chinese digits', `${FIRST}\n第二条　本条例自二〇二三年十月一日施行。`, '2023-10-01'],
    ['实施, 生效, 试行', `${FIRST}\n第二条　本条例自2023年10月1日起试行。`, '2023-10-01'],
    [
      'an earlier law ends in the same sentence',
      `${FIRST}\n第二条　本条例自2023年10月1日起施行。2001年3月1日公布的《澜溪市养犬规定》同时废止。`,
      '2023-10-01',
    ],
    [
      'and is named first',
      `${FIRST}\n第二条　2001年3月1日公布的《澜溪市养犬规定》自2023年10月1日起施行后废止。`,
      '2023-10-01',
    ],
    [
      'an article before the last',
      `${FIRST}\n第二条　本条例自2023年10月1日起施行。\n第三条　本条例由市公安局解释。`,
      '2023-10-01',
    ],
    ['a deadline is no day of effect', `${FIRST}\n第二条　犬只应当于2023年10月1日前登记。`, undefined],
    [
      'a day of effect among the first of many articles is that of something else',
      `第一条　国家标准自2001年1月1日起施行。\n${Array.from({ length: 9 }, (_, i) => `第${'二三四五六七八九十'[i]}条　应当办理。`).join('\n')}`,
      undefined,
    ],
    [
      'the adoption line, before the articles',
      `（2023年7月27日澜溪市人民代表大会通过　自2023年9月1日起施行）\n${FIRST}\n第二条　本条例自2023年10月1日起施行。`,
      '2023-09-01',
    ],
    [
      '自公布之日',
      `（2023年7月27日澜溪市人民政府令第3号公布）\n${FIRST}\n第二条　本条例自公布之日起施行。`,
      '2023-07-27',
    ],
    [
      '自公布之日, of which nothing tells',
      `（2023年7月27日澜溪市人民代表大会通过）\n${FIRST}\n第二条　本条例自公布之日起施行。`,
      undefined,
    ],
    ['自通过之日', `（2023年7月27日澜溪市人民代表大会通过）\n${FIRST}\n第二条　本规则自通过之日起施行。`, '2023-07-27'],
    [
      '自大会通过之日',
      `（2023年7月27日澜溪市人民代表大会通过）\n${FIRST}\n第二条　本规则自大会通过之日起施行。`,
      '2023-07-27',
    ],
    ['nothing', FIRST, undefined],
  ])('%s', (_, text, day) => expect(effect(text)).toBe(day))

  test.each([
    [
      'an announcement beside the law',
      FIRST,
      { announcements: [{ text: '《澜溪市养犬管理条例》现予公布，自2023年10月1日起施行。' }] },
      '2023-10-01',
    ],
    [
      'an announcement of another law',
      FIRST,
      { announcements: [{ text: '《澜溪市供水条例》现予公布，自2023年10月1日起施行。' }] },
      undefined,
    ],
    [
      '自公布之日: the day of the announcement',
      `${FIRST}\n第二条　本条例自公布之日起施行。`,
      { announcements: [{ text: '《澜溪市养犬管理条例》现予公布。', date: '2023-08-01' }] },
      '2023-08-01',
    ],
    [
      'a decision beside the amended text',
      `（2001年3月1日甲市人民代表大会通过　2023年7月27日甲市人民代表大会修正）\n${FIRST}\n第二条　本条例自2001年5月1日起施行。`,
      { announcements: [{ text: '关于修改《澜溪市养犬管理条例》的决定\n本决定自2023年9月1日起施行。', change: true }] },
      '2023-09-01',
    ],
    [
      'the side file, where the text tells nothing',
      FIRST,
      { metadata: row({ valid_from: '2023-10-01' }) },
      '2023-10-01',
    ],
    [
      'the text before the side file',
      `${FIRST}\n第二条　本条例自2023年10月1日起施行。`,
      { metadata: row({ valid_from: '2023-11-01' }) },
      '2023-10-01',
    ],
    [
      'an amended text still names the first day: the change counts from its own',
      `（2001年3月1日甲市人民代表大会通过　2023年7月27日甲市人民代表大会修正）\n${FIRST}\n第二条　本条例自2001年5月1日起施行。`,
      {},
      '2023-07-27',
    ],
    [
      'or from the one in the side file',
      `（2001年3月1日甲市人民代表大会通过　2023年7月27日甲市人民代表大会修正）\n${FIRST}\n第二条　本条例自2001年5月1日起施行。`,
      { metadata: row({ valid_from: '2023-10-01' }) },
      '2023-10-01',
    ],
    [
      '自公布之日, told by the side file',
      `${FIRST}\n第二条　本条例自公布之日起施行。`,
      { metadata: row({ published: '2023-07-27' }) },
      '2023-07-27',
    ],
    [
      '自公布之日, told by the name of the file',
      `${FIRST}\n第二条　本条例自公布之日起施行。`,
      { fileDate: '2023-07-27' },
      '2023-07-27',
    ],
  ] as const)('%s', (_, text, side, day) => expect(effect(text, side)).toBe(day))
})

group('when and by whom it was made', () => {
  test.each([
    [
      'passed, approved, announced',
      `（2023年7月27日澜溪市人民代表大会常务委员会第十四次会议通过　2023年9月27日云岭省人民代表大会常务委员会第五次会议批准）\n${FIRST}`,
      {
        announcements: [
          { text: '《澜溪市养犬管理条例》现予公布。', date: '2023-10-09', issuer: '澜溪市人民代表大会常务委员会' },
        ],
      },
      {
        id: '澜溪市养犬管理条例@2023-07-27',
        adopted: '2023-07-27',
        adopted_by: '澜溪市人民代表大会常务委员会第十四次会议',
        approved: '2023-09-27',
        approved_by: '云岭省人民代表大会常务委员会第五次会议',
        promulgated: '2023-10-09',
        promulgated_by: '澜溪市人民代表大会常务委员会',
      },
    ],
    [
      'the announcement alone tells',
      FIRST,
      {
        announcements: [
          {
            text: '《澜溪市养犬管理条例》由澜溪市人民代表大会常务委员会第十四次会议于2023年7月27日通过，现予公布。',
            date: '2023-08-01',
          },
        ],
      },
      { adopted: '2023-07-27', adopted_by: '澜溪市人民代表大会常务委员会第十四次会议', promulgated: '2023-08-01' },
    ],
    [
      'the approval is the last step of a change',
      `（2001年3月1日甲市人民代表大会通过　2023年7月27日甲市人民代表大会修订　2023年9月27日云岭省人民代表大会批准）\n${FIRST}`,
      {},
      { id: '澜溪市养犬管理条例@2023-09-27', adopted: '2001-03-01', amended: '2023-09-27' },
    ],
    [
      'the file is of a later day than all that its header tells of: a change that it leaves out',
      `（2001年3月1日甲市人民代表大会通过）\n${FIRST}`,
      { fileDate: '2023-07-27' },
      { id: '澜溪市养犬管理条例@2023-07-27', adopted: '2001-03-01', amended: '2023-07-27' },
    ],
    [
      'a few weeks later it is the day of publication',
      `（2023年7月1日甲市人民代表大会通过）\n${FIRST}`,
      { fileDate: '2023-07-27' },
      { id: '澜溪市养犬管理条例@2023-07-01', adopted: '2023-07-01' },
    ],
    [
      'nothing is told but the name of the file',
      FIRST,
      { fileDate: '2023-07-27' },
      { id: '澜溪市养犬管理条例@2023-07-27', promulgated: '2023-07-27' },
    ],
    ['nothing at all', FIRST, {}, { id: '澜溪市养犬管理条例@undated', status: 'unknown' }],
    [
      'the side file says that it counts no longer',
      FIRST,
      { metadata: { ...row({}), expired: true } },
      { expired: true, status: 'repealed' },
    ],
  ] as const)('%s', (_, text, side, edition) => expect(law(text, side).edition).toMatchObject(edition))

  test('an unamended text has no day of change', () => {
    expect(
      law(`（2023年7月1日甲市人民代表大会通过）\n${FIRST}`, { fileDate: '2023-07-27' }).edition.amended,
    ).toBeUndefined()
  })
})

group('rank and region', () => {
  test.each([
    ['（2023年7月27日澜溪市人民代表大会常务委员会通过）', 'local_regulation', '澜溪市'],
    ['（2023年7月27日澜溪市人民政府令第3号公布）', 'local_rule', '澜溪市'],
    ['（2023年7月27日国务院令第3号公布）', 'administrative_regulation', '全国'],
  ])('%s', (line, level, region) => expect(law(`${line}\n${FIRST}`).law).toMatchObject({ level, region }))

  test('the side file knows better', () => {
    expect(law(FIRST, { metadata: { ...row({}), level: 'local_rule' } }).law.level).toBe('local_rule')
  })
})

group('the text of the law', () => {
  const articles = (text: string) =>
    law(text)
      .provisions.filter((p) => p.kind === 'article')
      .map((p) => p.text)
  test.each([
    [
      'a signature below is none of it',
      `${FIRST}\n第二条　甲。\n市长　周　平\n2023年7月27日`,
      ['为了规范养犬管理，制定本条例。', '甲。'],
    ],
    [
      'a title printed once more is none of it',
      `（2023年7月27日甲市人民代表大会通过）\n澜溪市\n养犬管理条例\n${FIRST}`,
      ['为了规范养犬管理，制定本条例。'],
    ],
    [
      'a 款 that a page has cut',
      '第一条　每年新增土地应当安排一定比例的土地专\n项指标，用于犬只收容。\n第二条　甲。',
      ['每年新增土地应当安排一定比例的土地专项指标，用于犬只收容。', '甲。'],
    ],
    ['two whole paragraphs are two', '第一条　甲应当登记。\n乙应当备案。', ['甲应当登记。\n乙应当备案。']],
    [
      'a list is not run together',
      '第一条　有下列情形之一的，应当登记\n（一）甲。',
      ['有下列情形之一的，应当登记\n（一）甲。'],
    ],
  ])('%s', (_, text, expected) => expect(articles(text)).toEqual(expected))

  test('each provision tells where it stands', () => {
    const text = `第一章　总则\n${FIRST}\n第二条　有下列情形的：\n（一）甲。`
    const { provisions } = law(text)
    for (const p of provisions) expect(p.ranges.map(([start, end]) => text.slice(start, end)).join('')).toBe(p.text)
    expect(provisions.map((p) => p.order)).toEqual(provisions.map((_, i) => i + 1))
  })

  test('citations are looked for in the own words of each, with the chapters above', () => {
    const { units } = law('第一章　总则\n第一条　有下列情形的：\n（一）甲。')
    expect(units.map((u) => [u.eid, u.containers, u.content.text])).toEqual([
      ['art_1__para_1', ['chp_1'], '有下列情形的：'],
      ['art_1__para_1__item_1', ['chp_1'], '甲。'],
    ])
  })
})

group('its title', () => {
  test.each([
    ['澜溪市养犬管理条例(试行)', '澜溪市养犬管理条例（试行）'], // one width of brackets
    ['澜溪市 养犬 管理条例', '澜溪市养犬管理条例'],
    ['《澜溪市养犬管理条例》', '澜溪市养犬管理条例'],
    ['关于修改《澜溪市养犬管理条例》的决定', '关于修改《澜溪市养犬管理条例》的决定'],
  ])('%s', (title, expected) => expect(lawTitle(title)).toBe(expected))

  test.each([
    ['as the body prints it, an alias', '澜溪市养大管理条例', ['澜溪市养大管理条例']],
    ['a part of it is none', '养犬管理条例', undefined],
  ])('%s', (_, printed, aliases) => {
    const { blocks, source } = blocksOf(FIRST)
    const item: Item = { title: '澜溪市养犬管理条例', printed, titleAt: { text: '', pieces: [] }, blocks, start: 0 }
    const input = { item, description: describe(item), documentId: 'd', source, announcements: [], today: '2026-01-01' }
    expect(lawOf(input).law.aliases).toEqual(aliases)
  })
})

group('a code that is printed a part to a file', () => {
  const item = (text: string): Item => ({
    title: '中华人民共和国民法典',
    printed: '中华人民共和国民法典',
    titleAt: { text: '', pieces: [] },
    blocks: blocksOf(text).blocks,
    start: 0,
  })

  test.each([
    ['# 物权编\n第二百零五条　甲。', '物权编', 1],
    ['# 总　则\n第一条　甲。', '总则', 1],
    ['物权编\n第二百零五条　甲。', undefined, 2], // the format doesn't say that it is a heading
    ['# 第二编　物权\n第二百零五条　甲。', undefined, 2], // with a number it is a heading like any other
    ['第二百零五条　甲。', undefined, 1],
  ])('%j: %s', (text, part, blocks) => {
    const taken = takePart(item(text))
    expect([taken.part, taken.item.blocks.length]).toEqual([part, blocks])
  })

  test('its edition and its provisions carry the part', () => {
    const { edition, provisions } = law(
      '第一章　一般规定\n第二百零五条　甲。',
      { part: '物权编', fileDate: '2020-05-28' },
      '中华人民共和国民法典',
    )
    expect(edition).toMatchObject({ id: '中华人民共和国民法典@2020-05-28/物权编', part: '物权编' })
    expect(provisions.map((p) => p.eid).slice(0, 3)).toEqual(['part_2', 'part_2__chp_1', 'art_205'])
  })
})
