import type { Verdict } from '../../../query/verify.ts'

/** The law of this day counts: after the city's regulation took effect, before its implementing measures did. */
export const AT = '2025-06-15'

const CITY = '栖川市电动自行车停放充电安全条例'
const PROVINCE = '澜江省电动自行车管理条例'
const ESTATE = '栖川市住宅物业管理规定'
const RULES = '栖川市人民代表大会议事规则'
const MEASURES = '栖川市电动自行车集中充电设施建设管理办法'

export interface Expected {
  readonly law?: string
  readonly eid?: string
  readonly verdict: Verdict
  /** Whether quoted words are right; absent where nothing is quoted. */
  readonly same?: boolean
  readonly why: string
}

const row = (
  verdict: Verdict,
  law: string | undefined,
  eid: string | undefined,
  why: string,
  same?: boolean,
): Expected => ({
  verdict,
  ...(law === undefined ? {} : { law }),
  ...(eid === undefined ? {} : { eid }),
  ...(same === undefined ? {} : { same }),
  why,
})

/** The 40 citations of brief.md in the order of its text, judged by reading the sample corpus. */
export const EXPECTED: readonly Expected[] = [
  row('exists', CITY, 'art_10__para_1__item_1', 'an alias is introduced between title and article'),
  row('exists', CITY, 'art_33__para_1', 'by the alias; what the quoted words cite is not the brief’s', true),
  row('exists', PROVINCE, 'art_19__para_1', 'quoted to an ellipsis', true),
  row('exists', PROVINCE, 'art_19__para_2', '同条'),
  row('exists', PROVINCE, 'art_9__para_2', 'quoted before the citation, name without marks', true),
  row('exists', ESTATE, 'art_8__para_1__item_4', 'the 款 is left out'),
  row('exists', CITY, 'art_12__para_1', 'a list'),
  row('exists', CITY, 'art_13__para_1__item_3', 'its second target'),
  row('exists', RULES, 'art_4', 'quoted with half-width marks, over a broken line', true),
  row('quote_differs', CITY, 'art_33__para_3', '五十元以上二百元以下', false),
  row('quote_differs', CITY, 'art_10__para_2', '乘坐载人电梯', false),
  row('not_in_force', PROVINCE, 'art_26', 'the edition of 2019 had 26 articles'),
  row('not_in_force', PROVINCE, 'art_20__para_1', 'the words of 2019; now article 19', false),
  row('not_in_force', PROVINCE, 'art_17', 'the words of an article that was taken out', false),
  row('not_in_force', MEASURES, 'art_5__para_1__item_2', 'in force from 2025-07-01', true),
  row('not_in_force', MEASURES, 'art_11', '该办法'),
  row('no_such_provision', CITY, 'art_41', '40 articles'),
  row('no_such_provision', CITY, 'art_7__para_3', 'two 款'),
  row('no_such_provision', CITY, 'art_10__para_1__item_5', 'four 项'),
  row('no_such_provision', ESTATE, 'art_25', '20 articles'),
  row('no_such_provision', PROVINCE, 'art_8-2', 'only 之一'),
  row('no_such_provision', RULES, 'art_10__item_5', 'four 项, the 款 left out'),
  row('no_such_provision', CITY, 'chp_7', 'six chapters'),
  row('exists', PROVINCE, 'art_8-1', '之一'),
  row('exists', CITY, 'chp_5', 'a chapter'),
  row('exists', CITY, undefined, 'quoted without an article', true),
  row('ambiguous', undefined, 'art_16', 'of no law in particular'),
  row('ambiguous', undefined, 'art_3', '本条例 in a text that is none'),
  row('ambiguous', '条例', 'art_3', 'a name that is only a kind'),
  row('ambiguous', undefined, 'art_5', '该细则 after no such law'),
  row('not_in_corpus', '中华人民共和国消防法', 'art_64', 'red link'),
  row('not_in_corpus', '中华人民共和国行政处罚法', 'art_33__para_1', 'a short name'),
  row('not_in_corpus', '中华人民共和国治安管理处罚法', undefined, 'no provision'),
  row('not_in_corpus', '中华人民共和国民法典', 'art_278', 'nobody here can tell whether the quotation is right'),
  row('not_in_corpus', '澜江省网络直播管理条例', 'art_3', 'no such law that we know of'),
  row('not_in_corpus', '栖川市居住区非机动车停放规定', 'art_4', 'repealed, and not here'),
  row('quote_differs', CITY, 'art_19__para_1', '十日前; quoted before the citation', false),
  row('quote_differs', CITY, 'art_17__para_2', 'these words are in article 20', false),
  row('quote_differs', ESTATE, undefined, 'nowhere in the law', false),
  row('quote_differs', RULES, 'art_22', '过半数', false),
]
