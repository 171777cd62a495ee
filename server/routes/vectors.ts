import { setTimeout as sleep } from 'node:timers/promises'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { mayPass } from '../../base/errors.ts'
import type { VectorState as State } from '../../graph/store.ts'
import { keptFor } from '../kept.ts'
import { within } from '../patience.ts'
import { TooMany } from '../problem.ts'
import { answers, type Deps, problems, router } from '../route.ts'
import type { Fields } from '../schemas.ts'

/** How often the store is asked, and how long a stream may be silent before a proxy takes it for dead. In milliseconds. */
const EVERY = 1_000
const PING = 15_000
/** How long the first answer may take. */
const FIRST = 5_000
/** Each is a connection that stays open. */
const MOST_STREAMS = 16

const count = z.number().int().min(0)
const Model = z.object({ name: z.string(), dimension: count })

const VectorState = z
  .object({
    serving: Model.optional().openapi({ description: 'The model that search uses.' }),
    coming: Model.optional().openapi({ description: 'One that is being made to take its place.' }),
    articles: count.openapi({ description: 'Of all editions.' }),
    embedded: count.openapi({ description: 'How many of them have a vector of the model that serves.' }),
    coming_embedded: count,
  } satisfies Fields<State>)
  .openapi('VectorState')

/** How far the index by meaning is. */
export function vectorRoutes({ store }: Deps): OpenAPIHono {
  return router().openapi(
    createRoute({
      method: 'get',
      path: '/api/vectors',
      summary: 'How many articles have a vector, and of which model',
      responses: answers(VectorState, 'The state.'),
    }),
    async (c) => c.json(await store.vectors(), 200),
  )
}

/** The same as a stream of events. */
export function vectorStream({ store, closing }: Deps): OpenAPIHono {
  let open = 0
  const state = keptFor(EVERY / 2, () => store.vectors()) // however many streams there are, the store is asked once
  return router().openapi(
    createRoute({
      method: 'get',
      path: '/api/vectors/events',
      summary: 'How many articles have a vector, told whenever that changes',
      responses: {
        200: {
          description:
            'Events `state` with the JSON of /api/vectors: one at once, then one at each change. Where every article has its vector an event `whole` ends the stream.',
          content: { 'text/event-stream': { schema: z.string() } },
        },
        429: { ...problems[503], description: `There are ${MOST_STREAMS} such streams already.` },
        ...problems,
      },
    }),
    async (c) => {
      if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
      if (open >= MOST_STREAMS) throw new TooMany(MOST_STREAMS)
      open++
      let first: State
      try {
        first = await within(FIRST, state())
      } catch (error) {
        open--
        throw error
      }
      const gone = new AbortController()
      const ends = AbortSignal.any([gone.signal, ...(closing ? [closing] : [])])
      const response = streamSSE(c, async (stream) => {
        stream.onAbort(() => gone.abort())
        c.req.raw.signal.addEventListener('abort', () => stream.abort())
        try {
          for await (const news of newsOf(first, state, ends)) {
            if (news === 'ping') await stream.write(': ping\n\n')
            else await stream.writeSSE(news)
          }
        } finally {
          open--
        }
      })
      response.headers.set('X-Accel-Buffering', 'no') // a proxy must not gather it
      response.headers.set('Connection', 'close') // when the stream ends, nothing is left for the server's `close` to wait for
      return response
    },
  )
}

interface Told {
  readonly event: 'state' | 'whole'
  readonly data: string
}

/** What to tell from now on; ends where every article has its vector, or with the signal. */
async function* newsOf(
  first: State,
  ask: () => Promise<State>,
  ends: AbortSignal,
): AsyncGenerator<Told | 'ping', void> {
  let state: State | undefined = first
  let told: string | undefined
  let spoke = performance.now()
  while (state && !ends.aborted) {
    const data = JSON.stringify(state)
    const silent = performance.now() - spoke >= PING
    if (data !== told || silent) {
      yield data === told ? 'ping' : { event: 'state', data }
      spoke = performance.now()
      told = data
    }
    if (isWhole(state)) return yield { event: 'whole', data }
    await sleep(EVERY, undefined, { signal: ends }).catch(() => {})
    const before: State = state
    // a store that is away for a moment has told nothing new; of other errors the listener learns when it asks again
    state = ends.aborted ? undefined : await ask().catch((error) => (mayPass(error) ? before : undefined))
  }
}

function isWhole({ serving, coming, articles, embedded }: State): boolean {
  return serving !== undefined && coming === undefined && embedded >= articles
}
