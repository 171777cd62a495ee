import { expect, describe as group, test } from 'vitest'
import { blocksOf } from '../../test/fixtures/read/blocks.ts'
import { describe } from './describe.ts'
import type { Item } from './items.ts'

/** The document under `title`, with the lines of `text`. */
function described(title: string, text: string) {
  const { blocks } = blocksOf(text)
  const item: Item = { title, printed: title, titleAt: { text: title, pieces: [] }, blocks, start: 0 }
  return describe(item)
}

const ARTICLES = '第一条　为了规范管理，制定本办法。\n第二条　本市适用本办法。'

group('the kind', () => {
  test.each([
    ['澜溪市养犬管理条例', ARTICLES, 'law'],
    ['澜溪市人民代表大会常务委员会公告', '澜溪市养犬管理条例现予公布。', 'announcement'],
    ['关于澜溪市养犬管理条例（草案）的说明', '主任、各位副主任：\n现作说明。', 'explanation'],
    // with articles of its own it is a law, whatever it calls itself
    ['澜溪市人民代表大会常务委员会关于讨论重大事项的决定', ARTICLES, 'law'],
    ['澜溪市人民代表大会常务委员会关于讨论重大事项的决定', '会议决定：同意。', 'decision'],
    // but a notice only publishes the articles below it
    ['关于印发澜溪市养犬管理办法的通知', ARTICLES, 'notice'],
    ['月球资源', '甲。', 'other'],
    ['月球资源', ARTICLES, 'law'],
  ])('%s', (title, text, kind) => expect(described(title, text).kind).toBe(kind))
})

group('the number', () => {
  test.each([
    ['〔五届〕第十二号\n甲。', '〔五届〕第十二号'],
    ['（第一号）\n甲。', '第一号'], // brackets are ornament
    ['第 3 号\n甲。', '第3号'],
    ['澜政发〔2023〕15号\n甲。', '澜政发〔2023〕15号'],
    ['澜溪市人民政府令\n第41号\n甲。', '澜溪市人民政府令第41号'], // in two lines
    ['（2012年12月7日澜溪市人民政府令第41号公布）\n甲。', '澜溪市人民政府令第41号'], // within the adoption line
    ['【发文字号】澜政令〔2022〕3号\n甲。', '澜政令〔2022〕3号'],
    ['甲。\n第一号', undefined], // below the text it is none
    ['第一条　甲。', undefined],
  ])('%j: %s', (text, number) => expect(described('澜溪市养犬管理办法', text).number).toBe(number))
})

group('who issued it', () => {
  test.each([
    [
      'the signature',
      '澜溪市养犬管理公告',
      '现予公布。\n澜溪市人民代表大会常务委员会\n2023年7月27日',
      '澜溪市人民代表大会常务委员会',
    ],
    [
      'the signature, spaced out',
      '澜溪市养犬管理公告',
      '现予公布。\n澜 溪 市 人 民 政 府\n2023年7月27日',
      '澜溪市人民政府',
    ],
    ['the title', '澜溪市人民政府关于养犬管理的通知', '各区人民政府：\n甲。', '澜溪市人民政府'],
    // the body that met, not its meeting
    [
      'the title, with a meeting',
      '澜溪市第五届人民代表大会常务委员会第十四次会议议程',
      '一、甲',
      '澜溪市人民代表大会常务委员会',
    ],
    [
      'the byline',
      '关于养犬管理情况的报告',
      '——2023年7月27日在澜溪市人民代表大会常务委员会会议上\n澜溪市公安局局长　周　平\n甲。',
      '澜溪市公安局',
    ],
    [
      'the meeting that adopted it',
      '关于养犬管理的决定',
      '（2023年7月27日澜溪市第五届人民代表大会常务委员会第十四次会议通过）\n甲。',
      '澜溪市人民代表大会常务委员会',
    ],
    ['nobody', '关于养犬管理情况的报告', '甲。', undefined],
    ['a sentence above the day is no body', '关于养犬管理的通知', '请遵照执行，报市人民政府\n2023年7月27日', undefined],
  ])('%s', (_, title, text, issuer) => expect(described(title, text).issuer).toBe(issuer))
})

group('when', () => {
  test.each([
    ['adopted', '（2023年7月27日澜溪市人民代表大会通过）\n甲。\n澜溪市人民代表大会\n2023年8月1日', '2023-07-27'], // before the day it was signed
    ['spoken', '——2023年4月26日在澜溪市第九届人民代表大会第一次会议上\n甲。', '2023-04-26'],
    ['signed', '甲。\n澜溪市人民政府\n2023年8月1日', '2023-08-01'],
    ['signed, with a note below', '甲。\n澜溪市人民政府\n2023年8月1日\n（此件公开发布）', '2023-08-01'],
    ['above the text', '2023年8月1日\n甲。', '2023-08-01'],
    ['promulgated, where nothing else is told', '（2023年8月1日澜溪市人民政府令第3号公布）\n甲。', '2023-08-01'],
    ['a day within the text is none of these', '甲于2023年8月1日办理。\n乙。', undefined],
  ])('%s', (_, text, date) => expect(described('澜溪市养犬管理公告', text).date).toBe(date))

  test('minutes begin with theirs', () => {
    expect(described('澜溪市人大常委会第十四次会议纪要', '2023年7月27日，会议在市政府举行。\n甲。').date).toBe(
      '2023-07-27',
    )
  })
})

group('how many lines belong to the head', () => {
  test.each([
    ['甲。', 0],
    ['（2023年7月27日澜溪市人民代表大会通过）\n第一条　甲。', 1],
    ['澜溪市人民政府令\n第41号\n2023年7月27日\n第一条　甲。', 3],
    ['——2023年4月26日在澜溪市人民代表大会会议上\n澜溪市公安局局长　周　平\n主任、各位副主任：\n甲。', 2], // the salutation begins the text
    ['【发布部门】澜溪市人民政府\n【效力级别】地方政府规章\n第一条　甲。', 2],
    ['第一章　总则\n（2023年7月27日澜溪市人民代表大会通过）', 0],
  ])('%j: %d', (text, count) => expect(described('澜溪市养犬管理办法', text).headBlocks).toBe(count))
})

group('history', () => {
  test('the lines of a database fill in what the adoption line leaves out, and name who promulgated it', () => {
    const { history } = described(
      '澜溪市养犬管理办法',
      '【发布部门】澜溪市人民政府\n【发布日期】2022.03.31\n【实施日期】2022.05.01\n（2022年3月20日澜溪市人民政府第三次常务会议通过）\n第一条　甲。',
    )
    expect(history.map((h) => [h.event, h.date, h.by])).toEqual([
      ['adopted', '2022-03-20', '澜溪市人民政府第三次常务会议'],
      ['promulgated', '2022-03-31', '澜溪市人民政府'],
      ['effective', '2022-05-01', undefined],
    ])
  })

  test('where both tell of it, the adoption line counts', () => {
    const { history } = described(
      '澜溪市养犬管理办法',
      '【发布日期】2022.03.31\n（2022年3月20日澜溪市人民政府令第3号公布）\n第一条　甲。',
    )
    expect(history.map((h) => h.date)).toEqual(['2022-03-20'])
  })

  test('the meeting at which a report was given adopted nothing', () => {
    expect(
      described('关于养犬管理情况的报告', '——2023年4月26日在通过预算的澜溪市人民代表大会会议上\n甲。').history,
    ).toEqual([])
  })
})
