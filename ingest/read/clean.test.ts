import { describe, expect, test } from 'vitest'
import { extractOf } from '../../test/fixtures/read/blocks.ts'
import { clean } from './clean.ts'

/** What a reader of the paragraphs sees; furniture in < >. */
function paragraphs(text: string): string[] {
  return clean(extractOf(text)).map((b) => (b.role === 'furniture' ? `<${b.content.text}>` : b.content.text))
}

/** Lines of which the file's measure and manner can be told: twelve full ones. */
const WIDE = '本市按照统筹规划因地制宜的原则推进社区食堂建设工作。'
const FILL = Array.from({ length: 12 }, () => WIDE).join('\n')

describe('page numbers, whatever stands around them', () => {
  test.each([
    ['- 12 -'],
    ['— 12 —'],
    ['－12－'],
    ['· 12 ·'],
    ['•12•'],
    ['~ 12 ~'],
    ['__12__'],
    ['12 -'], // the mark in front got lost
    ['-12'], // or that behind
    ['第12页'],
    ['第 12 页 共 40 页'],
    ['第12页，共40页'],
    ['第12页（共40页）'],
    ['12/40'],
    ['12 / 40'],
  ])('%s', (number) => {
    expect(paragraphs(`第一条　为了规范管理，制定本办法。\n${number}\n第二条　本市适用本办法。`)).toEqual([
      '第一条　为了规范管理，制定本办法。',
      `<${number}>`,
      '第二条　本市适用本办法。',
    ])
  })

  test.each([
    ['12'], // alone, and nothing tells of pages
    ['第12条'],
    ['12人'],
    ['12.'], // the number of an item whose text got lost
    ['2023'],
    ['一、'],
    ['12—15岁'], // a range
    ['第12页至第15页'],
  ])('%s is none', (text) => {
    expect(paragraphs(`第一条　为了规范管理，制定本办法。\n${text}\n第二条　本市适用本办法。`)).toContain(text)
  })
})

describe('bare numbers are page numbers by their place', () => {
  test('at the edges of pages that form feeds tell of', () => {
    const page = (n: number) => `第${n}条　一。\n二，应当办理。\n三，应当办理。\n四，应当办理。\n五，应当办理。\n${n}`
    const numbers = paragraphs([1, 2, 3].map(page).join('\f')).filter((p) => p.startsWith('<'))
    expect(numbers).toEqual(['<1>', '<2>', '<3>'])
  })

  test('in the middle of such a page they are text', () => {
    const page = (n: number) =>
      `第${n}条　一。\n二，应当办理。\n三，应当办理。\n88\n四，应当办理。\n五，应当办理。\n六，应当办理。\n${n}`
    const numbers = paragraphs([1, 2, 3].map(page).join('\f')).filter((p) => p.startsWith('<'))
    expect(numbers).toEqual(['<1>', '<2>', '<3>'])
  })

  test('where they count upwards through a file without form feeds', () => {
    const page = (n: number) => `甲，应当办理。\n乙，应当办理。\n丙，应当办理。\n丁，应当办理。\n${n}`
    expect(paragraphs([1, 2, 3, 4].map(page).join('\n')).filter((p) => p.startsWith('<'))).toHaveLength(4)
  })

  test.each([
    ['a column of a table', '合计\n1\n2\n3\n4\n以上。'],
    [
      'numbers of no order',
      '甲，应当办理。\n一。\n二。\n三。\n17\n一。\n二。\n三。\n四。\n5\n一。\n二。\n三。\n四。\n230',
    ],
    ['two of them', '甲，应当办理。\n一。\n二。\n三。\n1\n一。\n二。\n三。\n四。\n2'],
  ])('%s is text', (_, text) => expect(paragraphs(text).filter((p) => p.startsWith('<'))).toEqual([]))
})

describe('running heads', () => {
  const pages = (head: (n: number) => string, count = 4) =>
    Array.from(
      { length: count },
      (_, i) =>
        `${head(i + 1)}\n甲，应当办理。\n乙，应当办理。\n丙，应当办理。\n丁，应当办理。\n戊，应当办理。\n- ${i + 1} -`,
    ).join('\n')

  test.each([
    ['澜溪市人大常委会公报'], // beside a page number; the first stands below none and is the masthead
    ['澜 溪 市 人 大 常 委 会 公 报'], // spaced out for looks
    ['2025年第2号'], // the number of the issue
  ])('%s', (head) => {
    const found = paragraphs(pages(() => head))
    expect(found[0]).toBe(head)
    expect(found.filter((p) => p === `<${head}>`)).toHaveLength(3)
  })

  test('with the number of the page in them', () => {
    const found = paragraphs(pages((n) => `${n} 澜溪市人大常委会公报`))
    expect(found.filter((p) => p.includes('公报'))).toEqual([1, 2, 3, 4].map((n) => `<${n} 澜溪市人大常委会公报>`))
  })

  test.each([
    ['what stands once', pages((n) => (n === 2 ? '澜溪市人大常委会公报' : `第${n}组`))],
    ['a body that signs every page', pages(() => '澜溪市人民代表大会常务委员会')],
    ['a sentence that repeats', pages(() => '请予审议。')],
    ['three letters', pages(() => '附件三')],
  ])('%s is none', (_, text) => expect(paragraphs(text).filter((p) => /^<[^-]/.test(p))).toEqual([]))

  test('far from page edges a line that repeats is text: names of a list', () => {
    const text = Array.from(
      { length: 5 },
      () =>
        '甲，应当办理。\n一，应当办理。\n二，应当办理。\n女，满族，群众\n三，应当办理。\n四，应当办理。\n五，应当办理。',
    ).join('\n')
    expect(paragraphs(text).filter((p) => p.startsWith('<'))).toEqual([])
  })
})

describe('a paragraph that a page has cut', () => {
  test.each([
    // the furniture stays where it was, and is no text
    [
      '第十一条　市人民政府应当\n- 3 -\n推进社区食堂建设，保障供餐。',
      ['第十一条　市人民政府应当推进社区食堂建设，保障供餐。', '<- 3 ->'],
    ],
    // number and running head
    [
      '第十一条　市人民政府应当\n- 3 -\n\n推进社区食堂建设，保障供餐。\n第十二条　区人民政府应当配合。',
      ['第十一条　市人民政府应当推进社区食堂建设，保障供餐。', '<- 3 ->', '第十二条　区人民政府应当配合。'],
    ],
    // ended by a comma, where few words are enough
    ['按照统筹规划、\n因地制宜的原则。', ['按照统筹规划、因地制宜的原则。']],
    // in three pieces
    [
      '第四条　市人民政府应当，\n- 1 -\n在每年第一季度，根据需要\n- 2 -\n编制建设计划。',
      ['第四条　市人民政府应当，在每年第一季度，根据需要编制建设计划。', '<- 1 ->', '<- 2 ->'],
    ],
    // an adoption line broken in the bracket
    [
      '（2023年7月27日澜溪市第五届人民代表大会常务\n委员会第十四次会议通过）\n第一条　为了规范管理，制定本办法。',
      ['（2023年7月27日澜溪市第五届人民代表大会常务委员会第十四次会议通过）', '第一条　为了规范管理，制定本办法。'],
    ],
    // broken twice
    [
      '（2023年7月27日澜溪市第五届人民代表大会常务\n委员会第十四次会议通过　2023年9月27日云岭省\n人民代表大会常务委员会批准）',
      [
        '（2023年7月27日澜溪市第五届人民代表大会常务委员会第十四次会议通过　2023年9月27日云岭省人民代表大会常务委员会批准）',
      ],
    ],
  ])('%j', (text, expected) => expect(paragraphs(text)).toEqual(expected))

  test('the two pieces keep their places', () => {
    const text = '第十一条　市人民政府应当\n- 3 -\n推进社区食堂建设，保障供餐。'
    const [block] = clean(extractOf(text))
    expect(block?.content.pieces.map((p) => text.slice(p.start, p.end))).toEqual([
      '第十一条　市人民政府应当',
      '推进社区食堂建设，保障供餐。',
    ])
  })
})

describe('lines that are not one paragraph', () => {
  test.each([
    ['a list of names', '任命：\n王小明为民政局局长，\n李　勇（女，满族）\n张　三\n赵　四'],
    ['an unfinished line and an article', '市人民政府应当加强领导，完善\n第二条　区人民政府应当配合。'],
    ['an unfinished line and an item', '有下列情形之一，应当\n（一）平面图。'],
    ['an unfinished line and a day', '澜溪市人民政府，办公室，秘书处\n2023年10月9日'],
    ['a title over a title', '澜溪市社区食堂管理办法\n澜溪市社区食堂管理办法的说明'],
    ['a title and the sentence below', '关于澜溪市社区食堂建设情况的报告\n主任、各位副主任：\n现将有关情况报告如下。'],
    ['a closed adoption line', '（2023年7月27日澜溪市人大常委会通过）\n为了规范管理，制定本办法。'],
    ['a line of the contents', '澜溪市社区食堂管理办法，说明·····13\n为了规范管理，制定本办法。'],
    ['an unfinished line and the title of another text', '以上报告，请予审议并提出\n关于澜溪市社区食堂建设情况的报告'],
  ])('%s', (_, text) => expect(paragraphs(text)).toEqual(text.split('\n')))

  test('headings and rows of tables never go on', () => {
    const text = '第一条　市人民政府应当，根据\n各区应当配合，保障供餐。'
    const extract = extractOf(text)
    for (const mark of [{ heading: 2 }, { table: true }, { centred: true }]) {
      const lines = extract.lines.map((l, i) => (i === 0 ? { ...l, ...mark } : l))
      expect(clean({ ...extract, lines })).toHaveLength(2)
    }
  })
})

describe('hard-wrapped lines', () => {
  test.each([
    [
      'with indents: a flush line goes on, an indented one begins',
      '　　第一条　本市按照统筹规划因地制宜的原则推进社区\n食堂建设。\n　　第二条　本市按照统筹规划因地制宜的原则推进社区\n食堂运营。\n',
      [
        '第一条　本市按照统筹规划因地制宜的原则推进社区食堂建设。',
        '第二条　本市按照统筹规划因地制宜的原则推进社区食堂运营。',
      ],
    ],
    [
      'with indents: a flush line that looks like an article is none',
      '　　第一条　本市按照统筹规划因地制宜的原则，根据本办法\n第十条规定的期限办理。\n',
      ['第一条　本市按照统筹规划因地制宜的原则，根据本办法第十条规定的期限办理。'],
    ],
  ])('%s', (_, text, expected) => {
    // the manner of a file is told by many lines: these, six times
    const found = paragraphs(text.repeat(6))
    expect(found).toEqual(Array.from({ length: 6 }, () => expected).flat())
  })

  test.each([
    [
      'a full line goes on, a short one ends',
      ['第一条　本市按照统筹规划因地制宜的原则推进社区食堂建', '设。', '第二条　应当配合。'],
      ['第一条　本市按照统筹规划因地制宜的原则推进社区食堂建设。', '第二条　应当配合。'],
    ],
    [
      'a number begins another paragraph behind a full line',
      ['第一条　本市按照统筹规划因地制宜的原则推进社区食堂建', '（一）平面图'],
      ['第一条　本市按照统筹规划因地制宜的原则推进社区食堂建', '（一）平面图'],
    ],
    [
      'so does a blank line',
      ['本市按照统筹规划因地制宜的原则推进社区食堂建设的办法', '', '关于社区食堂的办法'],
      ['本市按照统筹规划因地制宜的原则推进社区食堂建设的办法', '关于社区食堂的办法'],
    ],
    [
      'and a day',
      ['本市按照统筹规划因地制宜的原则推进社区食堂建设的办法', '2023年10月9日'],
      ['本市按照统筹规划因地制宜的原则推进社区食堂建设的办法', '2023年10月9日'],
    ],
  ])('without indents: %s', (_, lines, expected) => {
    const ends = paragraphs(`${lines.join('\n')}\n\n${FILL.replaceAll('\n', '\n\n')}`)
    expect(ends.slice(0, expected.length)).toEqual(expected)
  })

  test('a page in between is no end', () => {
    const text = `${FILL.replaceAll('\n', '\n\n')}\n\n本市按照统筹规划因地制宜的原则推进社区食堂建设与运营工\f作的指导。`
    expect(paragraphs(text).at(-1)).toBe('本市按照统筹规划因地制宜的原则推进社区食堂建设与运营工作的指导。')
  })

  test('where a line is a paragraph, none are joined', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `（${i + 1}）${'应当办理'.repeat((i * 7) % 13)}`)
    expect(paragraphs(lines.join('\n'))).toEqual(lines)
  })
})

describe('what no line is', () => {
  test.each([
    ['一。\n\u200b\n二。', ['一。', '二。']], // zero-width characters alone
    ['一。\n \t　\n二。', ['一。', '二。']],
    ['- （一）平面图；\n• 第二章　总则', ['（一）平面图；', '第二章　总则']], // the bullet that a converter put before a number
    ['- 平面图；', ['- 平面图；']], // a list without numbers keeps its marks
    ['', []],
  ])('%j', (text, expected) => expect(paragraphs(text)).toEqual(expected))

  test('marks of the format are taken out', () => {
    const text = '**第一条** 为了'
    const marks = [
      { start: 0, end: 2 },
      { start: 5, end: 7 },
    ]
    const [block] = clean({ text, lines: [{ start: 0, end: 10, marks }], notices: [] })
    expect(block?.content.text).toBe('第一条 为了')
  })
})
