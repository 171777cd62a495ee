import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { listAnomalies } from '../../query/anomalies.ts'
import { overview } from '../../query/overview.ts'
import { within } from '../patience.ts'
import { answers, type Deps, given, router } from '../route.ts'
import { Anomaly, AnomalyKind, Counts, Document, Id, paged, rows } from '../schemas.ts'

export const AnomalyQuery = z.object({
  kind: AnomalyKind.optional(),
  source: Id.optional(),
  document: Id.optional(),
})

const AnomalyRow = z.object({ anomaly: Anomaly, path: z.string() })
const documents = z.array(Document).readonly()
const Overview = z.object({ counts: Counts, gazettes: documents, newest: documents }).openapi('Overview')
const Health = z.object({ status: z.literal('ok') })
const Ready = z.object({ status: z.literal('ready') })

/** How long the store may take to say that it is there. */
const READY_MS = 2_000

/** What there is, what was not understood, and whether we are up and ready. */
export function overviewRoutes({ store }: Deps): OpenAPIHono {
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/overview',
        summary: 'Counts, newest gazettes and laws',
        responses: answers(Overview, 'The overview.'),
      }),
      async (c) => c.json(await overview(store), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/anomalies',
        summary: 'What was not understood, by file, then place',
        request: { query: AnomalyQuery.extend(rows) },
        responses: answers(paged(AnomalyRow), 'A page of anomalies.'),
      }),
      async (c) => {
        const { offset, limit, ...filter } = c.req.valid('query')
        return c.json(await listAnomalies(store, given(filter), { offset, limit }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/healthz',
        summary: 'Whether the server is up; the store is not asked',
        responses: answers(Health, 'It is.'),
      }),
      (c) => c.json({ status: 'ok' as const }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readyz',
        summary: 'Whether questions are answered: the server is up, and its store answers',
        responses: answers(Ready, 'They are.'),
      }),
      async (c) => {
        await within(READY_MS, store.counts())
        return c.json({ status: 'ready' as const }, 200)
      },
    )
}
