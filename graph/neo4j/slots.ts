/**
 * Where vectors stand: each article has room for those of two models, so that one can serve while the other is made. A label says
 * that an article has the vector: the database keeps the number of nodes of a label, and lists those without it fast.
 */
import type { VectorModel } from '../store.ts'
import { modelMismatch, sameModel } from '../vector-model.ts'
import type { Connection, Run } from './connection.ts'
import { int } from './values.ts'

export type Slot = 'a' | 'b'

/** Names as the server knows them; nothing else gets into a statement as text. */
export const SLOTS = {
  a: { index: 'unit_vector_a', property: 'vector_a', label: 'EmbeddedA' },
  b: { index: 'unit_vector_b', property: 'vector_b', label: 'EmbeddedB' },
} as const satisfies Record<Slot, { readonly index: string; readonly property: string; readonly label: string }>

export const otherSlot = (slot: Slot): Slot => (slot === 'a' ? 'b' : 'a')

/** A model and where its vectors are. */
export interface Taken extends VectorModel {
  readonly slot: Slot
}

export interface Models {
  /** The one that search uses. */
  readonly serving?: Taken | undefined
  /** The one that is made to take its place. */
  readonly coming?: Taken | undefined
}

/** That of the two which is this model. */
export const takenBy = ({ serving, coming }: Models, model: VectorModel): Taken | undefined =>
  [serving, coming].find((t) => t !== undefined && sameModel(t, model))

/** The same. Error: STORE_MISMATCH where it is neither. */
export function begun(db: Connection, models: Models, model: VectorModel): Taken {
  const taken = takenBy(models, model)
  if (!taken) throw mismatch(db, models.serving, model)
  return taken
}

export const mismatch = (db: Connection, have: VectorModel | undefined, want: VectorModel): Error =>
  modelMismatch(db.shown, have, want)

/** The models as one map, `g` being the node of the graph. */
export const MODELS = `{serving: {name: g.serving_name, dimension: g.serving_dimension, slot: g.serving_slot},
    coming: {name: g.coming_name, dimension: g.coming_dimension, slot: g.coming_slot}}`

type Stored = Readonly<Record<keyof Models, { name: string | null; dimension: number; slot: Slot }>>

/** What `MODELS` gave. */
export function modelsOf({ serving, coming }: Stored): Models {
  const taken = ({ name, dimension, slot }: Stored[keyof Stored]) =>
    name === null ? undefined : { name, dimension, slot }
  return { serving: taken(serving), coming: taken(coming) }
}

const READ = `MATCH (g:Graph {name: 'famai'}) RETURN ${MODELS} AS models`
/** Whoever changes the models, or writes vectors of one of them, waits here for the others. */
const HOLD = `MATCH (g:Graph {name: 'famai'}) SET g.held = true REMOVE g.held WITH g RETURN ${MODELS} AS models`
const WRITE = `MATCH (g:Graph {name: 'famai'})
  SET g.serving_name = $serving.name, g.serving_dimension = $serving.dimension, g.serving_slot = $serving.slot,
    g.coming_name = $coming.name, g.coming_dimension = $coming.dimension, g.coming_slot = $coming.slot`

export const readModels = (run: Run): Promise<Models> => asked(run, READ)

/** As they are until the transaction ends. */
export const holdModels = (run: Run): Promise<Models> => asked(run, HOLD)

async function asked(run: Run, cypher: string): Promise<Models> {
  const [found] = await run<{ models: Stored }>(cypher)
  return found ? modelsOf(found.models) : {}
}

export async function writeModels(run: Run, { serving, coming }: Models): Promise<void> {
  const sent = (t?: Taken) => ({ name: t?.name ?? null, dimension: t ? int(t.dimension) : null, slot: t?.slot ?? null })
  await run(WRITE, { serving: sent(serving), coming: sent(coming) })
}

const IS_EMPTY = (slot: Slot) => `RETURN NOT EXISTS { MATCH (:${SLOTS[slot].label}) } AS empty`
const REMOVE = (slot: Slot) => `MATCH (u:${SLOTS[slot].label})
  CALL (u) { REMOVE u.${SLOTS[slot].property}, u:${SLOTS[slot].label} } IN TRANSACTIONS OF 5000 ROWS`

export async function isEmpty(run: Run, slot: Slot): Promise<boolean> {
  return (await run<{ empty: boolean }>(IS_EMPTY(slot)))[0]?.empty ?? true
}

/** Takes index and vectors away, in many transactions. Cut short, it can be run again: an article loses label and vector at once. */
export async function clearSlot(db: Connection, slot: Slot): Promise<void> {
  if (await indexState(db, slot)) await db.command(`DROP INDEX ${SLOTS[slot].index} IF EXISTS`)
  if (!(await db.read((run) => isEmpty(run, slot)))) await db.command(REMOVE(slot))
}

const INDEX = `SHOW VECTOR INDEXES YIELD name, state, options WHERE name = $name
  RETURN state, options.indexConfig['vector.dimensions'] AS dimension`

async function indexState(db: Connection, slot: Slot): Promise<{ state: string; dimension: number } | undefined> {
  const [found] = await db.rows<{ state: string; dimension: number }>(INDEX, { name: SLOTS[slot].index })
  return found
}

/** Whether search can use the vectors of the model. */
export async function hasIndex(db: Connection, { slot, dimension }: Taken): Promise<boolean> {
  const found = await indexState(db, slot)
  return found?.state === 'ONLINE' && found.dimension === dimension
}

const CREATE = ({ slot, dimension }: Taken) => {
  const { index, property } = SLOTS[slot]
  return `CREATE VECTOR INDEX ${index} IF NOT EXISTS FOR (u:Unit) ON (u.${property})
    OPTIONS {indexConfig: {\`vector.dimensions\`: ${Math.trunc(dimension)}, \`vector.similarity_function\`: 'cosine'}}`
}
/** Over the vectors of a large corpus it takes minutes. */
const AWAIT = (slot: Slot) => `CALL db.awaitIndex('${SLOTS[slot].index}', 3600)`

/** Makes the index of a model where it isn't there, is of another dimension or was given up; and waits until it is whole. */
export async function makeIndex(db: Connection, taken: Taken): Promise<void> {
  const found = await indexState(db, taken.slot)
  if (found?.state === 'ONLINE' && found.dimension === taken.dimension) return
  if (found && (found.dimension !== taken.dimension || found.state === 'FAILED')) {
    await db.command(`DROP INDEX ${SLOTS[taken.slot].index} IF EXISTS`)
  }
  await db.command(CREATE(taken))
  await db.command(AWAIT(taken.slot))
}
