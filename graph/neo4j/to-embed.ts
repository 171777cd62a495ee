import { createHash } from 'node:crypto'
import { fail } from '../../base/errors.ts'
import type { ArticleToEmbed, Store, VectorModel } from '../store.ts'
import { sameModel } from '../vector-model.ts'
import type { Connection, Run } from './connection.ts'
import { begun, holdModels, readModels, SLOTS, type Slot } from './slots.ts'
import { int } from './values.ts'

const TEXTS = 'u.law AS law, coalesce(u.headings, []) AS headings, u.heading AS heading, u.text AS text'

const BARE = (slot: Slot) => `CALL () {
    MATCH (u:Unit&!${SLOTS[slot].label}) RETURN u ORDER BY u LIMIT $most
    UNION ALL MATCH (u:UnitCopy&!${SLOTS[slot].label}) RETURN u ORDER BY u LIMIT $most
  } RETURN collect(elementId(u)) AS ids`
const STILL_BARE = (slot: Slot) => `UNWIND $ids AS id MATCH (u:Unit|UnitCopy) WHERE elementId(u) = id
  WITH u, id WHERE NOT u:${SLOTS[slot].label} RETURN id, ${TEXTS}`

/** The label first: from then on nobody else changes the article, or takes it away, before the transaction ends. */
const MARK = (slot: Slot) => `UNWIND $ids AS id MATCH (u:Unit|UnitCopy) WHERE elementId(u) = id
  SET u:${SLOTS[slot].label} RETURN id, ${TEXTS}`
const PUT = (slot: Slot) => `UNWIND $rows AS r MATCH (u:${SLOTS[slot].label}) WHERE elementId(u) = r.id
  CALL db.create.setNodeVectorProperty(u, '${SLOTS[slot].property}', r.vector)`
const UNMARK = (slot: Slot) => `UNWIND $ids AS id MATCH (u:${SLOTS[slot].label}) WHERE elementId(u) = id
  WITH u WHERE u.${SLOTS[slot].property} IS NULL REMOVE u:${SLOTS[slot].label}`

/** A look for articles without a vector goes over all of them; so many are taken up by it for the questions that follow. */
const AHEAD = 10_000

const SECONDS = 60

interface Row {
  id: string
  law: string
  headings: string[]
  heading: string | null
  text: string
}

/** Articles that had no vector of the model when all were looked at last, by their ids. */
interface Waiting {
  readonly model: VectorModel
  readonly slot: Slot
  readonly ids: readonly string[]
}

/** Articles on their way to a model, and the vectors on their way back. */
export function embedding(db: Connection): Pick<Store, 'unembedded' | 'putVectors'> {
  let waiting: Waiting | undefined

  return {
    unembedded: (model, limit) =>
      db.read(async (run) => {
        const { slot } = begun(db, await readModels(run), model)
        const goesOn = waiting?.slot === slot && sameModel(waiting.model, model)
        let found = await next(run, waiting && goesOn ? waiting : { model, slot, ids: [] }, limit)
        if (found.rows.length < limit) {
          const [bare] = await run<{ ids: string[] }>(BARE(slot), { most: int(Math.max(AHEAD, limit)) })
          found = await next(run, { model, slot, ids: bare?.ids ?? [] }, limit)
        }
        waiting = found.waiting
        return found.rows.map(toEmbed)
      }, SECONDS),

    async putVectors(model, given) {
      for (const { vector } of given) {
        if (vector.length === model.dimension) continue
        throw fail('QUERY_INVALID', { reason: `a vector has ${vector.length} numbers, the model ${model.dimension}` })
      }
      const vectorOf = new Map(given.map((g) => [String(g.key), g.vector]))
      const ids = [...new Set([...vectorOf.keys()].map((key) => key.split(' ')[0]))]
      await db.write(async (run) => {
        const { slot } = begun(db, await holdModels(run), model)
        const there = await run<Row>(MARK(slot), { ids })
        const rows = there.flatMap((row) => {
          const vector = vectorOf.get(keyOf(row))
          return vector ? [{ id: row.id, vector: [...vector] }] : []
        })
        await run(PUT(slot), { rows })
        if (rows.length < there.length) await run(UNMARK(slot), { ids: there.map((t) => t.id) })
      })
    },
  }
}

/** The first of those that wait and have no vector still. Those before them, which have theirs or are gone, wait no longer. */
async function next(run: Run, waiting: Waiting, limit: number): Promise<{ rows: Row[]; waiting: Waiting }> {
  const { slot, ids } = waiting
  for (let from = 0; from < ids.length; ) {
    const looked = ids.slice(from, from + 2 * limit)
    const rows = await run<Row>(STILL_BARE(slot), { ids: looked })
    const [first] = rows
    if (first) return { rows: rows.slice(0, limit), waiting: { ...waiting, ids: ids.slice(ids.indexOf(first.id)) } }
    from += looked.length
  }
  return { rows: [], waiting: { ...waiting, ids: [] } }
}

/** The database gives the id of a node that is gone to another one: what was embedded tells whether it is still the same. */
function keyOf({ id, law, headings, heading, text }: Row): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([law, headings, heading, text]))
    .digest('base64url')
  return `${id} ${digest.slice(0, 20)}`
}

function toEmbed(row: Row): ArticleToEmbed {
  const { law, headings, heading, text } = row
  return { key: keyOf(row), law, headings, ...(heading === null ? {} : { heading }), text }
}
