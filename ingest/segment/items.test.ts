import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../test/fixtures/read/blocks.ts'
import { similarity } from './align.ts'
import { splitItems } from './items.ts'

function split(text: string) {
  return splitItems(blocksOf(text).blocks)
}

const titles = (text: string) => split(text).items.map((i) => i.title)
const anomalies = (text: string) => split(text).anomalies.map((a) => `${a.kind} ${a.detail}`)

const LAW = '第一条　为了规范养犬管理，制定本条例。'
const REPORT = '主任、各位副主任、各位委员：\n现将有关情况报告如下。'

describe('with a table of contents', () => {
  test.each([
    [
      'each entry is found in the body, in order',
      `目录\n澜溪市养犬管理条例……1\n关于养犬管理情况的报告……3\n澜溪市养犬管理条例\n${LAW}\n关于养犬管理情况的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '关于养犬管理情况的报告'],
      [],
    ],
    [
      'a title of several lines in either',
      `目录\n澜溪市养犬管理条例……1\n澜溪市人民政府\n关于养犬管理情况的报告……3\n澜溪市\n养犬管理条例\n${LAW}\n澜溪市人民政府关于\n养犬管理情况\n的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '澜溪市人民政府关于养犬管理情况的报告'],
      [],
    ],
    [
      'a misread title is taken from the contents, and told of',
      `目录\n澜溪市养犬管理条例……1\n关于养犬管理情况的报告……3\n澜溪市养大管理条例\n${LAW}\n关于养犬管理情况的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '关于养犬管理情况的报告'],
      ['title_differs 目录：澜溪市养犬管理条例；正文：澜溪市养大管理条例'],
    ],
    [
      'an issuer that only one of them prints is no difference',
      `目录\n澜溪市养犬管理条例……1\n澜溪市人民政府关于养犬管理情况的报告……3\n澜溪市养犬管理条例\n${LAW}\n关于养犬管理情况的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '澜溪市人民政府关于养犬管理情况的报告'],
      [],
    ],
    [
      'an entry without an item is told of',
      `目录\n澜溪市养犬管理条例……1\n澜溪市人大常委会会议议程……2\n关于养犬管理情况的报告……3\n澜溪市养犬管理条例\n${LAW}\n关于养犬管理情况的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '关于养犬管理情况的报告'],
      ['contents_without_item 澜溪市人大常委会会议议程'],
    ],
    [
      'an item without an entry is told of',
      `目录\n澜溪市养犬管理条例……1\n关于养犬管理情况的报告……3\n澜溪市养犬管理条例\n${LAW}\n关于预算执行情况的报告\n${REPORT}\n关于养犬管理情况的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '关于预算执行情况的报告', '关于养犬管理情况的报告'],
      ['title_not_in_contents 关于预算执行情况的报告'],
    ],
    [
      'announcements of one title, each at its place',
      `目录\n澜溪市人民代表大会公告（第一号）……1\n澜溪市人民代表大会公告（第二号）……2\n澜溪市人民代表大会公告\n（第一号）\n选举甲为市长。\n澜溪市人民代表大会公告\n（第二号）\n选举乙为院长。`,
      ['澜溪市人民代表大会公告（第一号）', '澜溪市人民代表大会公告（第二号）'],
      [],
    ],
    [
      'a title cited in a sentence is no item',
      `目录\n澜溪市养犬管理条例……1\n关于养犬管理情况的报告……3\n澜溪市养犬管理条例\n${LAW}\n第二条　关于养犬管理情况的报告应当公布。\n关于养犬管理情况的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '关于养犬管理情况的报告'],
      [],
    ],
  ])('%s', (_, text, found, told) => {
    expect(titles(text)).toEqual(found)
    expect(anomalies(text)).toEqual(told)
  })
})

describe('without one, by titles that the text vouches for', () => {
  test.each([
    ['article 1 below', `澜溪市养犬管理条例\n${LAW}`, ['澜溪市养犬管理条例']],
    [
      'an adoption line below',
      `澜溪市养犬管理条例\n（2023年7月27日澜溪市人民代表大会通过）\n甲。`,
      ['澜溪市养犬管理条例'],
    ],
    ['a salutation below', `关于养犬管理情况的报告\n${REPORT}`, ['关于养犬管理情况的报告']],
    [
      'a speaker below',
      '关于养犬管理情况的报告\n——2023年4月26日在澜溪市人民代表大会会议上\n甲。',
      ['关于养犬管理情况的报告'],
    ],
    [
      'two texts',
      `澜溪市养犬管理条例\n${LAW}\n关于养犬管理情况的报告\n${REPORT}`,
      ['澜溪市养犬管理条例', '关于养犬管理情况的报告'],
    ],
    [
      'a title printed once more under its head',
      `# 澜溪市养犬管理条例\n（2023年7月27日澜溪市人民代表大会通过）\n澜溪市养犬管理条例\n${LAW}`,
      ['澜溪市养犬管理条例'],
    ],
    [
      'the title of an annex is none',
      `澜溪市养犬管理条例\n${LAW}\n附件1\n澜溪市养犬登记规定\n第一条　乙。`,
      ['澜溪市养犬管理条例'],
    ],
    ['nothing but text', '甲。\n乙。', []],
    ['a title with nothing below that tells', '澜溪市养犬管理条例\n甲。\n乙。', []],
    ['a line within a sentence', `第二条　应当按照下列\n关于养犬管理情况的报告\n${REPORT}`, []],
  ])('%s', (_, text, found) => expect(titles(text)).toEqual(found))

  test('an item begins behind its title and ends before the next', () => {
    const { front, items } = split(
      `编者的话。\n澜溪市养犬管理条例\n${LAW}\n第二条　乙。\n关于养犬管理情况的报告\n${REPORT}`,
    )
    expect(front.map((b) => b.content.text)).toEqual(['编者的话。'])
    expect(items.map((i) => i.blocks.map((b) => b.content.text))).toEqual([[LAW, '第二条　乙。'], REPORT.split('\n')])
  })
})

describe('two titles compared', () => {
  test.each([
    ['the same', '澜溪市养犬管理条例', '澜溪市养犬管理条例', 1, 1],
    ['one character misread', '澜溪市养犬管理条例', '澜溪市养大管理条例', 0.85, 0.9],
    ['without the issuer', '澜溪市人民政府关于养犬管理情况的报告', '关于养犬管理情况的报告', 0.94, 0.95],
    ['another law', '澜溪市养犬管理条例', '澜溪市供水用水条例', 0, 0.71],
    ['too short to tell', '决定', '决议', 0, 0],
    ['a part in the middle', '关于修改养犬管理条例的决定', '养犬管理条例', 0, 0.71],
  ])('%s', (_, a, b, least, most) => {
    expect(similarity(a, b)).toBeGreaterThanOrEqual(least)
    expect(similarity(a, b)).toBeLessThanOrEqual(most)
  })
})

describe('a title printed once more is no part of the title', () => {
  test.each([
    ['on one line', `澜溪市养犬管理条例\n澜溪市养犬管理条例\n${LAW}`],
    ['on two lines', `澜溪市养犬管理条例\n澜溪市\n养犬管理条例\n${LAW}`],
  ])('%s', (_, text) => expect(titles(text)[0]).toBe('澜溪市养犬管理条例'))

  test('the notice that publishes a law is no document of its own under that law', () => {
    const found = split(
      `# 澜溪市养犬登记规定\n\n关于印发《澜溪市养犬登记规定》的通知\n澜府发〔2025〕3号\n各区人民政府：\n\n现印发给你们。\n\n${LAW}`,
    )
    expect(found.items.map((i) => i.title)).toEqual(['澜溪市养犬登记规定'])
  })
})
