/** What kind of document a title names: the first rule whose ending fits. Titles are closed up, their bracketed tail removed. */
const DOCUMENT_RULES = [
  { kind: 'gazette', ending: /(?:公报|会刊|政报)$/ },
  { kind: 'announcement', ending: /公告$|通告$|令$/ },
  { kind: 'deliberation_report', ending: /审议结果的?报告$|审议结果报告$|修改情况的(?:汇报|报告)$/ },
  { kind: 'credentials_report', ending: /代表资格.{0,8}报告$/ },
  { kind: 'review_report', ending: /审查(?:结果|意见)?的?报告$/ },
  { kind: 'inspection_report', ending: /(?:执法检查|检查)(?:组|情况)?.{0,30}报告$/ },
  { kind: 'investigation_report', ending: /(?:调查|调研|视察|考察)(?:情况)?的?报告$/ },
  { kind: 'implementation_report', ending: /(?:落实|办理)(?:处理)?情况的?报告$/ },
  { kind: 'work_report', ending: /工作报告$/ },
  { kind: 'explanation', ending: /说明$/ },
  { kind: 'deliberation_opinion', ending: /(?:审议|审查|评议)意见(?:书|函)?$/ },
  { kind: 'report', ending: /(?:报告|汇报)$/ },
  { kind: 'agenda', ending: /(?:议程|日程)(?:草案)?$/ },
  { kind: 'minutes', ending: /纪要$/ },
  {
    kind: 'appointment_list',
    ending:
      /(?:任免|任命|免职|免去|任职|任免职)(?:的|职务|人员)*名单$|任免名单$|任免(?:事项|职)?$|任免职?(?:务|工作人员)?的?通知$/,
  },
  { kind: 'name_list', ending: /名\s*单$/ },
  { kind: 'resolution', ending: /决议$/ },
  { kind: 'decision', ending: /决定$/ },
  { kind: 'speech', ending: /(?:讲话|致辞|发言)$/ },
  { kind: 'notice', ending: /(?:通知|通报|函|更\s?正|勘误|启事|声明)$/ },
  { kind: 'interpretation', ending: /(?:解释|批复|答复)$/ },
  { kind: 'catalogue', ending: /(?:目录|清单)$/ },
  {
    kind: 'law',
    ending: /(?:法|法典|条例|规定|办法|规则|细则|规程|准则|章程|通则|守则|宪法|修正案|决定|标准|规范|意见)$/,
  },
  { kind: 'other', ending: /(?:意见|方案|规划|纲要|要点|议案|建议|倡议书|宣言|简报|计划|概况|情况)$/ },
] as const satisfies readonly { kind: string; ending: RegExp }[]

export type TitledKind = (typeof DOCUMENT_RULES)[number]['kind']

/** The kind that a title's ending names, or undefined where it names none. `公告（第二号）` is an announcement. */
export function kindOfTitle(title: string): TitledKind | undefined {
  const bare = bareTitle(title)
  return DOCUMENT_RULES.find((rule) => rule.ending.test(bare))?.kind
}

/** Without what stands in brackets at the end: （草案）, (试行), （第二号）, （2024年修正）. */
export function bareTitle(title: string): string {
  return title
    .replace(/\s+/g, '')
    .replace(/(?:[（(][^（）()]{1,30}[)）]|[〔[][^〔〕]{1,30}[〕\]]|第[〇一二三四五六七八九十百\d]{1,5}号)+$/, '')
}

/** Endings of the names of public bodies. */
export const BODY_ENDING =
  '(?:人民代表大会常务委员会|人大常委会|人民代表大会|代表大会|人民政府|市政府|省政府|县政府|区政府|人民法院|人民检察院|检察院|法院|监察委员会|委员会|主席团|办公厅|办公室|秘书处|大会秘书处|[厅局部委办院署会])'
