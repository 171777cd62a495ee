/** The rank and region of a law, from its title and from who made it. */

export type LevelName =
  | 'constitution'
  | 'law'
  | 'administrative_regulation'
  | 'supervision_regulation'
  | 'judicial_interpretation'
  | 'local_regulation'
  | 'department_rule'
  | 'local_rule'
  | 'normative_document'
  | 'other'

interface LevelRule {
  readonly level: LevelName
  readonly title?: RegExp
  /** Adopting, approving or promulgating body, or the number of the decree. */
  readonly maker?: RegExp
}

/** The first rule that fits. Makers weigh more than titles: they are what gives a text its rank. */
const LEVEL_RULES: readonly LevelRule[] = [
  { level: 'constitution', title: /^中华人民共和国宪法(?:修正案.*)?$/ },
  { level: 'judicial_interpretation', title: /^(?:最高人民法院|最高人民检察院)/ },
  { level: 'judicial_interpretation', maker: /^(?:最高人民法院|最高人民检察院)|法释|高检发释/ },
  { level: 'normative_document', maker: /(?:(?<!自治)县|[^治政]区|(?<!自治)旗)(?:第.{1,6}届)?(?:人民代表大会|人大)/ },
  { level: 'local_regulation', maker: /(?:省|自治区|市|州|盟|自治县|自治旗)(?:第.{1,6}届)?(?:人民代表大会|人大)/ },
  { level: 'law', maker: /全国人民代表大会/ },
  { level: 'supervision_regulation', maker: /国家监察委员会/ },
  {
    level: 'administrative_regulation',
    maker: /^(?:中华人民共和国)?国务院(?!.{1,12}(?:部|委员会|局|署|办公厅))|^政务院/,
  },
  {
    level: 'local_rule',
    maker: /(?:省|自治区|市|州)[\u4e00-\u9fa5]{0,6}人民政府.{0,4}令/,
  },
  { level: 'normative_document', maker: /(?:省|自治区|市|州|县|区|旗)[\u4e00-\u9fa5]{0,6}人民政府/ },
  { level: 'department_rule', maker: /(?:部|委员会|总局|署|总行|银行|局|办公室)(?:令|公告|第|$)/ },
  { level: 'law', title: /^中华人民共和国.*法(?:典)?(?:（.*）)?$/ },
  { level: 'law', title: /^刑法|^中华人民共和国刑法修正案/ },
  {
    level: 'local_regulation',
    title: /^[\u4e00-\u9fa5]{2,8}(?:省|自治区|市|州|县|特区)[\u4e00-\u9fa5《》〈〉（）、]*条例/,
  },
]

/** The rank that title and makers tell of, or undefined. */
export function levelOf(title: string, makers: readonly string[]): LevelName | undefined {
  for (const rule of LEVEL_RULES) {
    if (rule.title?.test(title) || makers.some((m) => rule.maker?.test(m))) return rule.level
  }
  return undefined
}

/** Words of side files for the ranks. */
export const LEVEL_WORDS: Readonly<Record<string, LevelName>> = {
  宪法: 'constitution',
  法律: 'law',
  行政法规: 'administrative_regulation',
  监察法规: 'supervision_regulation',
  司法解释: 'judicial_interpretation',
  地方性法规: 'local_regulation',
  地方法规: 'local_regulation',
  经济特区法规: 'local_regulation',
  自治条例: 'local_regulation',
  单行条例: 'local_regulation',
  部门规章: 'department_rule',
  地方政府规章: 'local_rule',
  规范性文件: 'normative_document',
}

const NATIONAL: ReadonlySet<LevelName> = new Set<LevelName>([
  'constitution',
  'law',
  'administrative_regulation',
  'supervision_regulation',
  'judicial_interpretation',
  'department_rule',
])

const REGION =
  /^([\u4e00-\u9fa5]{2,6}区(?=第.{1,6}届|人民代表大会|人大)|[\u4e00-\u9fa5]{2,10}?(?:省|自治区|自治州|自治县|特别行政区|市|州|盟|县|旗))(?!场|容|民|政|长|区|域|际)/
const ZONE = /^([\u4e00-\u9fa5]{2,4})经济特区/

/** 某市, 某省 from the body that made a local law, else from its title; 全国 for national law. */
export function regionOf(title: string, level: LevelName | undefined, makers: readonly string[]): string | undefined {
  if (level && NATIONAL.has(level)) return '全国'
  for (const text of [...makers, title]) {
    const region = REGION.exec(text)?.[1] ?? ZONE.exec(text)?.[1]
    if (region && !region.startsWith('中华人民共和国')) return region
  }
  return undefined
}
