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

  for_example: ['例如：', 'For example: '],
  search_example: ['应当在三十日内', '应当在三十日内'],
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
  shown_best: ['显示最相关的 {total} 条，此处第 {from}–{to} 条', 'The {total} most relevant; {from}–{to} of them'],
  suggestions: ['法规与条文', 'Laws and articles'],
  why: ['依据', 'Found by'],
  why_exact: ['条号', 'number'],
  why_exact_of: ['查询中写明了这一条', 'The question cites this article'],
  why_words: ['字词第{n}', 'words {n}'],
  why_words_of: ['按相符的字词排在第 {n} 位', 'Rank {n} by the words that match'],
  why_meaning: ['语义第{n}', 'meaning {n}'],
  why_meaning_of: [
    '按意思与查询接近的程度排在第 {n} 位（余弦 {cosine}）',
    'Rank {n} by closeness in meaning to the question (cosine {cosine})',
  ],
  marked_words: ['相符的字词', 'words that match'],
  closest_clause: ['语义最近的一句', 'closest in meaning'],
  read_as: ['按简体“{read}”检索。', 'Searched in simplified characters: “{read}”.'],
  weak: ['库中没有足够接近的条文。', 'Nothing here is close enough to the question.'],
  weak_do: [
    '试试法规名称、条号，或条文里会用的字词；也可能相关法规还没有收录。',
    'Try the name of a law, the number of an article, or words that the text itself would use; the law may also not be here yet.',
  ],
  weak_anyway: ['仍按字词显示最接近的条文', 'Show the nearest by words all the same'],
  words_only: ['仅按字词检索。', 'Searched by words alone.'],
  with_meaning: ['同时按语义检索', 'Search by meaning too'],
  meaning_partial: [
    '语义索引已建 {n}%（famai reindex 继续）。',
    'The index by meaning is {n} % made (famai reindex goes on).',
  ],
  meaning_other: [
    '仅按字词检索：语义索引由模型 {have} 建成，现设的是 {want}。运行 famai reindex 重建，或把 FAMAI_MODEL 改回。',
    'Searched by words alone: the index by meaning was made with the model {have}, and {want} is set. Run famai reindex, or set FAMAI_MODEL back.',
  ],
  similar: ['相近条文', 'Similar articles'],
  cosine_of: ['语义相近程度（余弦，1 为相同）', 'closeness in meaning (cosine, 1 is the same)'],
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
  changes: ['历次变动 {n} 次', '{n} changes'],
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

  citations: ['引用', 'Citations'],
  cites: ['引用其他', 'Cites'],
  relation: ['关系', 'Relation'],
  by_law: ['按法规', 'By law'],
  cited_n: ['被引用 {n} 次', 'Cited {n} times'],
  cites_n: ['引用其他 {n} 处', 'Cites {n} places'],
  times_by_laws: ['{n} 次，来自 {laws} 部法规和文件', '{n} times, by {laws} laws and documents'],
  places: ['{n} 处', '{n} places'],
  places_in_laws: ['{n} 处，涉及 {laws} 部法规', '{n} places in {laws} laws'],
  cited_times: ['被引 {n}', 'cited {n}'],
  cited_times_of: ['{label}被引用 {n} 次', '{label}: cited {n} times'],
  not_cited: ['库中没有文字引用它。', 'Nothing in the corpus cites it.'],
  cites_nothing: ['它没有引用任何法规。', 'It cites no law.'],
  all_citations: ['全部 {n} 处引用', 'All {n} citations'],
  cited_around: [
    '另有 {n} 处引用其所在的条、章或整部法规',
    '{n} more cite the article, the chapter or the law that holds it',
  ],
  who_cites: ['谁引用它', 'Who cites it'],
  who_cites_itself: ['引用它本身的', 'Citations to it alone'],
  who_cites_around: ['谁引用其所在的条、章或整部法规', 'Who cites the article, the chapter or the law that holds it'],
  what_it_cites: ['它引用了什么', 'What it cites'],
  shown_citations: ['第 {from}–{to} 处，共 {total} 处', '{from}–{to} of {total} citations'],
  with_past_editions: ['包括已失效的文本', 'Include editions no longer in force'],
  only_in_force: ['只看现行文本', 'Only editions in force'],
  more_laws: ['另有 {n} 部', '{n} more'],
  and_more: ['另有 {n} 处', '{n} more'],
  ambiguous: ['所指不止一处', 'It can mean several'],
  unresolved: ['未能确定所指', 'Not resolved'],
  not_here: ['库中没有其文本', 'its text is not in the corpus'],
  as_of: ['（{date}的文本）', '(text of {date})'],
  candidates: ['可能是：', 'It can be:'],
  ref_legend: ['引用标记', 'How citations are marked'],
  ref_known: ['可点开', 'leads to the text'],
  ref_unknown: ['库中没有文本', 'text not in the corpus'],
  ref_ambiguous: ['所指不止一处', 'can mean several'],
  basis: ['制定依据', 'Rests on'],
  basis_more: ['其依据见上', 'its basis is shown above'],

  most_cited: ['最常被引', 'Most cited'],
  most_cited_laws: ['最常被引用的法规', 'The most cited laws'],
  most_cited_articles: ['最常被引用的条文', 'The most cited articles'],
  order_by: ['排序', 'Order'],
  by_count: ['引用次数', 'By number of citations'],
  by_pagerank: ['引用分量', 'By weight of citations'],
  count_note: ['法规引用自身的不计。', 'What a law cites of itself does not count.'],
  pagerank_note: [
    '被常引者引用，分量更重（PageRank）。',
    'A citation counts for more the more its source is cited (PageRank).',
  ],
  weight: ['分量', 'weight'],
  shown_first: ['显示前 {n} 项，共 {total} 项。', 'The first {n} of {total}.'],
  no_citations: ['库中还没有法规之间的引用。', 'No law cites another here yet.'],

  path: ['引用路径', 'Path'],
  path_lead: [
    '两处条文之间最短的引用链，每一步都有原句。',
    'The shortest chain of citations between two places, each step with its sentence.',
  ],
  path_from: ['从', 'From'],
  path_to: ['到', 'To'],
  path_find: ['查找', 'Find'],
  path_from_here: ['从这里查引用路径', 'A path from here'],
  path_example_from: ['某条例第三条', 'A law and an article'],
  path_example_to: ['行政处罚法', 'A law or an article'],
  path_steps: ['共 {n} 步。', '{n} steps.'],
  path_undirected: [
    '顺着引用方向走不通，以下有逆向的步骤。',
    'There is no way along the citations; some steps go against them.',
  ],
  path_reverse: ['反过来查', 'The other way round'],
  step_cites: ['引用', 'cites'],
  step_cited_by: ['被引用于', 'is cited by'],
  no_path: ['两处之间没有引用链相连。', 'No chain of citations joins the two.'],

  verify: ['核对引文', 'Verify'],
  verify_lead: [
    '贴入文书、合同或聊天机器人的回答，逐处核对其中的法规引用和引文。文字只在本机处理，不保存。',
    'Paste a brief, a contract or a chatbot’s answer; every citation and quotation in it is checked. The text stays on this machine and is not kept.',
  ],
  verify_text: ['要核对的文字', 'Text to check'],
  verify_again: ['改后再核对', 'Check again'],
  verify_do: ['核对', 'Check'],
  verify_example: [
    '例如：根据《行政处罚法》第四十四条，“未告知当事人拟作出的行政处罚内容……”',
    'For example: 根据《行政处罚法》第四十四条……',
  ],
  verify_limit: ['最多 {n} 字', 'at most {n} characters'],
  verify_too_long: [
    '文字有 {length} 字，最多 {limit} 字。请分段核对。',
    'The text has {length} characters, the limit is {limit}. Check it in parts.',
  ],
  verify_none: ['没有找到法规引用。', 'There is no citation in it.'],
  verify_found: ['共 {n} 处引用，以 {at} 为准。', '{n} citations, as of {at}.'],
  verify_omitted: [
    '其后还有 {n} 处没有核对，请分段。',
    '{n} more after those were not checked; check the text in parts.',
  ],
  verify_false: ['{n} 处需要改', '{n} to be mended'],
  verify_all_well: ['没有发现错误', 'Nothing wrong was found'],
  legend: ['图例', 'Legend'],
  verdicts: ['逐处结论', 'Verdicts'],
  to_text: ['回到文中第 {n} 处', 'To citation {n} in the text'],
  only_quoted: ['引文多出的字', 'only in the quotation'],
  only_provision: ['条文原有的字', 'only in the provision'],
  mark_exists: ['属实', 'exists'],
  mark_not_in_force: ['已失效或已变', 'not in force'],
  mark_no_such_provision: ['无此条款', 'no such'],
  mark_ambiguous: ['多义', 'ambiguous'],
  mark_not_in_corpus: ['未收录', 'no text'],
  mark_quote_differs: ['引文不符', 'differs'],
  verdict_exists: ['属实', 'exists'],
  verdict_not_in_force: ['已失效或条号已变', 'not in force or renumbered'],
  verdict_no_such_provision: ['没有这一条款', 'no such provision'],
  verdict_ambiguous: ['所指不止一处', 'ambiguous'],
  verdict_not_in_corpus: ['库中没有，无法核对', 'not in the corpus, can’t tell'],
  verdict_quote_differs: ['引文与条文不符', 'quotation differs'],

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
  bad_parameter: ['参数“{name}”的值不能接受。', 'The value of the parameter “{name}” can’t be accepted.'],
  bad_request_do: [
    '检查地址中的参数，或从首页重新开始。',
    'Check the parameters in the address, or start again from the home page.',
  ],
  too_long: ['文字太长', 'The text is too long'],
  too_long_do: ['请缩短为最关键的词语。', 'Shorten it to the words that matter.'],
  busy: ['库正在被写入', 'The store is being written'],
  busy_do: ['请等这次读入结束后再试。', 'Try again when that run has ended.'],
  unavailable: ['正在等待图数据库', 'Waiting for the graph'],
  unavailable_do: [
    '图数据库尚未就绪，数据没有丢失。请稍后重新载入本页。',
    'The graph is not there yet; nothing is lost. Load this page again in a moment.',
  ],
  reloads: ['本页每 {n} 秒自动重新载入。', 'This page loads itself again every {n} seconds.'],
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
