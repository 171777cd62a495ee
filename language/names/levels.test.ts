import { describe, expect, test } from 'vitest'
import { partNumber } from './codes.ts'
import { LEVEL_WORDS, levelOf, regionOf } from './levels.ts'

describe('the rank of a law', () => {
  test.each([
    // title, who made it
    ['中华人民共和国宪法', [], 'constitution'],
    ['中华人民共和国宪法修正案（2018年）', [], 'constitution'],
    ['中华人民共和国宪法宣誓办法', ['全国人民代表大会常务委员会'], 'law'], // about the constitution
    ['中华人民共和国月球法', [], 'law'], // the title alone
    ['月球法', ['第十四届全国人民代表大会第一次会议'], 'law'],
    ['中华人民共和国月球法实施条例', ['国务院第三次常务会议'], 'administrative_regulation'],
    ['月球条例', ['中华人民共和国国务院令第628号'], 'administrative_regulation'],
    ['月球暂行条例', ['政务院'], 'administrative_regulation'],
    ['月球登记办法', ['国务院国有资产监督管理委员会令第3号'], 'department_rule'], // a body below it
    ['月球登记办法', ['自然资源部令第3号'], 'department_rule'],
    ['月球登记办法', ['国家税务总局公告'], 'department_rule'],
    ['监察官管理规定', ['国家监察委员会'], 'supervision_regulation'],
    ['最高人民法院关于适用月球法的解释', [], 'judicial_interpretation'],
    ['关于适用月球法的解释', ['法释〔2023〕1号'], 'judicial_interpretation'],
    ['澜溪市养犬管理条例', ['澜溪市第五届人民代表大会常务委员会第十四次会议'], 'local_regulation'],
    ['澜溪市养犬管理条例', ['澜溪市人大常委会'], 'local_regulation'],
    ['云岭自治县自治条例', ['云岭自治县第三届人民代表大会第一次会议'], 'local_regulation'],
    ['澜溪市养犬管理条例', [], 'local_regulation'], // the title alone
    ['雁回县人民代表大会议事规则', ['雁回县人民代表大会'], 'normative_document'], // a county makes no law
    ['北岸区人大常委会议事规则', ['澜溪市北岸区人民代表大会常务委员会'], 'normative_document'],
    ['云岭自治区养犬条例', ['云岭自治区人民代表大会常务委员会'], 'local_regulation'], // that 区 does
    ['澜溪市养犬管理办法', ['澜溪市人民政府令第3号'], 'local_rule'],
    ['澜溪市养犬管理办法', ['澜溪市人民政府'], 'normative_document'], // without a decree
    ['雁回县养犬管理办法', ['雁回县人民政府令第3号'], 'normative_document'],
  ] as const)('%s by %j: %s', (title, makers, level) => expect(levelOf(title, makers)).toBe(level))

  test.each([
    ['养犬管理办法', []],
    ['关于适用月球法的通知', []],
    ['澜溪市养犬管理办法', ['第十四次会议']],
  ] as const)('nobody knows that of %s by %j', (title, makers) => expect(levelOf(title, makers)).toBeUndefined())

  test('of a text that a city passed and its province approved, that of the region', () => {
    const makers = ['澜溪市人民代表大会常务委员会', '云岭省人民代表大会常务委员会']
    expect(levelOf('澜溪市养犬管理条例', makers)).toBe('local_regulation')
    expect(regionOf('澜溪市养犬管理条例', 'local_regulation', makers)).toBe('澜溪市')
  })
})

describe('the region', () => {
  test.each([
    ['中华人民共和国月球法', 'law', [], '全国'],
    ['月球登记办法', 'department_rule', ['自然资源部'], '全国'],
    ['养犬管理条例', 'local_regulation', ['澜溪市第五届人民代表大会'], '澜溪市'],
    ['澜溪市养犬管理条例', 'local_regulation', [], '澜溪市'], // the title
    ['云岭省养犬管理条例', 'local_regulation', ['云岭省第十四届人民代表大会常务委员会'], '云岭省'],
    ['云岭自治区养犬条例', undefined, [], '云岭自治区'],
    ['云岭苗族自治州养犬条例', undefined, [], '云岭苗族自治州'],
    ['云岭苗族自治县养犬条例', undefined, [], '云岭苗族自治县'],
    ['议事规则', 'normative_document', ['北岸区第三届人民代表大会'], '北岸区'],
    ['澜溪经济特区养犬规定', undefined, [], '澜溪'],
    // 市场, 州际, 县域 are no regions
    ['农贸市场管理办法', undefined, [], undefined],
    ['养犬管理办法', undefined, ['第十四次会议'], undefined],
  ] as const)('%s (%s) by %j: %s', (title, level, makers, region) =>
    expect(regionOf(title, level, makers)).toBe(region),
  )
})

test.each([
  ['法律', 'law'],
  ['地方性法规', 'local_regulation'],
  ['经济特区法规', 'local_regulation'], // what databases tell apart has one rank
  ['单行条例', 'local_regulation'],
  ['内部文件', undefined],
])('a side file’s %s is %s', (word, level) => expect(LEVEL_WORDS[word]).toBe(level))

test.each([
  ['中华人民共和国民法典', '物权编', 2],
  ['中华人民共和国民法典', '总则', 1], // with 编 or without
  ['中华人民共和国民法典', '总则编', 1],
  ['中华人民共和国民法典', '附则', 8],
  ['中华人民共和国民法典', '月球编', undefined],
  ['中华人民共和国月球法典', '物权编', undefined], // a code whose parts nobody has listed
])('%s, %s is part %s', (code, name, number) => expect(partNumber(code, name)).toBe(number))
