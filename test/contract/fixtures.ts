/** Small fictional contributions, written as a person would tell of a law. */
import { createHash } from 'node:crypto'
import { formatEid } from '../../graph/ids.ts'
import type {
  Anomaly,
  Citation,
  Contribution,
  Document,
  Edition,
  Law,
  LinkReason,
  Provision,
  Relation,
} from '../../graph/model.ts'
import { startOf } from '../../graph/status.ts'
import type { ArticleDetail, Paged, Store, WordQuery } from '../../graph/store.ts'

export interface Sketch {
  readonly path: string
  readonly title: string
  /** Each with its 款, or an article with a chapter before it: ['# 总则', ['第一款', '第二款'], …] */
  readonly body?: readonly (string | readonly string[])[]
  readonly dates?: Partial<Pick<Edition, 'adopted' | 'promulgated' | 'effective' | 'repealed'>>
  readonly law?: Partial<Omit<Law, 'type' | 'title'>>
  readonly anomalies?: readonly Partial<Anomaly>[]
  /** Only told of, without a text. */
  readonly cited?: readonly Law[]
  /** Citations that stand in it, each in the provision named first (absent: in the document). */
  readonly cites?: readonly Cites[]
  /** A report: its text cites, but is no law. */
  readonly report?: true
}

export interface Cites {
  readonly from?: string
  /** The characters of the citation, as they stand in the body. */
  readonly text: string
  readonly law?: string
  readonly eid?: string
  readonly relation?: Relation
  readonly draft?: true
  readonly reason?: LinkReason
  /** Among the targets of the same characters. */
  readonly order?: number
}

export const sha = (text: string) => createHash('sha256').update(text).digest('hex')

/** `contribution({ path: 'a.md', title: '星河市绿化条例', body: ['# 总则', ['为了绿化。']] })` */
export function contribution(sketch: Sketch): Contribution {
  const { path, title, body = [], dates = {} } = sketch
  const lines = body.flatMap((b) => (typeof b === 'string' ? [b] : b))
  const text = `${title}\n${lines.join('\n')}`
  const source = sha(`${path}\n${text}\n${JSON.stringify(dates)}`)
  const document = `${source.slice(0, 16)}-1`
  const undated: Edition = { type: 'edition', law: title, id: '', status: 'in_force', document, ...dates }
  const edition: Edition = { ...undated, id: `${title}@${startOf(undated) ?? 'undated'}` }
  const whole: Document = {
    type: 'document',
    id: document,
    kind: 'law',
    title,
    ...(dates.promulgated !== undefined && { date: dates.promulgated }),
    source,
    start: 0,
    end: text.length,
    order: 1,
  }
  const { report } = sketch
  const citing = { document, ...(report ? {} : { law: title, edition: edition.id }) }
  return {
    source: { type: 'source', id: source, path, media_type: 'text/plain', title, text },
    documents: [report ? { ...whole, kind: 'report' } : whole],
    laws: [...(report ? [] : [{ type: 'law', title, known: true, ...sketch.law } as const]), ...(sketch.cited ?? [])],
    editions: report ? [] : [edition],
    provisions: report ? [] : provisionsOf(edition, body, text),
    citations: (sketch.cites ?? []).map((cites) => citationOf(cites, citing, text)),
    anomalies: (sketch.anomalies ?? []).map((a) => ({
      type: 'anomaly',
      kind: 'article_gap',
      source,
      document,
      line: 1,
      start: 0,
      end: 1,
      quote: title.slice(0, 1),
      ...a,
    })),
  }
}

function citationOf(cites: Cites, citing: Omit<Citation['from'], 'eid'>, text: string): Citation {
  const { from, law, eid, relation = 'reference', draft, reason = 'not_linked', order = 1 } = cites
  const start = text.indexOf(cites.text)
  if (start < 0) throw new Error(`fixture: ${cites.text} is not in the text`)
  return {
    type: 'citation',
    from: { ...citing, ...(from === undefined ? {} : { eid: from }) },
    cited: { ...(law === undefined ? {} : { law }), ...(eid === undefined ? {} : { eid }) },
    text: cites.text,
    start,
    end: start + cites.text.length,
    relation,
    status: 'unresolved',
    reason,
    ...(draft ? { draft } : {}),
    rule: 'title',
    order,
  }
}

function provisionsOf(edition: Edition, body: NonNullable<Sketch['body']>, text: string): Provision[] {
  const provisions: Provision[] = []
  const add = (p: Pick<Provision, 'eid' | 'kind' | 'label'> & Partial<Provision>) => {
    const order = provisions.length + 1
    const { law, id } = edition
    provisions.push({ type: 'provision', law, edition: id, text: '', order, known: true, ranges: [], ...p })
  }
  let at = edition.law.length + 1
  let chapter: string | undefined
  let [chapters, articles] = [0, 0]
  for (const part of body) {
    if (typeof part === 'string') {
      chapter = formatEid([{ kind: 'chapter', number: ++chapters }])
      add({ eid: chapter, kind: 'chapter', label: `第${chapters}章`, heading: part.replace(/^# /, '') })
      at += part.length + 1
      continue
    }
    const eid = formatEid([{ kind: 'article', number: ++articles }])
    const ranges = part.map((p): [number, number] => {
      const range: [number, number] = [at, at + p.length]
      at += p.length + 1
      return range
    })
    const above = chapter === undefined ? {} : { parent: chapter }
    add({ eid, kind: 'article', label: `第${articles}条`, text: part.join('\n'), ranges, ...above })
    for (const [i, p] of part.entries()) {
      const range = ranges[i] ?? [0, 0]
      if (text.slice(...range) !== p) throw new Error(`fixture: ${p} does not stand at ${range}`)
      add({
        eid: `${eid}__para_${i + 1}`,
        kind: 'paragraph',
        label: `第${i + 1}款`,
        text: p,
        parent: eid,
        ranges: [range],
      })
    }
  }
  return provisions
}

/** A gazette issue with two items and a law in the second. */
export function gazette(): Contribution {
  const c = contribution({ path: 'gazette.txt', title: '星河市停车条例', body: [['停车应当有序。']] })
  const [law] = c.documents
  if (!law) throw new Error('fixture: no document')
  const issue: Document = {
    ...law,
    id: `${c.source.id.slice(0, 16)}-0`,
    kind: 'gazette',
    title: '星河市公报第一期',
    order: 1,
  }
  const notice: Document = {
    ...law,
    id: `${c.source.id.slice(0, 16)}-2`,
    kind: 'announcement',
    title: '公告',
    date: '2024-05-01',
    end: 2,
  }
  return {
    ...c,
    documents: [issue, { ...notice, parent: issue.id, order: 2 }, { ...law, parent: issue.id, order: 3 }],
  }
}

export const GREEN = '星河市绿化条例'
export const WAGES = '星河市工资支付条例'

/** An edition that was amended, the one that took its place, one that is repealed and one that is still to come. */
export const green2010 = contribution({
  path: 'green-2010.md',
  title: GREEN,
  dates: { adopted: '2009-12-01', promulgated: '2010-01-05', effective: '2010-03-01' },
  law: { level: 'local_rule', region: '星河', aliases: ['绿化条例'] },
  body: ['# 总则', ['为了绿化城市，制定本条例。'], ['种树应当选择本地树种。']],
})
export const green2020 = contribution({
  path: 'green-2020.md',
  title: GREEN,
  dates: { promulgated: '2020-05-01', effective: '2020-07-01' },
  law: { level: 'local_regulation', region: '星河市', aliases: ['市绿化条例'] },
  body: [
    '# 总则',
    ['为了绿化和美化城市，制定本条例。'],
    '# 种植',
    ['种树应当选择本地树种。', '禁止砍伐古树。'],
    ['本条例自公布之日起施行。'],
  ],
})
export const wages = contribution({
  path: 'wages.txt',
  title: WAGES,
  dates: { promulgated: '2015-06-01', effective: '2015-06-01', repealed: '2023-01-01' },
  law: { level: 'local_regulation', region: '星河市' },
  body: [['用人单位不得拖欠工资。', '拖欠工资的，由ＡＢＣ部门责令改正；税款除外。'], ['本条例自公布之日起施行。']],
  anomalies: [
    { kind: 'article_gap', start: 9, end: 10 },
    { kind: 'item_gap', start: 3, end: 4, detail: '缺（二）' },
  ],
})
export const future = contribution({
  path: 'zz-future.md',
  title: '中华人民共和国星际航行法',
  dates: { promulgated: '2998-01-01', effective: '2999-01-01' },
  law: { level: 'law', region: '全国' },
  cited: [{ type: 'law', title: '星河市太空条例', known: false }],
  body: [['航行应当安全。']],
})
export const FOUR = [green2010, green2020, wages, future]

/** What a search by words shows: the articles in their order, with the status of the day that was asked for. */
export async function found(store: Store, query: WordQuery): Promise<Paged<ArticleDetail & { score: number }>> {
  const { items, total } = await store.rankByWords(query)
  const articles = await store.articles(items, query.at === 'all' ? undefined : query.at)
  if (articles.length !== items.length) throw new Error('an article that is found is not shown')
  return { items: articles.map((a, i) => ({ ...a, score: items[i]?.score ?? Number.NaN })), total }
}
