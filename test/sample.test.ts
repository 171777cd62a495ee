/** The bundled corpus, against what its author says a reader should find (sample/expected.md). */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Contribution } from '../graph/model.ts'
import { readMetadata } from '../ingest/metadata.ts'
import { pipeline } from '../ingest/pipeline.ts'

const folder = fileURLToPath(new URL('../sample/corpus/', import.meta.url))
const read = new Map<string, Contribution>()

beforeAll(async () => {
  const { rows: metadata } = await readMetadata(`${folder}metadata.csv`, { maxBytes: 1e8 })
  const one = pipeline({ limits: { maxBytes: 1e8 }, metadata, today: '2026-01-01', recipe: 'test' })
  for (const file of readdirSync(folder).filter((f) => f !== 'metadata.csv'))
    read.set(file, await one(`${folder}${file}`))
})

/** The contribution of the file whose name contains `part`. */
function of(part: string): Contribution {
  const found = [...read].find(([file]) => file.includes(part))?.[1]
  if (!found) throw new Error(`no file ${part} in the sample`)
  return found
}

test('the gazette: eighteen items in order; one character unread, the correction not in the contents', () => {
  const { documents, anomalies } = of('gazette')
  expect(documents.filter((d) => d.parent).map((d) => [d.kind, d.date ?? ''])).toEqual([
    ['announcement', '2025-04-10'],
    ['law', '2024-12-26'],
    ['explanation', '2024-08-29'],
    ['deliberation_opinion', '2024-08-29'],
    ['deliberation_report', '2024-12-26'],
    ['agenda', '2025-02-17'],
    ['name_list', '2025-02-17'],
    ['work_report', '2025-02-18'],
    ['resolution', '2025-02-20'],
    ['minutes', '2025-04-29'],
    ['agenda', '2025-04-29'],
    ['credentials_report', '2025-04-29'],
    ['announcement', '2025-04-29'],
    ['decision', '2025-04-29'],
    ['decision', '2025-04-29'],
    ['appointment_list', '2025-04-29'],
    ['appointment_list', '2025-04-29'],
    ['notice', ''],
  ])
  expect(anomalies.map((a) => [a.kind, a.detail])).toEqual([
    ['undecodable', '□'],
    ['title_not_in_contents', '更正'],
  ])
})

test.each([
  // file, articles, 款, 项: txt in GB18030 hard-wrapped, md with history, md with front matter, docx, pdf, html without articles
  ['_2019.txt', 26, 36, 13],
  ['_2024.md', 26, 39, 13],
  ['住宅物业', 20, 24, 17],
  ['议事规则', 30, 38, 13],
  ['管理办法', 20, 21, 3],
  ['gazette', 40, 78, 41],
  ['决定.html', 0, 0, 9],
])('%s: %d articles, %d 款, %d 项', (file, articles, paragraphs, items) => {
  const { provisions } = of(file)
  const count = (kind: string) => provisions.filter((p) => p.kind === kind).length
  expect([count('article'), articles === 0 ? 0 : count('paragraph'), count('item')]).toEqual([
    articles,
    paragraphs,
    items,
  ])
})

test.each([
  ['gazette', { adopted: '2024-12-26', approved: '2025-03-27', promulgated: '2025-04-10', effective: '2025-06-01' }],
  ['_2019.txt', { adopted: '2019-09-27', effective: '2020-01-01' }],
  // the amended text still says 2020-01-01; the day of the change comes from the side file
  ['_2024.md', { amended: '2024-05-30', effective: '2024-08-01' }],
  ['住宅物业', { adopted: '2021-10-28', approved: '2021-11-26', effective: '2022-03-01' }],
  // 自通过之日起施行
  ['议事规则', { adopted: '2023-02-16', effective: '2023-02-16' }],
  ['管理办法', { adopted: '2025-05-20', promulgated: '2025-05-26', effective: '2025-07-01' }],
])('%s: when it was made and when it took effect', (file, dates) => {
  expect(of(file).editions[0]).toMatchObject(dates)
})

describe('citations whose targets need care', () => {
  test.each([
    ['gazette', 'art_6__para_2', ['art_6__para_1__item_2']], // 前款第二项
    ['gazette', 'art_19__para_2', ['art_18']], // 前条
    ['gazette', 'art_33__para_4', ['art_33__para_1', 'art_33__para_2', 'art_33__para_3']], // 前三款
    ['gazette', 'art_30__para_1', ['chp_4', 'chp_5']], // 本章和第五章
    ['议事规则', 'art_7__para_3', ['art_7__para_1', 'art_7__para_2']], // 前两款
  ])('%s %s', (file, eid, targets) => {
    const { citations, editions } = of(file)
    const found = citations.filter((c) => c.from.eid === eid && c.cited.law === editions[0]?.law)
    expect(found.map((c) => c.cited.eid)).toEqual(targets)
  })
})
