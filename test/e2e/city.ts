import { createHash } from 'node:crypto'
import type { EidStep } from '../../graph/ids.ts'
import { formatEid } from '../../graph/ids.ts'
import type { Anomaly, Contribution, Document, Edition, Law, Provision, Source } from '../../graph/model.ts'
import { formatNumeral } from '../../language/text/numerals.ts'

/**
 * Contributions as an ingest would make them, written by hand: what pages and routes are tested with, independent of how
 * well the segmenter reads. The city is made up.
 */
export interface LawSpec {
  readonly title: string
  readonly path?: string
  readonly aliases?: readonly string[]
  readonly level?: Law['level']
  readonly region?: string
  readonly edition: Partial<Edition>
  /** Articles: 款 as strings, or [lead-in, ...项]. */
  readonly chapters?: readonly { readonly heading: string; readonly articles: readonly ArticleSpec[] }[]
  readonly articles?: readonly ArticleSpec[]
}

type ArticleSpec = readonly (string | readonly [lead: string, ...items: string[]])[]

/** A law in a file of its own. */
export function lawFile(spec: LawSpec): Contribution {
  const date = spec.edition.amended ?? spec.edition.adopted ?? spec.edition.effective ?? 'undated'
  const editionId = `${spec.title}@${date}`
  const provisions: Provision[] = []
  let text = `${spec.title}\n`
  let order = 0

  const put = (steps: readonly EidStep[], label: string, more: Partial<Provision>) => {
    order += 1
    const eid = formatEid(steps)
    const kind = steps.at(-1)?.kind ?? 'article'
    const made = {
      type: 'provision',
      law: spec.title,
      edition: editionId,
      eid,
      kind,
      label,
      order,
      known: true,
    } as const
    provisions.push({ ...made, text: '', ranges: [], ...more })
    return provisions.length - 1
  }
  const fill = (index: number, start: number) => {
    const whole = text.slice(start).trimEnd()
    const provision = provisions[index]
    if (provision) provisions[index] = { ...provision, text: whole, ranges: [[start, start + whole.length]] }
  }
  let number = 0
  const article = (paragraphs: ArticleSpec, parent: string | undefined) => {
    number += 1
    const steps: EidStep[] = [{ kind: 'article', number }]
    text += `第${formatNumeral(number)}条 `
    const start = text.length
    const index = put(steps, `第${formatNumeral(number)}条`, parent === undefined ? {} : { parent })
    paragraphs.forEach((paragraph, p) => {
      const [lead, ...items] = typeof paragraph === 'string' ? [paragraph] : paragraph
      const here: EidStep[] = [...steps, { kind: 'paragraph', number: p + 1 }]
      const from = text.length
      const at = put(here, `第${formatNumeral(p + 1)}款`, { parent: formatEid(steps) })
      text += `${lead}\n`
      items.forEach((item, i) => {
        text += `（${formatNumeral(i + 1)}）`
        const begin = text.length
        const one = put([...here, { kind: 'item', number: i + 1 }], `（${formatNumeral(i + 1)}）`, {
          parent: formatEid(here),
        })
        text += `${item}\n`
        fill(one, begin)
      })
      fill(at, from)
    })
    fill(index, start)
  }
  for (const [i, chapter] of (spec.chapters ?? []).entries()) {
    const steps: EidStep[] = [{ kind: 'chapter', number: i + 1 }]
    const label = `第${formatNumeral(i + 1)}章`
    put(steps, label, { heading: chapter.heading, ranges: [[text.length, text.length + label.length]] })
    text += `${label} ${chapter.heading}\n`
    for (const a of chapter.articles) article(a, formatEid(steps))
  }
  for (const a of spec.articles ?? []) article(a, undefined)

  const source = sourceOf(spec.path ?? `laws/${spec.title.replaceAll('/', '-')}.txt`, text)
  const document: Document = {
    type: 'document',
    id: `${source.id.slice(0, 16)}-1`,
    kind: 'law',
    title: spec.title,
    source: source.id,
    start: 0,
    end: text.length,
    order: 1,
    ...(date === 'undated' ? {} : { date }),
  }
  const { title, aliases, level, region } = spec
  const law: Law = {
    type: 'law',
    title,
    known: true,
    ...(aliases ? { aliases } : {}),
    ...(level ? { level } : {}),
    ...(region ? { region } : {}),
  }
  const edition: Edition = {
    type: 'edition',
    law: title,
    id: editionId,
    status: 'in_force',
    document: document.id,
    ...spec.edition,
  }
  return { source, documents: [document], laws: [law], editions: [edition], provisions, citations: [], anomalies: [] }
}

/** A gazette issue: items one after another, and what was not understood in it. */
export function gazetteFile(
  title: string,
  date: string,
  items: readonly { readonly title: string; readonly kind: Document['kind']; readonly text: string }[],
  anomalies: readonly { readonly kind: Anomaly['kind']; readonly quote: string; readonly detail?: string }[] = [],
): Contribution {
  let text = `${title}\n`
  const places: [number, number][] = []
  for (const item of items) {
    const start = text.length
    text += `${item.title}\n${item.text}\n`
    places.push([start, text.length])
  }
  const source = sourceOf(`gazettes/${title}.txt`, text)
  const id = (n: number) => `${source.id.slice(0, 16)}-${n}`
  const common = { type: 'document', source: source.id, issuer: '云汀市人民代表大会常务委员会', date } as const
  const issue: Document = { ...common, id: id(1), kind: 'gazette', title, start: 0, end: text.length, order: 1 }
  return {
    source,
    documents: [
      issue,
      ...items.map((item, i): Document => {
        const [start, end] = places[i] ?? [0, 0]
        return {
          ...common,
          id: id(i + 2),
          kind: item.kind,
          title: item.title,
          start,
          end,
          parent: issue.id,
          order: i + 2,
        }
      }),
    ],
    laws: [],
    editions: [],
    provisions: [],
    citations: [],
    anomalies: anomalies.map(({ kind, quote, detail }) => {
      const start = Math.max(0, text.indexOf(quote))
      const line = text.slice(0, start).split('\n').length
      const told = detail === undefined ? {} : { detail }
      return { type: 'anomaly', kind, source: source.id, line, start, end: start + quote.length, quote, ...told }
    }),
  }
}

function sourceOf(path: string, text: string): Source {
  const id = createHash('sha256').update(text).digest('hex')
  return { type: 'source', id, path, media_type: 'text/plain', text }
}

const MADE_BY = '云汀市人民代表大会常务委员会'

export const WATER: LawSpec = {
  title: '云汀市节约用水条例',
  aliases: ['节水条例'],
  level: 'local_regulation',
  region: '云汀市',
  edition: {
    adopted: '2021-06-30',
    adopted_by: MADE_BY,
    approved: '2021-09-29',
    approved_by: '远江省人民代表大会常务委员会',
    effective: '2021-12-01',
  },
  chapters: [
    {
      heading: '总则',
      articles: [
        ['为了节约用水，根据《中华人民共和国水法》等法律、法规，结合本市实际，制定本条例。'],
        ['本市行政区域内的取水、供水、用水和节约用水管理，适用本条例。', '法律、法规另有规定的，从其规定。'],
      ],
    },
    {
      heading: '用水管理',
      articles: [
        [
          ['用水单位应当履行下列义务：', '建立用水台账；', '安装符合标准的计量器具；', '每年报送用水情况。'],
          '用水台账的保存期限不得少于三年。',
        ],
        ['新建、改建、扩建建设项目应当制订节约用水措施方案，配套建设节约用水设施。'],
      ],
    },
    {
      heading: '附则',
      articles: [['本条例自2021年12月1日起施行。']],
    },
  ],
}

export const RULES: LawSpec = {
  title: '云汀市人民代表大会议事规则',
  level: 'local_regulation',
  region: '云汀市',
  edition: { adopted: '1998-03-20', effective: '1998-03-20' },
  articles: [
    ['云汀市人民代表大会会议由常务委员会召集。'],
    ['会议每年至少举行一次。', '经五分之一以上代表提议，可以临时召集。'],
  ],
}

/** A later text of the same law: what is read depends on the day. */
export const RULES_2023: LawSpec = {
  ...RULES,
  path: 'laws/云汀市人民代表大会议事规则（2023）.txt',
  edition: { adopted: '1998-03-20', amended: '2023-01-12', effective: '2023-01-12' },
  articles: [
    ['云汀市人民代表大会会议由常务委员会召集。'],
    ['会议每年至少举行一次。', '经五分之一以上代表提议，或者常务委员会认为必要，可以临时召集。'],
    ['代表拖欠会议资料的，由秘书处督促归还。'],
  ],
}

/** Titles as an ill-meaning file could have them. */
export const HOSTILE: readonly LawSpec[] = [
  {
    title: '<script>alert(1)</script>条例',
    edition: { adopted: '2020-01-01', adopted_by: '"><img src=x onerror=alert(2)>' },
    articles: [['<img src=x onerror=alert(3)>违法所得。', ['列举：', '"><svg onload=alert(4)>；', '&lt;已转义&gt;。']]],
  },
  {
    title: '"><img src=x onerror=alert(5)>/../斜线%2F条例',
    edition: { adopted: '2020-01-02' },
    articles: [['斜线。']],
  },
]

export const GAZETTE = gazetteFile(
  '云汀市人民代表大会常务委员会公报2024年第1号',
  '2024-02-28',
  [
    { title: '云汀市人民代表大会常务委员会公告', kind: 'announcement', text: '〔六届〕第三号\n现予公布。' },
    {
      title: '关于《云汀市节约用水条例（修正草案）》的说明',
      kind: 'explanation',
      text: '各位组成人员：\n现就草案说明如下。\n一、必要性',
    },
    { title: '云汀市人大常委会任免名单', kind: 'appointment_list', text: '任命：\n李 禾为云汀市水务局局长；' },
  ],
  [
    { kind: 'title_not_in_contents', quote: '云汀市人大常委会任免名单', detail: '目录中没有这一标题' },
    { kind: 'item_gap', quote: '一、必要性' },
  ],
)

/** As many articles as a civil code has. */
export function longLaw(articles = 1260): LawSpec {
  const chapters = Array.from({ length: 84 }, (_, c) => ({
    heading: `第${c + 1}类合同`,
    articles: Array.from(
      { length: articles / 84 },
      (_, a): ArticleSpec => [
        `当事人一方不履行合同义务或者履行合同义务不符合约定的，应当承担第${a + 1}种违约责任。`,
        ['有下列情形之一的，当事人可以解除合同：', '因不可抗力致使不能实现合同目的；', '当事人一方迟延履行主要债务。'],
      ],
    ),
  }))
  return {
    title: '云汀典',
    level: 'law',
    region: '全国',
    edition: { adopted: '2020-05-28', effective: '2021-01-01' },
    chapters,
  }
}

export const CITY: readonly Contribution[] = [
  lawFile(WATER),
  lawFile(RULES),
  lawFile(RULES_2023),
  ...HOSTILE.map(lawFile),
  GAZETTE,
]
