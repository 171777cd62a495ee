import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFile } from '../../../ingest/read/readers.ts'
import { segment } from '../../../ingest/segment/index.ts'
import { rangesOf } from '../../../language/text/positioned.ts'
import { hasShared, shared } from '../../shared.ts'

/** 第三条 at the head of a line, in the dialect of this corpus. */
const ARTICLE_LINE = /^\**第\s*[〇零一二三四五六七八九十百千\d]+\s*条(?:之[一二三四五六七八九十])?[\s*]/gm

test.skipIf(!hasShared())(
  'every provision of the real corpora is its pieces of the source, and no article is lost',
  { timeout: 180_000 },
  async () => {
    const corpus = join(shared(), 'corpus')
    const files = ['laws', 'yingkou'].flatMap((folder) =>
      readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' })
        .filter((f) => /\.(?:md|txt)$/.test(f))
        .map((f) => join(corpus, folder, f)),
    )
    const broken: string[] = []
    let provisions = 0
    for (const path of files.sort()) {
      const { id, mediaType, extract } = await readFile(path, { maxBytes: 1e8 })
      const { contribution, texts } = segment({ id, path, media_type: mediaType }, extract, { today: '2026-01-01' })
      provisions += contribution.provisions.length
      for (const p of contribution.provisions) {
        const slices = p.ranges.map(([start, end]) => extract.text.slice(start, end)).join('')
        if (slices !== p.text) broken.push(`${path} ${p.eid}`)
      }
      for (const { content } of texts.flatMap((t) => t.units)) {
        const slices = rangesOf(content, 0)
          .map(({ start, end }) => extract.text.slice(start, end))
          .join('')
        if (slices !== content.text) broken.push(`${path} unit ${content.text.slice(0, 20)}`)
      }
      if (!path.endsWith('.md')) continue
      const articles = contribution.provisions.filter((p) => p.kind === 'article').length
      const lines = (extract.text.match(ARTICLE_LINE) ?? []).length
      if (articles < lines) broken.push(`${path}: ${articles} articles of ${lines}`)
    }
    expect(broken).toEqual([])
    expect(provisions).toBeGreaterThan(400_000)
  },
)
