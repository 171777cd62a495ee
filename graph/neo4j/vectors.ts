import { fail } from '../../base/errors.ts'
import type { Store, VectorModel, VectorState } from '../store.ts'
import { sameModel } from '../vector-model.ts'
import type { Connection, Run } from './connection.ts'
import {
  begun,
  clearSlot,
  holdModels,
  isEmpty,
  MODELS,
  type Models,
  makeIndex,
  mismatch,
  modelsOf,
  otherSlot,
  readModels,
  SLOTS,
  type Slot,
  type Taken,
  takenBy,
  writeModels,
} from './slots.ts'

/** All four numbers are kept by the database. */
const STATE = `MATCH (g:Graph {name: 'famai'})
  CALL () { MATCH (u:Unit) RETURN count(u) AS units }
  CALL () { MATCH (u:UnitCopy) RETURN count(u) AS copies }
  CALL () { MATCH (u:${SLOTS.a.label}) RETURN count(u) AS a }
  CALL () { MATCH (u:${SLOTS.b.label}) RETURN count(u) AS b }
  RETURN ${MODELS} AS models, units + copies AS articles, a, b`

interface StateRow extends Record<Slot, number> {
  models: Parameters<typeof modelsOf>[0]
  articles: number
}

/** Two that replace each other's models all the time would never end. */
const ATTEMPTS = 10

/**
 * The models whose vectors the graph holds. Vectors and indexes can't change in the transaction that changes the models: so a model
 * gets a slot that was found empty, only then an index, and only with an index does it serve; what a run that is cut short leaves
 * lies in a slot that no model has, and the next one clears it.
 */
export function vectorModels(db: Connection): Pick<Store, 'vectors' | 'beginVectors' | 'serveVectors'> {
  /** The model's place, found or made: as the one that comes, in a slot that holds nothing. Undefined where another process was faster. */
  async function take(model: VectorModel, replace: boolean): Promise<Taken | undefined> {
    const before = await db.write(async (run) => {
      const now = await holdModels(run)
      if (takenBy(now, model)) return now
      if (now.serving && !replace) throw mismatch(db, now.serving, model)
      await writeModels(run, { serving: now.serving }) // from here on nobody adds to the one that was coming
      return now
    })
    const there = takenBy(before, model)
    if (there) return there
    const slot = before.serving ? otherSlot(before.serving.slot) : 'a'
    if (!(await db.read((run) => isEmpty(run, slot)))) await clearSlot(db, slot)
    return db.write(async (run) => {
      const { serving, coming } = await holdModels(run)
      if (coming || serving?.slot === slot || !(await isEmpty(run, slot))) return undefined
      const taken = { name: model.name, dimension: model.dimension, slot }
      await writeModels(run, { serving, coming: taken })
      return taken
    })
  }

  return {
    async vectors(): Promise<VectorState> {
      const [row] = await db.rows<StateRow>(STATE)
      if (!row) return { articles: 0, embedded: 0, coming_embedded: 0 }
      const { serving, coming } = modelsOf(row.models)
      return {
        ...(serving && { serving: modelOf(serving) }),
        ...(coming && { coming: modelOf(coming) }),
        articles: row.articles,
        embedded: serving ? row[serving.slot] : 0,
        coming_embedded: coming ? row[coming.slot] : 0,
      }
    },

    async beginVectors(model, { replace = false } = {}) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const taken = await take(model, replace)
        if (!taken) continue
        await makeIndex(db, taken)
        const now = await db.write((run) => serveFirst(run, model))
        if (!takenBy(now, model)) continue
        if (now.serving && !now.coming) await clearSlot(db, otherSlot(now.serving.slot))
        return
      }
      throw fail('STORE_BUSY', { path: db.shown })
    },

    async serveVectors(model) {
      await makeIndex(db, begun(db, await db.read(readModels), model))
      const { slot } = await db.write(async (run) => {
        const serving = begun(db, await holdModels(run), model)
        await writeModels(run, { serving })
        return serving
      })
      await clearSlot(db, otherSlot(slot))
    },
  }
}

/** Where none serves, the model does from now on. */
async function serveFirst(run: Run, model: VectorModel): Promise<Models> {
  const now = await holdModels(run)
  if (now.serving || !now.coming || !sameModel(now.coming, model)) return now
  const models = { serving: now.coming }
  await writeModels(run, models)
  return models
}

const modelOf = ({ name, dimension }: Taken): VectorModel => ({ name, dimension })
