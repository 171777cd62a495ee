/**
 * The nodes and edges of the graph, as the interchange format of DESIGN.md writes them (one JSON object a line, `type` first).
 * Fields that are not known are absent. Dates are ISO days. Offsets are UTF-16 code units into the source text, `end` exclusive.
 */
import type { ProvisionKind } from './ids.ts'

export type IsoDate = string

/** Where a fact was read. `quote` is the text between `start` and `end`, cleaned. */
export interface Evidence {
  readonly document: string
  readonly start: number
  readonly end: number
  readonly quote?: string
  /** Id of the rule that read it. */
  readonly rule?: string
}

/** One file. Its text is kept, so that every fact can be shown in its place. */
export interface Source {
  readonly type: 'source'
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly id: string
  readonly path: string
  readonly media_type: string
  readonly title?: string
  /** What the records were made with: version of the pipeline, digest of the side file. Tells whether to read the file anew. */
  readonly recipe?: string
  /** What was read out of the file: offsets count in this text. */
  readonly text: string
}

/** Kinds of document, with the word that a page shows. */
export const DOCUMENT_KINDS = {
  gazette: '公报',
  law: '法规',
  announcement: '公告',
  explanation: '起草说明',
  deliberation_opinion: '审议意见',
  deliberation_report: '审议结果报告',
  review_report: '审查报告',
  credentials_report: '资格审查报告',
  implementation_report: '落实情况报告',
  investigation_report: '调查报告',
  inspection_report: '执法检查报告',
  work_report: '工作报告',
  report: '报告',
  agenda: '议程',
  minutes: '会议纪要',
  name_list: '名单',
  appointment_list: '任免名单',
  resolution: '决议',
  decision: '决定',
  speech: '讲话',
  notice: '通知',
  interpretation: '解释',
  catalogue: '目录',
  other: '其他',
} as const

export type DocumentKind = keyof typeof DOCUMENT_KINDS

/** A text with a title: a gazette issue, one of its items, or a file of its own. */
export interface Document {
  readonly type: 'document'
  readonly id: string
  readonly kind: DocumentKind
  readonly title: string
  /** 文号, as printed: 〔十七届〕第十二号 */
  readonly number?: string
  readonly issuer?: string
  readonly date?: IsoDate
  readonly source: string
  readonly start: number
  readonly end: number
  /** The gazette issue that holds it. */
  readonly parent?: string
  /** From 1, in the order of the source. */
  readonly order: number
}

/** Ranks of law from the highest to the lowest, with the word that a page shows. */
export const LEVELS = {
  constitution: '宪法',
  law: '法律',
  administrative_regulation: '行政法规',
  supervision_regulation: '监察法规',
  judicial_interpretation: '司法解释',
  local_regulation: '地方性法规',
  department_rule: '部门规章',
  local_rule: '地方政府规章',
  normative_document: '规范性文件',
  other: '其他',
} as const

export type Level = keyof typeof LEVELS

/** A work: all dated texts of one title. */
export interface Law {
  readonly type: 'law'
  readonly title: string
  readonly aliases?: readonly string[]
  readonly level?: Level
  /** 营口市, 河南省; 全国 for national law. */
  readonly region?: string
  /** False while it is only cited. */
  readonly known: boolean
  /** In records only: the ids of the sources that tell of it, where they aren't just those of its editions. */
  readonly sources?: readonly string[]
}

export const STATUSES = {
  in_force: '现行有效',
  not_yet: '尚未生效',
  amended: '已被修改',
  repealed: '已废止',
  unknown: '效力未知',
} as const

export type Status = keyof typeof STATUSES

/** One dated text of a law. */
export interface Edition {
  readonly type: 'edition'
  readonly law: string
  readonly id: string
  /** 物权编, where the edition is printed a part to a file: its id ends in it, and the parts count as one edition. */
  readonly part?: string
  readonly adopted?: IsoDate
  readonly adopted_by?: string
  readonly approved?: IsoDate
  readonly approved_by?: string
  readonly promulgated?: IsoDate
  readonly promulgated_by?: string
  /** The last change that this text contains (修正, 修订). */
  readonly amended?: IsoDate
  /** From when this text counts: for an amended one the day of the change, not that of the first text. */
  readonly effective?: IsoDate
  readonly repealed?: IsoDate
  /** A side file says that it no longer counts, without saying since when. */
  readonly expired?: true
  /** On the day the record was written; `statusAt` computes it for any other. */
  readonly status: Status
  readonly document: string
  /** Dates of earlier changes that the header tells of, as printed. */
  readonly history?: readonly HistoryEntry[]
}

export interface HistoryEntry {
  readonly event: 'adopted' | 'approved' | 'promulgated' | 'amended' | 'revised' | 'effective' | 'repealed'
  readonly date: IsoDate
  readonly by?: string
  readonly text: string
}

/** 编 章 节 条 款 项 目, or a preamble or annex. */
export interface Provision {
  readonly type: 'provision'
  readonly law: string
  readonly edition: string
  readonly eid: string
  readonly kind: ProvisionKind
  /** The number as printed: 第三十二条, （一）. Paragraphs have none in print: 第二款. */
  readonly label: string
  readonly heading?: string
  /** Without its own number; with the whole text of its 款, 项 and 目, a line each. Empty for 编 章 节. */
  readonly text: string
  readonly parent?: string
  /** From 1, in the order of the text. */
  readonly order: number
  readonly known: boolean
  /** Where the text stands: pieces of the source which, joined, are `text`. */
  readonly ranges: readonly (readonly [start: number, end: number])[]
}

export const RELATIONS = {
  reference: '引用',
  basis: '制定依据',
  repeals: '废止',
  amends: '修改',
  defines: '定义',
} as const

export type Relation = keyof typeof RELATIONS

export const LINK_REASONS = {
  not_linked: '尚未解析',
  no_antecedent: '找不到所指的法规',
  no_such_neighbour: '没有所指的前款、前条或前项',
  outside_of_a_provision: '不在条文之中',
  generic_name: '名称太泛',
  not_in_corpus: '库中没有这部法规',
  no_such_article: '没有这一条',
  no_such_paragraph: '没有这一款',
  no_such_item: '没有这一项',
  no_such_chapter: '没有这一章',
  several_laws: '几部法规同名',
  several_provisions: '几处条文都符合',
  draft_numbering: '草案的条文序号',
} as const

export type LinkReason = keyof typeof LINK_REASONS

/** One cited target: a list such as 第三条、第五条 is one citation to each, with the same text and range. */
export interface Citation {
  readonly type: 'citation'
  readonly from: { readonly document: string; readonly law?: string; readonly edition?: string; readonly eid?: string }
  /** As written, aliases expanded and relative places made absolute. `law` is the citing law itself for 本法, 前款 and the like. */
  readonly cited: { readonly law?: string; readonly eid?: string }
  /** As resolved. A law that is not in the corpus is a node of its own (`known: false`). Without `eid`: the law as a whole. */
  readonly to?: { readonly law: string; readonly eid?: string }
  /** The characters of the citation, of all its targets together. */
  readonly text: string
  readonly start: number
  readonly end: number
  readonly relation: Relation
  readonly status: 'resolved' | 'ambiguous' | 'unresolved'
  /** Titles, or eIds of `to.law`, that would fit. */
  readonly candidates?: readonly string[]
  readonly reason?: LinkReason
  /** Cites the numbering of a draft. */
  readonly draft?: true
  /** The rule of the grammar that read it. */
  readonly rule: string
  /** From 1, among the targets of the same citation. */
  readonly order: number
}

export const ANOMALY_KINDS = {
  article_gap: '条文序号中断',
  article_duplicate: '条文序号重复',
  article_order: '条文序号倒退',
  item_gap: '项序号中断',
  heading_gap: '章节序号中断',
  no_articles: '没有条文',
  title_missing: '找不到标题',
  title_not_in_contents: '标题不在目录中',
  contents_without_item: '目录有而正文无',
  undecodable: '无法解码的字节',
  line_too_long: '行过长',
  title_differs: '目录与正文标题不同',
  page_without_text: '页面无文字',
} as const

export type AnomalyKind = keyof typeof ANOMALY_KINDS

/** What was not understood, and where. */
export interface Anomaly {
  readonly type: 'anomaly'
  readonly kind: AnomalyKind
  readonly source: string
  readonly document?: string
  /** From 1, in the source text. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly detail?: string
}

export type GraphRecord = Source | Document | Law | Edition | Provision | Citation | Anomaly

/** All that one source adds to the graph. */
export interface Contribution {
  readonly source: Source
  readonly documents: readonly Document[]
  readonly laws: readonly Law[]
  readonly editions: readonly Edition[]
  readonly provisions: readonly Provision[]
  readonly citations: readonly Citation[]
  readonly anomalies: readonly Anomaly[]
}
