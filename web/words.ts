/**
 * All text of the interface, Chinese first, English beside it. `{n}` is filled in.
 * Words of the field (levels, statuses, kinds) come from the model's tables in Chinese, and from their keys in English.
 */
const WORDS = {
  name: ['法脉', 'famai'],
  tagline: ['法规知识图谱 · 每一句都有出处', 'A graph of regulations, each sentence with its source'],
  skip: ['跳到正文', 'Skip to content'],
  language: ['English', '中文'],
  main_menu: ['主菜单', 'Main menu'],
  laws: ['法规', 'Laws'],
  documents: ['文件', 'Documents'],
  gazettes: ['公报', 'Gazettes'],
  anomalies: ['疑点', 'Anomalies'],
  sources: ['来源', 'Sources'],
  articles: ['条文', 'Articles'],
  home: ['首页', 'Home'],

  search: ['搜索', 'Search'],
  search_label: ['搜索条文、法规名称，或输入引注', 'Search the text, titles, or type a citation'],
  search_hint: [
    '例如：拖欠民营企业账款 · 议事规则第三十六条第二款 · 刑法234条之一',
    'For example: 拖欠民营企业账款 · 议事规则第三十六条第二款 · 刑法234条之一',
  ],
  results_for: ['“{text}”的搜索结果', 'Results for “{text}”'],
  shown: ['第 {from}–{to} 条，共 {total} 条', '{from}–{to} of {total}'],
  shown_laws: ['第 {from}–{to} 部，共 {total} 部', '{from}–{to} of {total} laws'],
  shown_documents: ['第 {from}–{to} 件，共 {total} 件', '{from}–{to} of {total} documents'],
  go_to: ['直达', 'Go to'],
  titles_like: ['标题含有这些字的法规', 'Laws whose title contains it'],
  all_of_them: ['全部 {n} 部', 'All {n}'],
  no_results: ['没有条文与“{text}”相符。', 'No article matches “{text}”.'],
  no_results_do: [
    '换用条文里会出现的词，减少字数，或去掉筛选条件。',
    'Use words that the text itself would use, fewer of them, or remove the filters.',
  ],
  no_query: ['输入词语、法规名称或引注，然后按回车。', 'Type words, a title or a citation, then press Enter.'],

  filters: ['筛选', 'Filters'],
  level: ['位阶', 'Rank'],
  region: ['地区', 'Region'],
  status: ['效力', 'Status'],
  year: ['年份', 'Year'],
  law: ['法规', 'Law'],
  title: ['标题', 'Title'],
  kind: ['类别', 'Kind'],
  date: ['日期', 'Date'],
  file: ['文件', 'File'],
  line: ['行', 'Line'],
  on_day: ['以此日为准', 'As of'],
  any: ['不限', 'Any'],
  apply: ['应用', 'Apply'],
  clear: ['清除筛选', 'Clear filters'],
  pages: ['翻页', 'Pages'],
  previous: ['上一页', 'Previous'],
  next: ['下一页', 'Next'],

  no_laws: ['没有符合条件的法规。', 'No law meets these conditions.'],
  no_documents: ['没有符合条件的文件。', 'No document meets these conditions.'],
  no_anomalies: ['没有疑点。所有文字都读懂并归入了条文。', 'No anomalies: all text was understood and placed.'],
  empty: ['库中还没有文件。', 'There is nothing here yet.'],
  empty_do: [
    '在终端运行 famai ingest 文件夹，然后刷新本页。',
    'Run famai ingest FOLDER in a terminal, then reload this page.',
  ],
  clear_do: ['清除筛选，或放宽条件。', 'Clear the filters, or widen them.'],

  contents: ['目录', 'Contents'],
  text: ['正文', 'Text'],
  editions: ['沿革', 'Editions'],
  edition_of: ['{date} 文本', 'Text of {date}'],
  undated: ['未注明日期', 'undated'],
  shown_edition: ['正在阅读', 'being read'],
  adopted: ['通过', 'adopted'],
  approved: ['批准', 'approved'],
  promulgated: ['公布', 'promulgated'],
  effective: ['施行', 'in effect'],
  repealed: ['废止', 'repealed'],
  amended: ['修正', 'amended'],
  revised: ['修订', 'revised'],
  by_body: ['{body} ', 'by {body}, '],
  aliases: ['又称', 'Also called'],
  article_count: ['共 {n} 条', '{n} articles'],
  edition_count: ['{n} 个文本', '{n} editions'],
  not_in_corpus: [
    '库中没有这部法规的文本；收录后此处自动连通。',
    'Its text is not in the corpus; once it is, this page fills itself.',
  ],
  permalink_of: ['{label} 的固定链接', 'Permalink to {label}'],
  provenance: ['出处', 'Source'],
  printed_in: ['刊载文件', 'Document'],
  since: ['{date}起', 'since {date}'],
  in_source: ['查看原文位置', 'See it in the source'],
  whole_law: ['全文', 'Whole law'],
  place_in_law: ['所在位置', 'Where it stands'],
  neighbours: ['前后条文', 'Neighbouring articles'],
  parts_of: ['本条各款各项', 'Parts of this article'],
  cited_by: ['被引用', 'Cited by'],
  citation_form: ['引注', 'Cite as'],

  newest: ['新近法规', 'Newest laws'],
  newest_gazettes: ['新近公报', 'Newest gazettes'],
  all_gazettes: ['全部公报', 'All gazettes'],
  all_laws: ['全部法规', 'All laws'],
  anomalies_note: [
    '读入时有 {n} 处没有完全读懂，逐一列出，不丢弃，也不猜测。',
    '{n} places were not fully understood; each is listed, none is dropped or guessed.',
  ],
  issue: ['所在公报', 'Gazette issue'],
  items: ['本期目录', 'In this issue'],
  item_count: ['{n} 篇', '{n} items'],
  issuer: ['发布机关', 'Issued by'],
  number: ['文号', 'Number'],
  holds_law: ['本件刊载法规', 'It holds the law'],
  read_as_law: ['按条文阅读', 'Read it article by article'],
  document_text: ['文件原文', 'Text of the document'],

  source_lines: ['显示第 {from}–{to} 行，共 {n} 行', 'Lines {from}–{to} of {n}'],
  earlier_lines: ['前面的行', 'Earlier lines'],
  later_lines: ['后面的行', 'Later lines'],
  to_marked: ['转到标出的文字', 'Go to the marked text'],
  fingerprint: ['指纹 SHA-256', 'SHA-256'],
  quote: ['文字', 'Text'],
  no_sources: ['还没有读入任何文件。', 'No file has been read yet.'],

  error: ['出错', 'Error'],
  not_found: ['没有找到', 'Not found'],
  not_found_what: ['库中没有“{what}”。', 'There is no “{what}” here.'],
  not_found_do: ['检查地址或名称，或用搜索。', 'Check the address or the title, or search.'],
  near_titles: ['标题相近的法规', 'Laws with a title like it'],
  bad_request: ['无法理解这个请求', 'The request can’t be understood'],
  bad_request_do: [
    '检查地址中的参数，或从首页重新开始。',
    'Check the parameters in the address, or start again from the home page.',
  ],
  too_long: ['文字太长', 'The text is too long'],
  too_long_do: ['请缩短为最关键的词语。', 'Shorten it to the words that matter.'],
  busy: ['库正在被写入', 'The store is being written'],
  busy_do: ['请等这次读入结束后再试。', 'Try again when that run has ended.'],
  broken: ['程序内部出错', 'Something went wrong inside'],
  broken_do: [
    '详情已写入日志。请重试；若再次发生，运行 famai doctor。',
    'Details are in the log. Try again; if it persists, run famai doctor.',
  ],
  footer: ['本机运行，不连接任何其他主机。', 'Runs on this machine and connects to no other host.'],
  api: ['接口', 'API'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type Word = keyof typeof WORDS
export type Lang = 'zh' | 'en'
export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string

/** The interface text in one language: `say('shown', { from: 1, to: 20, total: 431 })`. Numbers get thousands separators. */
export function sayIn(lang: Lang): Say {
  return (word, values = {}) =>
    WORDS[word][lang === 'zh' ? 0 : 1].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? count(value) : (value ?? '')
    })
}

/** 1431 → 1,431 */
export function count(n: number): string {
  return n.toLocaleString('en-US')
}

/** The word of a model's table (LEVELS, STATUSES …) in Chinese, its key in English. */
export function term<K extends string>(lang: Lang, table: Readonly<Record<K, string>>, key: K): string {
  return lang === 'zh' ? table[key] : key.replaceAll('_', ' ')
}

/** 2024-01-05 → 2024年1月5日 in Chinese; as it is in English. */
export function day(lang: Lang, iso: string): string {
  const [year, month, date] = iso.split('-').map(Number)
  return lang === 'zh' ? `${year}年${month}月${date}日` : iso
}
