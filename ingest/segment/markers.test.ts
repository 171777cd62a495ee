import { describe, expect, test } from 'vitest'
import { annexMarker, articleMarker, headingMarker, isContentsHead, itemMarker } from './markers.ts'

describe('the number of an article', () => {
  test.each([
    ['第三条　支持创新。', '3', '第三条', '支持创新。'],
    ['第二百三十四条之一　支持创新。', '234-1', '第二百三十四条之一', '支持创新。'],
    ['第二百三十四条 之一 支持创新。', '234-1', '第二百三十四条之一', '支持创新。'], // a space before 之
    ['第 三 条 支持创新。', '3', '第三条', '支持创新。'], // spaced out by a scan
    ['第3条 支持创新。', '3', '第3条', '支持创新。'],
    ['第１２条　支持创新。', '12', '第１２条', '支持创新。'], // full-width digits
    ['第三条', '3', '第三条', ''], // alone, its text below
    ['第三条：支持创新。', '3', '第三条', '支持创新。'],
    ['第三条. 支持创新。', '3', '第三条', '支持创新。'],
    ['第四条 第三条规定的期限届满。', '4', '第四条', '第三条规定的期限届满。'], // its text begins with a citation
    ['第三条支持创新。', '3', '第三条', '支持创新。'], // no space: whether it is one is for the order to tell
    ['第一百零五条　支持创新。', '105', '第一百零五条', '支持创新。'],
  ])('%s', (text, number, label, rest) => {
    const marker = articleMarker(text)
    expect(`${marker?.number}${marker?.sub === undefined ? '' : `-${marker.sub}`}`).toBe(number)
    expect(marker?.label).toBe(label)
    expect(text.slice(marker?.length)).toBe(rest)
  })

  test.each([
    ['第三条【目的】　支持创新。', '目的'],
    ['第三条　【目的与依据】支持创新。', '目的与依据'],
    ['第三条〔目的〕支持创新。', '目的'],
    ['第三条　（目的）　支持创新。', '目的'], // white space behind it: a heading
    ['第三条（目的）', '目的'],
    ['第三条　（目 的） 支持创新。', '目的'],
    ['第三条　（市、区）人民政府应当支持创新。', undefined], // goes on at once: part of the sentence
    ['第三条　（支持创新，保障权益。） 应当', undefined], // a sentence in brackets
  ])('%s has the heading %s', (text, heading) => expect(articleMarker(text)?.heading).toBe(heading))

  test.each([
    ['第三条　支持创新。', false],
    ['第三条', false],
    ['第三条【目的】支持创新。', false], // the heading parts them
    ['第三条支持创新。', true], // could be a sentence about article 3
  ])('%s: the text follows at once: %s', (text, tight) => expect(articleMarker(text)?.tight).toBe(tight))

  test.each([
    ['第三条第二款规定的期限届满。'],
    ['第三条 第二款规定的期限届满。'], // with a space of the scan
    ['第三条第（二）项规定的情形。'],
    ['第三条规定的期限届满。'],
    ['第十条规定的期限'],
    ['第三条、第五条规定的情形。'],
    ['第三条和第五条规定的情形。'],
    ['第三条至第五条规定的情形。'],
    ['第三条或者第五条规定的情形。'],
    ['第三条的规定'],
    ['第三条所列情形'],
    ['第三条中的“市”修改为“县”。'],
    ['第三条之前增加一条'], // 之前 is no 之N
    ['第三条修改为：“支持创新。”'],
    ['第三条增加一款'],
    ['第三条作为第四条'],
    ['第三条删去“市”字。'],
    ['第三款规定的期限届满。'], // 款 is not numbered in print
    ['第三章　总则'],
    ['第十百条　支持创新。'], // not a numeral
    ['依照第三条办理。'], // not at the head
    ['条例第三条'],
    [''],
  ])('none: %s', (text) => expect(articleMarker(text)).toBeUndefined())
})

describe('a heading', () => {
  test.each([
    ['第一章　总　则', 'chapter', 1, '第一章', '总则'],
    ['第 一 章 总 则', 'chapter', 1, '第一章', '总则'],
    ['第一编　总则', 'part', 1, '第一编', '总则'],
    ['第二分编　担保物权', 'subpart', 2, '第二分编', '担保物权'],
    ['第三节　监督', 'section', 3, '第三节', '监督'],
    ['第１２章　法律责任', 'chapter', 12, '第１２章', '法律责任'], // full-width digits
    ['第一章总则', 'chapter', 1, '第一章', '总则'], // no space
    ['第一章：总则', 'chapter', 1, '第一章', '总则'],
    ['第二章', 'chapter', 2, '第二章', ''], // its name on the next line
    ['第二章 中央和地方的权限', 'chapter', 2, '第二章', '中央和地方的权限'], // 中 and 和 begin no citation behind a space
    ['第三章　所有权', 'chapter', 3, '第三章', '所有权'],
    ['第三章所有权', 'chapter', 3, '第三章', '所有权'],
    ['第四章 规定和办法的制定', 'chapter', 4, '第四章', '规定和办法的制定'],
    ['第四章 与其他法律的关系', 'chapter', 4, '第四章', '与其他法律的关系'],
    ['第五章　附　则。', 'chapter', 5, '第五章', '附则'], // a full stop by mistake
  ])('%s', (text, kind, number, label, heading) =>
    expect(headingMarker(text)).toMatchObject({ kind, number, label, heading }),
  )

  test.each([
    ['第一章规定的期限届满。'],
    ['第一章规定'], // however short
    ['第一章的规定'],
    ['第三章、第四章规定的情形'],
    ['第三章和第四章规定的情形'],
    ['第三章至第五章'],
    ['第三章所列情形'],
    ['第三章中的规定'],
    ['第三章第二节规定的情形'],
    ['第三章以外的其他情形'],
    ['第二章　有下列情形之一的，应当办理：'], // a sentence
    ['第一条　总则'],
    ['本章规定'],
  ])('none: %s', (text) => expect(headingMarker(text)).toBeUndefined())
})

describe('the number of an item', () => {
  test.each([
    ['（一）平面图；', 'bracket', 1, '（一）', '平面图；'],
    ['(十二)平面图；', 'bracket', 12, '(十二)', '平面图；'],
    ['（ 一 ） 平面图；', 'bracket', 1, '（一）', '平面图；'], // spaces of a scan
    ['（二）、平面图；', 'bracket', 2, '（二）、', '平面图；'],
    ['（3）平面图；', 'bracket_arabic', 3, '（3）', '平面图；'],
    ['3）平面图；', 'bracket_arabic', 3, '3）', '平面图；'],
    ['（１２）平面图；', 'bracket_arabic', 12, '（１２）', '平面图；'],
    ['1.平面图；', 'point', 1, '1.', '平面图；'],
    ['１．平面图；', 'point', 1, '１．', '平面图；'],
    ['1、平面图；', 'point', 1, '1、', '平面图；'],
    ['一、平面图；', 'comma', 1, '一、', '平面图；'],
    ['十一、平面图；', 'comma', 11, '十一、', '平面图；'],
    ['③平面图；', 'circle', 3, '③', '平面图；'],
    ['- （一）平面图；', 'bracket', 1, '（一）', '平面图；'], // the bullet of a converter
    ['• 1. 平面图；', 'point', 1, '1.', '平面图；'],
  ])('%s', (text, style, number, label, rest) => {
    const marker = itemMarker(text)
    expect(marker).toMatchObject({ style, number, label })
    expect(text.slice(marker?.length)).toBe(rest)
  })

  test.each([
    ['1.5倍以上的罚款'], // a number with decimals
    ['（草案）'],
    ['（2023年7月27日通过）'],
    ['一是平面图'], // counting within a sentence
    ['一个月内'],
    ['（一'],
    ['- 平面图'],
    ['第一项'],
    ['（2023）平面图'], // a year
  ])('none: %s', (text) => expect(itemMarker(text)).toBeUndefined())
})

describe('an annex', () => {
  test.each([
    ['附件', '附件', ''],
    ['附件：', '附件', ''],
    ['附件1', '附件1', ''],
    ['附件一：申请表', '附件一', '申请表'],
    ['附 件 2 申请表', '附件2', '申请表'],
    ['附件1.申请表', '附件1', '申请表'],
    ['附录二　名录', '附录二', '名录'],
    ['附表', '附表', ''],
    ['附图　示意图', '附图', '示意图'],
    ['附：名单', '附', '名单'],
  ])('%s', (text, label, heading) => expect(annexMarker(text)).toEqual({ label, heading }))

  test.each([
    ['附则'], // the last chapter
    ['附　则'],
    ['附件所列项目'],
    ['附件1所列项目应当公布。'],
    ['附件：申请表，一式两份。'], // a sentence
    ['附近的居民'],
    ['见附件1'],
  ])('none: %s', (text) => expect(annexMarker(text)).toBeUndefined())
})

test.each([
  ['目录', true],
  ['目　录', true],
  ['目 次', true],
  ['本期目录', true],
  ['总目录', true],
  ['目录清单', false],
  ['地方性法规目录', false], // a title
])('%s is the head of a table of contents: %s', (text, is) => expect(isContentsHead(text)).toBe(is))
