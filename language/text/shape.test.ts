import { describe, expect, test } from 'vitest'
import { closeUp, foldText, isDateLine, isTerminated, startsWithMarker, widthOf } from './shape.ts'

test.each([
  ['第三条', 3],
  ['第3条', 2.5], // a half-width digit is half as wide
  ['第３条', 3], // a full-width one isn't
  ['（一）', 3], // marks of full width
  ['(一)', 2],
  ['　　', 2], // the indent of a paragraph
  ['', 0],
])('%j is %d wide', (text, width) => expect(widthOf(text)).toBe(width))

describe('a sentence or a lead-in ends', () => {
  test.each([
    ['应当及时办理。'],
    ['有下列情形之一的：'],
    ['（一）平面图；'],
    ['是否同意？'],
    ['简称“本办法”。”'], // closing marks behind the end
    ['（以下简称主管部门。）'],
    ['应当及时办理。　'], // white space behind it
    ['有下列情形之一的:'], // half-width marks of a scan
    ['（略）……'],
  ])('%s', (text) => expect(isTerminated(text)).toBe(true))

  test.each([
    ['市、县人民政府应当'], // cut by a page
    ['应当遵守法律、'], // a list goes on
    ['（2023年7月27日通过）'], // a closing bracket alone ends no sentence
    ['第一章　总则'],
    ['3.5'], // a full stop of a number
    [''],
  ])('not: %j', (text) => expect(isTerminated(text)).toBe(false))
})

describe('a number that only stands at the head of a paragraph', () => {
  test.each([
    ['第三条　支持创新'],
    ['第二百三十四条之一 …'],
    ['第二章　总则'],
    ['第一分编　通则'],
    ['第１２条'], // full-width digits
    ['（一）平面图'],
    ['(十二)平面图'],
    ['(3)平面图'],
    ['一、提高认识'],
    ['一是提高认识'], // enumeration of a report
    ['二要落实责任'],
    ['1.平面图'],
    ['1、平面图'],
    ['③平面图'],
    ['- （一）平面图'], // the bullet of a converter
    ['附件1：'],
    ['附件：申请表'],
    ['附则'],
    ['附'],
    ['——在某市第五届人民代表大会上'], // the speaker of a report
  ])('%s', (text) => expect(startsWithMarker(text)).toBe(true))

  test.each([
    ['第三款规定的期限'], // 款 are not numbered in print
    ['1.5倍以上'], // a number with decimals
    ['一个月内'],
    ['一些地方'],
    ['附近的居民'],
    ['附则自公布之日起施行'], // a sentence about it
    ['2023年10月9日'],
    ['三名以上代表'],
    ['应当按照第三条办理'], // not at the head
    [''],
  ])('not: %j', (text) => expect(startsWithMarker(text)).toBe(false))
})

describe('a day alone on a line', () => {
  test.each([
    ['2023年10月9日'],
    ['2023 年 10 月 9 日'], // spaces of a scan
    ['二〇二三年十月九日'],
    ['二○二三年十月二十九日'], // the circle sign of typewriters
    ['２０２３年１０月９日'],
    ['（2023年10月9日）'],
  ])('%s', (text) => expect(isDateLine(text)).toBe(true))

  test.each([
    ['2023年10月'],
    ['2023年10月9日通过'],
    ['于2023年10月9日'],
    ['二十三年十月九日'], // not a year of four digits
  ])('not: %s', (text) => expect(isDateLine(text)).toBe(false))
})

test.each([
  ['总　则', '总则'], // spaced out for looks
  ['第１条（一）', '第1条(一)'],
  ['〔2023〕3号', '(2023)3号'], // brackets of document numbers
  ['［2023］3号', '(2023)3号'], // of either width
  ['[2023]3号', '(2023)3号'],
  ['【目的】', '(目的)'],
  ['“本办法”', '"本办法"'],
  ['营口市，', '营口市,'],
  ['《办法》', '《办法》'], // marks of titles tell something
])('%s folds to %s', (text, folded) => expect(foldText(text)).toBe(folded))

test.each([
  ['总　则', '总则'],
  ['  第 三 条 ', '第三条'],
  ['李  勇', '李勇'],
  ['ISO 9001 标准', 'ISO 9001标准'], // a space next to Latin letters stays
  ['COVID 19', 'COVID 19'],
  ['2023 年 10 月', '2023年10月'],
])('%j closes up to %j', (text, closed) => expect(closeUp(text)).toBe(closed))
