import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CITY, type LawSpec, lawFile, RULES, WATER } from '../test/e2e/city.ts'
import { type OpenCity, openCity } from '../test/e2e/open-city.ts'
import { suggest } from './suggest.ts'

const law = (title: string, more: Partial<LawSpec> = {}): LawSpec => ({
  title,
  edition: { adopted: '2020-01-01', effective: '2020-06-01' },
  articles: [['第一款。', '第二款。'], ['又一条。']],
  ...more,
})
const LABOUR = law('中华人民共和国劳动合同法', { level: 'law', region: '全国' })
const LABOUR_RULES = law('中华人民共和国劳动合同法实施条例', { region: '全国' })
const LOCAL = law('甲市劳动合同条例', { region: '甲市' })
const OLD = law('中华人民共和国合同法', {
  region: '全国',
  edition: { adopted: '1999-03-15', effective: '1999-10-01', repealed: '2021-01-01' },
})
const ABOUT = law('关于实施《乙法》的规定（一）')
const UNICOM = law('甲市一网通办规定', { region: '甲市' })

let city: OpenCity
beforeAll(async () => {
  city = await openCity([...CITY, ...[LABOUR, LABOUR_RULES, LOCAL, OLD, ABOUT, UNICOM].map(lawFile)])
})
afterAll(() => city.close())

const offered = async (text: string, limit?: number) =>
  (await suggest(city.store, text, { limit })).map(({ law, name = '' }) => law + name)

describe('suggest', () => {
  test.each([
    // without the name of the state; what begins so before what contains it
    ['劳动', [LABOUR.title, LABOUR_RULES.title, LOCAL.title]],
    ['劳动合同法', [LABOUR.title, LABOUR_RULES.title]],
    ['勞動合同法', [LABOUR.title, LABOUR_RULES.title]],
    ['《劳动合同法》', [LABOUR.title, LABOUR_RULES.title]],
    ['《劳动', [LABOUR.title, LABOUR_RULES.title, LOCAL.title]],
    ['关于实施《', [ABOUT.title]],
    ['关于实施《乙法》的规定(', [ABOUT.title]],
    // named so before longer names that contain it
    ['合同法', [OLD.title, LABOUR.title, LABOUR_RULES.title]],
    ['节水', [WATER.title]], // an alias
    // the article that is cited, then the laws; a number that is not finished is one already
    ['劳动合同法第二条', [`${LABOUR.title}第二条`, LABOUR.title, LABOUR_RULES.title]],
    ['劳动合同法 二', [`${LABOUR.title}第二条`, LABOUR.title, LABOUR_RULES.title]],
    ['劳动合同法第', [LABOUR.title, LABOUR_RULES.title]],
    ['劳动合同法第一条第二', [`${LABOUR.title}第一条第二款`, LABOUR.title, LABOUR_RULES.title]],
    ['节水条例3', [`${WATER.title}第三条`, WATER.title]],
    [`/law/${encodeURIComponent(WATER.title)}/art_3`, [`${WATER.title}第三条`, WATER.title]],
    // of a name that is only begun, that of each
    [
      '劳动合 2',
      [LABOUR, LABOUR_RULES, LOCAL]
        .map((l) => `${l.title}第二条`)
        .concat(LABOUR.title, LABOUR_RULES.title, LOCAL.title),
    ],
    // an article that is not there is not offered
    ['劳动合同法第九十九条', [LABOUR.title, LABOUR_RULES.title]],
    // 一 is part of a title here, not a number
    ['甲市一', [UNICOM.title]],
    // half of the pairs are there
    ['云汀市用水条例', [WATER.title]],
    ['云汀市人大议事规则', [RULES.title]],
    ['拖欠工资怎么办', []],
    ['第三条', []], // of which law nobody knows
    ['', []],
    ['法'.repeat(101), []],
  ])('%s', async (text, expected) => {
    expect(await offered(text)).toEqual(expected)
  })

  test('what is worth knowing of each', async () => {
    const [article] = await suggest(city.store, '节水条例第三条')
    expect(article).toEqual({
      law: WATER.title,
      eid: 'art_3',
      name: '第三条',
      path: `/law/${encodeURIComponent(WATER.title)}/art_3`,
      level: 'local_regulation',
      status: 'in_force',
      begins: '用水单位应当履行下列义务： （一）建立用水台账； （二）安装符合标准的计量器具；…',
    })
    const [water] = await suggest(city.store, '节水')
    expect(water).toMatchObject({ alias: '节水条例', path: `/law/${encodeURIComponent(WATER.title)}` })
    expect((await suggest(city.store, '合同法'))[0]).toMatchObject({ law: OLD.title, status: 'repealed' })
  })

  test('no more than asked for', async () => {
    expect(await offered('劳动合 2', 2)).toEqual([`${LABOUR.title}第二条`, `${LABOUR_RULES.title}第二条`])
    await expect(suggest(city.store, '法', { limit: 0 })).rejects.toMatchObject({ code: 'QUERY_INVALID' })
    await expect(suggest(city.store, '法'.repeat(501))).rejects.toMatchObject({ code: 'QUERY_TOO_LONG' })
  })
})
