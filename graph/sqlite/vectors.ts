import { fail } from '../../base/errors.ts'
import type { ArticleToEmbed, ArticleVector, VectorModel, VectorState } from '../store.ts'
import { modelMismatch, sameModel } from '../vector-model.ts'
import { EDITION_SHIFT, type ProvisionRow } from './rows.ts'
import { pack, type Scan, scanOf } from './scan.ts'
import type { Db } from './schema.ts'
import { keptBy, versionOf } from './version.ts'

interface ModelRow extends VectorModel {
  id: number
  serving: number
}

interface Loaded {
  /** The model whose vectors these are. */
  readonly model: number
  readonly scan: Scan
  /** Up to this one in the order of writing, and how many there were. */
  last: number
  count: number
  /** What the database was like when they were read. */
  version: string
}

/** Vectors of articles: the tables, and the vectors that serve in memory. `headings`: those above an article. */
export function vectorKeeper(db: Db, path: string, headings: (row: ProvisionRow) => string[]) {
  const models = db.prepare<[], ModelRow>('SELECT id, name, dimension, serving FROM vector_model ORDER BY id')
  const countOf = db.prepare<[number], number>('SELECT count(*) FROM article_vector WHERE model = ?').pluck()
  const articles = db.prepare<[], number>('SELECT count(*) FROM article_fts_docsize').pluck()
  const addModel = db.prepare('INSERT INTO vector_model (name, dimension, serving) VALUES (?, ?, ?)')
  const dropModel = db.prepare('DELETE FROM vector_model WHERE id = ?')
  const serve = db.prepare('UPDATE vector_model SET serving = (id = ?)')
  const after = db.prepare<object, ProvisionRow & { law: string; digest: string }>(
    `SELECT p.*, e.law, s.digest FROM article_fts_docsize d JOIN provision p ON p.key = d.id
       JOIN edition e ON e.key = p.edition JOIN source s ON s.key = e.source
       WHERE d.id > @after AND NOT EXISTS (SELECT 1 FROM article_vector v WHERE v.model = @model AND v.key = d.id)
       ORDER BY d.id LIMIT @limit`,
  )
  // what is put again gets a new number: readers see it as new. The digest tells whether the key still means the same article
  const put = db.prepare(
    `INSERT OR REPLACE INTO article_vector (model, key, data)
       SELECT ?, p.key, ? FROM provision p JOIN edition e ON e.key = p.edition JOIN source s ON s.key = e.source
         WHERE p.key = ? AND s.digest = ?`,
  )
  const one = db
    .prepare<[number, number], Buffer>('SELECT data FROM article_vector WHERE model = ? AND key = ?')
    .pluck()
  const since = db.prepare<[number, number], { seq: number; key: number; data: Buffer }>(
    'SELECT seq, key, data FROM article_vector WHERE model = ? AND seq > ? ORDER BY seq',
  )
  const upTo = db
    .prepare<[number, number], number>('SELECT count(*) FROM article_vector WHERE model = ? AND seq <= ?')
    .pluck()
  const version = versionOf(db)

  const known = (model: VectorModel) => models.all().find((m) => sameModel(m, model))
  const servingNow = () => models.all().find((m) => m.serving === 1)
  const mismatch = (have: VectorModel | undefined, want: VectorModel) => modelMismatch(path, have, want)

  function begun(model: VectorModel): ModelRow {
    const row = known(model)
    if (!row) throw mismatch(servingNow(), model)
    return row
  }

  function counted(): VectorState {
    const all = models.all()
    const serving = all.find((m) => m.serving === 1)
    const coming = all.find((m) => m.serving === 0)
    return {
      ...(serving ? { serving: modelOf(serving) } : {}),
      ...(coming ? { coming: modelOf(coming) } : {}),
      articles: articles.get() ?? 0,
      embedded: serving ? (countOf.get(serving.id) ?? 0) : 0,
      coming_embedded: coming ? (countOf.get(coming.id) ?? 0) : 0,
    }
  }

  const begin = db.transaction((model: VectorModel, replace: boolean) => {
    const there = known(model)
    if (there?.serving === 1 && replace)
      for (const other of models.all()) if (other.serving === 0) dropModel.run(other.id)
    if (there) return
    const serving = servingNow()
    if (serving && !replace) throw mismatch(serving, model)
    for (const other of models.all()) if (other.serving === 0) dropModel.run(other.id)
    addModel.run(model.name, model.dimension, serving ? 0 : 1)
  })

  const serveOnly = db.transaction((model: VectorModel) => {
    const row = begun(model)
    serve.run(row.id)
    for (const other of models.all()) if (other.id !== row.id) dropModel.run(other.id)
  })

  /** Where the last batch of a model ended: what comes next is looked for from there, and once more from the start. */
  const cursors = new Map<number, number>()

  function unembedded(model: VectorModel, limit: number): ArticleToEmbed[] {
    const { id } = begun(model)
    const from = cursors.get(id) ?? 0
    const ask = (start: number) => after.all({ after: start, model: id, limit })
    const rows = ask(from)
    const found = rows.length < limit && from > 0 ? ask(0) : rows
    // the batch before this place may not be written yet: it is asked for again when the end was reached
    const last = found.at(-1)
    if (last) cursors.set(id, found[0] ? found[0].key - 1 : 0)
    return found.map((row) => ({
      key: `${row.key} ${row.digest}`,
      law: row.law,
      headings: headings(row),
      ...(row.heading === null ? {} : { heading: row.heading }),
      text: row.text ?? '',
    }))
  }

  const putAll = db.transaction((model: VectorModel, vectors: readonly ArticleVector[]) => {
    const { id, dimension } = begun(model)
    for (const { key, vector } of vectors) {
      if (vector.length !== dimension) {
        throw fail('QUERY_INVALID', { reason: `a vector has ${vector.length} numbers, the model ${dimension}` })
      }
      const [article, digest] = String(key).split(' ')
      put.run(id, pack(vector), Number(article), digest)
    }
  })

  let loaded: Loaded | undefined

  /** The vectors that serve: read at the first question, and after that only what came since. */
  function current(): Loaded | undefined {
    const now = version()
    if (loaded?.version === now) return loaded
    const serving = servingNow()
    if (!serving) return undefined
    const still = loaded?.model === serving.id && upTo.get(serving.id, loaded.last) === loaded.count
    const { id: model, dimension } = serving
    const read: Loaded = loaded && still ? loaded : { model, scan: scanOf(dimension), last: 0, count: 0, version: now }
    for (const { seq, key, data } of since.iterate(model, read.last)) {
      // a damaged one is for doctor to tell of
      if (data.length === dimension + 4) read.scan.add(key, Math.floor(key / EDITION_SHIFT), data)
      read.last = seq
      read.count++
    }
    read.version = now
    loaded = read
    return read
  }

  // asked for with each search, and counting takes some milliseconds
  const counts = keptBy(version, 1, (_: 'now') => counted())

  return {
    state: () => counts()('now'),
    begin: (model: VectorModel, replace: boolean) => begin.immediate(model, replace),
    serve: (model: VectorModel) => serveOnly.immediate(model),
    unembedded,
    put: (model: VectorModel, vectors: readonly ArticleVector[]) => putAll.immediate(model, vectors),
    scan: () => current()?.scan,
    dimension: () => servingNow()?.dimension,
    bytesOf: (key: number) => {
      const serving = servingNow()
      return serving && one.get(serving.id, key)
    },
  }
}

const modelOf = ({ name, dimension }: ModelRow): VectorModel => ({ name, dimension })
