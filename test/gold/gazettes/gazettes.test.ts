import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Contribution } from '../../../graph/model.ts'
import { readFile } from '../../../ingest/read/readers.ts'
import { segment } from '../../../ingest/segment/index.ts'
import { foldText } from '../../../language/text/shape.ts'
import { hasShared, shared } from '../../shared.ts'

interface Gold {
  readonly file: string
  readonly items: readonly {
    readonly order: number
    readonly title: string
    readonly kind: string
    readonly number?: string
    readonly issuer?: string
    readonly date?: string
    readonly first: string
    readonly last: string
  }[]
  readonly regulations?: readonly {
    readonly order: number
    readonly adopted?: string
    readonly adopted_by?: string
    readonly approved?: string
    readonly approved_by?: string
    readonly promulgated?: string
    readonly promulgated_by?: string
    readonly effective?: string
    readonly chapters: readonly { readonly label: string; readonly heading: string }[]
    readonly articles: readonly {
      readonly number: number
      readonly paragraphs: readonly { readonly first: string; readonly items: number }[]
    }[]
  }[]
}

const DATES = [
  'adopted',
  'adopted_by',
  'approved',
  'approved_by',
  'promulgated',
  'promulgated_by',
  'effective',
] as const

describe.skipIf(!hasShared()).each(['2024-01', '2024-03'])('gazette %s, as a reader found it', (name) => {
  const gold = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Gold
  let read: Promise<Contribution> | undefined
  const contribution = () => {
    read ??= contributionOf(join(shared(), 'corpus', 'yingkou', gold.file))
    return read
  }

  test('titles, kinds, numbers and dates of all items, in order', async () => {
    const items = (await contribution()).documents.filter((d) => d.parent !== undefined)
    const described = items.map((d) => [foldText(d.title), d.kind, d.number ?? '', d.date ?? ''])
    expect(described).toEqual(gold.items.map((g) => [foldText(g.title), g.kind, g.number ?? '', g.date ?? '']))
  })

  test('each item begins and ends where the reader says', async () => {
    const { documents, source } = await contribution()
    const ends = documents
      .filter((d) => d.parent !== undefined)
      .map((d) => plain(source.text.slice(d.start, d.end)))
      .map((text, i) => [
        text.includes(plain(gold.items[i]?.first ?? '?')),
        text.endsWith(plain(gold.items[i]?.last ?? '?')),
      ])
    expect(ends).toEqual(gold.items.map(() => [true, true]))
  })

  test('every 款 and 项 of the regulations, their chapters and dates', async () => {
    const { editions, provisions, documents } = await contribution()
    for (const regulation of gold.regulations ?? []) {
      const document = documents.find((d) => d.parent !== undefined && d.order === regulation.order)
      const edition = editions.find((e) => e.document === document?.id)
      const own = provisions.filter((p) => p.edition === edition?.id)
      const told = Object.fromEntries(DATES.flatMap((d) => (edition?.[d] === undefined ? [] : [[d, edition[d]]])))
      expect(told).toMatchObject(
        Object.fromEntries(DATES.flatMap((d) => (regulation[d] === undefined ? [] : [[d, regulation[d]]]))),
      )
      expect(own.filter((p) => p.kind === 'chapter').map((p) => [p.label, p.heading])).toEqual(
        regulation.chapters.map((c) => [c.label, c.heading]),
      )
      const articles = own
        .filter((p) => p.kind === 'article')
        .map((article) => ({
          number: article.eid,
          paragraphs: own
            .filter((p) => p.parent === article.eid)
            .map((p) => ({
              first: plain(p.text).slice(0, 6),
              items: own.filter((i) => i.parent === p.eid && i.kind === 'item').length,
            })),
        }))
      const expected = regulation.articles.map((a) => ({
        number: `art_${a.number}`,
        paragraphs: a.paragraphs.map((p) => ({ first: plain(p.first).slice(0, 6), items: p.items })),
      }))
      expect(articles).toEqual(expected)
    }
  })
})

async function contributionOf(path: string): Promise<Contribution> {
  const { id, mediaType, extract } = await readFile(path, { maxBytes: 1e8 })
  return segment({ id, path, media_type: mediaType }, extract, { today: '2026-01-01' }).contribution
}

function plain(text: string): string {
  return foldText(text.replace(/^- /gm, ''))
}
