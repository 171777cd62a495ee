/**
 * What the ending of a title says: whether it is a legal text and which word it calls itself.
 */
import { STATE } from './laws.ts'

/** Words a legal text calls itself by: 本条例, 该办法. Longest first. */
export const KIND_WORDS = [
  '实施细则',
  '实施办法',
  '实施条例',
  '实施规定',
  '暂行条例',
  '暂行办法',
  '暂行规定',
  '若干规定',
  '补充规定',
  '修正案',
  '法典',
  '条例',
  '规定',
  '办法',
  '规则',
  '细则',
  '解释',
  '决定',
  '决议',
  '通则',
  '准则',
  '规程',
  '章程',
  '公约',
  '条约',
  '协定',
  '议定书',
  '批复',
  '意见',
  '通知',
  '规范',
  '标准',
  '纪要',
  '法',
] as const

/**
 * Endings of a title in 《》 that is a legal or normative document; `document` is cited too, but has no articles as a rule.
 * 《营业执照》《身份证》《申请书》《登记表》《买卖合同》 match none of them.
 */
const LEGAL_ENDING =
  /(?:法|法典|条例|规定|办法|规则|细则|决定|决议|解释|批复|公约|条约|协定|协议书|议定书|宪法|宪章|通则|准则|总则|修正案|章程|规程|若干问题|命令|令|答复|解答|复函|纪要|守则|税则|(?:两岸|政府|关于|国际|多边|双边).*协议)$/
const DOCUMENT_ENDING =
  /(?:通知|意见|标准|规范|方案|规划|计划|纲要|大纲|公告|通告|指示|制度|宣言|声明|要点|指南|区划|导则|定额|函|预案|(?:管制|负面|事项|权力|权责|责任|管理|受控[^，]{1,12}|禁止[^，]{1,8})清单|措施|安排)$/
/** 《测定方法》 is no law though it ends in 法, 《担保协议书》 is no treaty. */
const NOT_LEGAL =
  /(?:方法|做法|看法|手法|书法|兵法|(?<!适)用法|疗法|技法|说法|想法|写法|拼音|合同法则|协议书|通知书|决定书|意见书|指令|责令|密令|股东协定|公司章程|企业章程)$/
/** Parts of a title that follow its ending: （试行）, （2015年修订）, （草案）, （一）. */
const TAIL = /[（(〔[][^（）()〔〕[\]]{1,30}[）)〕\]]$/
const NUMBERED = /(?:第[一二三四五六七八九十百\d]+[号部分]+|[一二三四五六七八九十]+)$/

export type TitleClass = 'legal' | 'document'

/** What a title in 《》 names: a law in the wide sense, a document of policy, or (undefined) a form, a book, a licence. */
export function classifyTitle(title: string): TitleClass | undefined {
  const bare = bareTitle(title)
  if (bare.length < 2 || bare.length > 160 || NOT_LEGAL.test(bare)) return undefined
  if (LEGAL_ENDING.test(bare) || LEGAL_ENDING.test(bare.replace(NUMBERED, ''))) return 'legal'
  return DOCUMENT_ENDING.test(bare) ? 'document' : undefined
}

/** Without the brackets at its end: 物业管理条例（2018年修正）（试行） → 物业管理条例. */
export function bareTitle(title: string): string {
  let bare = normalTitle(title)
  for (let i = 0; i < 3 && TAIL.test(bare); i++) bare = bare.replace(TAIL, '')
  return bare
}

/** One written form for a title: no white space, full-width round brackets, inner marks 〈〉. */
export function normalTitle(title: string): string {
  return title
    .replace(/\s/g, '')
    .replace(/[(]/g, '（')
    .replace(/[)]/g, '）')
    .replace(/[《<＜]/g, '〈')
    .replace(/[》>＞]/g, '〉')
}

/** The word the law calls itself by: 营口市气象条例 → 条例; 中华人民共和国刑法 → 法. */
export function kindWord(title: string): string | undefined {
  const bare = bareTitle(title)
  return KIND_WORDS.find((w) => bare.endsWith(w))
}

/** True for the title of a draft: 营口市气象条例（草案）, …（草案二次审议稿）. */
export function isDraftTitle(title: string): boolean {
  return /[（(][^（）()]*(?:草案|修改稿|审议稿|表决稿|征求意见稿|送审稿)[^（）()]*[）)]$/.test(title)
}

/** A name that is only a kind, so that it names a law only where the document says which: 条例, 实施办法, 决定. */
export function isGenericName(name: string): boolean {
  return (
    (KIND_WORDS as readonly string[]).includes(name) || /^(?:原|新|旧|现行|修订|上述|下列|有关|相关|本|该)/.test(name)
  )
}

const REGION =
  /^(?:(?:北京|天津|上海|重庆|[一-龥]{2,8}?(?:省|自治区|自治州|特别行政区|经济特区|市|地区|盟))(?:[一-龥]{1,7}?(?:自治州|自治县|自治旗|经济特区|市|县|区|旗))?)/

/** The region that a local title begins with: 辽宁省营口市…, 深圳经济特区…, 西藏自治区…; undefined for a national one. */
export function regionOf(title: string): string | undefined {
  if (/^(?:全国|国务院|最高|中国|中华|中共|城市|市场|市政|地区生产|城镇|省级)/.test(title)) return undefined
  return REGION.exec(title)?.[0]
}

/** Short names computed from a title, most formal first: without the state, without brackets at the end, without both. */
export function shortNames(title: string): string[] {
  const normal = normalTitle(title)
  const names = new Set<string>()
  for (const name of [normal, bareTitle(normal)]) {
    names.add(name)
    if (name.startsWith(STATE) && name.length > STATE.length + 1) names.add(name.slice(STATE.length))
  }
  names.delete(normal)
  return [...names].filter((n) => n.length >= 2 && !(KIND_WORDS as readonly string[]).includes(n))
}
