import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenCity } from '../test/e2e/open-city.ts'
import { BUILDING, CHARGING, openSample, PROVINCE } from '../test/e2e/sample-site.ts'
import { difference, finder } from './verify/compare.ts'
import { pairMarks, quotationAfter, quotationBefore } from './verify/quote.ts'
import { paragraphsOf } from './verify/units.ts'
import { MOST_ITEMS, VERIFY_LIMIT, verify } from './verify.ts'

let sample: OpenCity
beforeAll(async () => {
  sample = await openSample()
})
afterAll(() => sample.close())

const AT = '2026-01-01'
const check = async (text: string, at = AT) => (await verify(sample.store, text, { at })).items

describe('words that are quoted', () => {
  test.each([
    ['第三条规定：“应当公示。”', '应当公示。', true],
    ['第三条第一款明确规定，“应当公示”', '应当公示', true],
    ['第三条：「应当公示」', '应当公示', true],
    ['第三条规定:"应当公示"', '应当公示', true], // straight marks
    ['第三条的“首违不罚”', '首违不罚', false], // a term
    ['第三条规定的“首违不罚”制度', '首违不罚', false],
    ['第三条规定：“所称‘停放’，包括“临时停放”。”', '所称‘停放’，包括“临时停放”。', true], // marks within marks
    ['第三条规定：“一款。\n“二款。”', '一款。\n“二款。', true], // every paragraph has its own mark
    ['第三条。“原告认为”', undefined, false], // another sentence
    ['第三条规定：“没有结尾', undefined, false],
    ['第三条规定：“”', undefined, false],
  ])('after: %s', (text, words, claimed) => {
    const found = quotationAfter(text, 3, pairMarks(text))
    expect(found?.text).toBe(words)
    if (found) expect(found.claimed).toBe(claimed)
  })

  test.each([
    ['“应当在三日内予以公示。”（《某条例》第三条）', '应当在三日内予以公示。', true],
    ['“应当在三日内予以公示”——《某条例》第三条', '应当在三日内予以公示', true],
    ['“应当在三日内予以公示”，见《某条例》第三条', '应当在三日内予以公示', true],
    ['“首违不罚”（《某条例》第三条）', '首违不罚', false],
    ['“被告在三日内没有予以公示”，违反《某条例》第三条', undefined, false], // a fact
  ])('before: %s', (text, words, claimed) => {
    const found = quotationBefore(text, text.indexOf('《'), pairMarks(text))
    expect(found?.text).toBe(words)
    if (found) expect(found.claimed).toBe(claimed)
  })
})

describe('what counts as the same words', () => {
  const PROVISION = '运营单位应当在投入使用十日前备案，并提交下列材料:(一)营业执照；（二）平面图。'
  test.each([
    ['a part', '应当在投入使用十日前备案', true],
    ['width and white space', '运营单位 应当在投入使用十日前备案,并提交下列材料：（一）营业执照', true],
    ['an end of its own', '运营单位应当在投入使用十日前备案。', true],
    ['an ellipsis', '运营单位……备案……平面图', true],
    ['its number', '第十九条　运营单位应当在投入使用十日前备案', true],
    ['pieces in another order', '平面图……运营单位', false],
    ['another number', '运营单位应当在投入使用三十日前备案', false],
    ['nothing but marks', '……', false],
  ])('%s', (_why, quoted, same) => {
    expect(
      finder(quoted)(
        PROVISION.replace(/[（）：，；]/g, (c) => ({ '（': '(', '）': ')', '：': ':', '，': ',', '；': ';' })[c] ?? c),
      ),
    ).toBe(same)
  })

  test('a difference tells both texts as they are written', () => {
    const changes = difference('拒不改正的,处一百元罚款。', '由机关责令改正；拒不改正的，处五十元以上罚款。')
    const told = changes.map(
      ({ kind, text }) => ({ same: text, only_quoted: `[-${text}-]`, only_provision: `{+${text}+}` })[kind],
    )
    expect(told.join('')).toBe('拒不改正的,处[-一百-]{+五十+}元{+以上+}罚款')
  })
})

test('lines that a margin broke are one paragraph; headings and articles are not', () => {
  const text =
    '一、事实\n依据《中华人民共和国某某管理法》第三十三条第一款以及第三\n十四条的规定，应当公示。\n第三条　某某应当公示。\n'
  expect(paragraphsOf(text).map((p) => p.text)).toEqual([
    '一、事实',
    '依据《中华人民共和国某某管理法》第三十三条第一款以及第三十四条的规定，应当公示。',
    '第三条　某某应当公示。',
  ])
})

describe('verify', () => {
  test('a text that cites nothing, and an empty one', async () => {
    for (const text of ['', '甲方应当按照本合同第三条付款，第三人无异议。', '《房屋租赁合同》第八条'])
      expect(await check(text)).toEqual([])
  })

  test('a quoted item may have the lead-in of its 款', async () => {
    const [item] = await check(
      `《${CHARGING}》第十条第一款第（三）项规定：“禁止在下列区域停放电动自行车：……盲道、人行横道”`,
    )
    expect(item).toMatchObject({ verdict: 'exists', quote: { same: true }, provisionText: '盲道、人行横道;' })
  })

  test('words of a list belong to the article that has them', async () => {
    const items = await check(`《${CHARGING}》第四条、第七条规定：“每年十一月为本市电动自行车安全宣传月”`)
    expect(items.map((i) => [i.eid, i.verdict, i.quote?.same])).toEqual([
      ['art_4', 'exists', undefined],
      ['art_7', 'exists', true],
    ])
  })

  test('words of another article: told where they are', async () => {
    const [item] = await check(`《${CHARGING}》第二十一条规定：“鼓励运营单位投保公众责任保险。”`)
    expect(item).toMatchObject({ verdict: 'quote_differs', detail: '引文不在第二十一条，见于第二十条第二款' })
  })

  test('the day decides', async () => {
    const text = `《${PROVINCE}》第二十六条`
    expect((await check(text, '2021-01-01'))[0]?.verdict).toBe('exists')
    expect((await check(text))[0]).toMatchObject({
      verdict: 'not_in_force',
      detail: expect.stringContaining('原文现为第二十五条'),
    })
    expect((await check(`《${BUILDING}》第五条`, '2025-06-15'))[0]).toMatchObject({
      verdict: 'not_in_force',
      detail: expect.stringContaining('尚未施行'),
    })
  })

  test('before the oldest text that is here, nothing is called wrong', async () => {
    const [item] = await check(`《${PROVINCE}》第三条`, '2019-10-01')
    expect(item?.verdict).not.toBe('no_such_provision')
  })

  test('to name a law in order to say that it is repealed is right', async () => {
    const [item] = await check(`《${CHARGING}》同时废止。`)
    expect(item?.verdict).toBe('exists')
  })

  test('what a red link says can’t be judged', async () => {
    const [item] = await check('民法典第二百七十八条规定：“随便什么都可以写在这里。”')
    expect(item).toMatchObject({ verdict: 'not_in_corpus', law: '中华人民共和国民法典' })
    expect(item).not.toHaveProperty('quote')
  })

  test('too long a text is refused, too many citations are counted', async () => {
    await expect(verify(sample.store, '字'.repeat(VERIFY_LIMIT + 1))).rejects.toMatchObject({ code: 'QUERY_TOO_LONG' })
    const report = await verify(sample.store, `《${CHARGING}》第一条。`.repeat(3000), { at: AT })
    expect([report.items.length, report.omitted]).toEqual([MOST_ITEMS, 3000 - MOST_ITEMS])
  })

  test.each([
    '“',
    '”',
    '《',
    '》',
    '第',
    '第一条、',
    '刑法第一条：“',
    '\n',
    '\0',
    '\ud800',
    '😀',
    `《${CHARGING}》第一条规定：“甲`,
  ])('a long text of %j is judged in good time', async (piece) => {
    const began = performance.now()
    await verify(sample.store, piece.repeat(Math.floor(VERIFY_LIMIT / piece.length)))
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})
