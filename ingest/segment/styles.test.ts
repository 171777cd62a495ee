/** Other cities, layouts and dialects: fictional files with what their author says they hold. See test/fixtures/segment/README.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Contribution } from '../../graph/model.ts'
import { foldText } from '../../language/text/shape.ts'
import { readFile } from '../read/readers.ts'
import { segment } from './index.ts'

interface Expected {
  readonly gazette?: { readonly title: string }
  readonly documents: readonly {
    readonly kind: string
    readonly title: string
    readonly number?: string
    readonly issuer?: string
    readonly date?: string
  }[]
  readonly laws: readonly {
    readonly title: string
    readonly level?: string
    readonly region?: string
    readonly edition?: Readonly<Record<string, string>>
    readonly chapters?: readonly (readonly [string, string])[]
    readonly articles: Readonly<Record<string, readonly number[]>>
  }[]
  readonly anomalies: readonly string[]
}

const folder = fileURLToPath(new URL('../../test/fixtures/segment/', import.meta.url))
const names = readdirSync(folder)
  .filter((f) => f.endsWith('.expected.json'))
  .map((f) => f.replace('.expected.json', ''))

describe.each(names)('%s', (name) => {
  const expected = JSON.parse(readFileSync(`${folder}${name}.expected.json`, 'utf8')) as Expected
  const file = readdirSync(folder).find((f) => f.startsWith(`${name}.`) && !f.endsWith('.json')) ?? name
  let read: Promise<Contribution> | undefined
  const contribution = () => {
    read ??= contributionOf(`${folder}${file}`)
    return read
  }

  test('documents', async () => {
    const { documents } = await contribution()
    const found = documents.filter((d) => d.kind !== 'gazette').map((d) => `${d.kind} ${named(d.title)}`)
    expect(found).toEqual(expected.documents.map((d) => `${d.kind} ${named(d.title)}`))
  })

  test('numbers, issuers and dates, where the text tells them', async () => {
    const { documents } = await contribution()
    const items = documents.filter((d) => d.kind !== 'gazette')
    expected.documents.forEach((wanted, i) => {
      const { number, issuer, date } = items[i] ?? {}
      const told = {
        ...(wanted.number === undefined ? {} : { number: number && foldText(number) }),
        ...(wanted.issuer === undefined ? {} : { issuer }),
        ...(wanted.date === undefined ? {} : { date }),
      }
      const { title, kind, ...rest } = wanted
      expect
        .soft({ title, ...told })
        .toEqual({ title, ...rest, ...(rest.number ? { number: foldText(rest.number) } : {}) })
    })
  })

  test('laws', async () => {
    const { laws, editions, provisions } = await contribution()
    // a decision is kept with its own words, so that it can be searched; it is no law of which articles are expected
    const withArticles = laws.filter((l) => provisions.some((p) => p.law === l.title && p.kind === 'article'))
    expect(withArticles.map((l) => foldText(l.title))).toEqual(expected.laws.map((l) => foldText(l.title)))
    for (const wanted of expected.laws) {
      const law = laws.find((l) => foldText(l.title) === foldText(wanted.title))
      const edition = editions.find((e) => e.law === law?.title)
      const own = provisions.filter((p) => p.edition === edition?.id)
      expect.soft(edition).toMatchObject(wanted.edition ?? {})
      if (wanted.level) expect.soft(law?.level).toBe(wanted.level)
      if (wanted.region) expect.soft(law?.region).toBe(wanted.region)
      const divisions = own.filter((p) => ['part', 'subpart', 'chapter', 'section'].includes(p.kind))
      expect.soft(divisions.map((p) => [p.eid, p.heading])).toEqual(wanted.chapters ?? [])
      const articles = own
        .filter((p) => p.kind === 'article')
        .map((a) => [
          a.eid,
          own
            .filter((p) => p.parent === a.eid && p.kind === 'paragraph')
            .map((p) => own.filter((i) => i.parent === p.eid && i.kind === 'item').length),
        ])
      expect.soft(Object.fromEntries(articles)).toEqual(wanted.articles)
    }
  })

  test('anomalies', async () => {
    const { anomalies } = await contribution()
    const wanted = expected.anomalies.filter((kind) => !LATER.has(kind))
    expect(anomalies.map((a) => a.kind as string).sort()).toEqual([...wanted].sort())
  })
})

/** What stages that read persons and votes will find. */
const LATER: ReadonlySet<string> = new Set(['total_mismatch'])

/** Whether the contents print a number behind 公告 is the gazette's taste. */
function named(title: string): string {
  return foldText(title).replace(/\(第?[^()]{1,5}号\)$/, '')
}

async function contributionOf(path: string): Promise<Contribution> {
  const { id, mediaType, extract } = await readFile(path, { maxBytes: 1e8 })
  return segment({ id, path, media_type: mediaType }, extract, { today: '2026-01-01' }).contribution
}
