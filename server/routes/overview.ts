import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { listAnomalies } from '../../query/anomalies.ts'
import { overview } from '../../query/overview.ts'
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

/** What there is, what was not understood, and whether we are up. */
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
        summary: 'Whether the server and its store answer',
        responses: answers(Health, 'They do.'),
      }),
      async (c) => {
        await store.counts()
        return c.json({ status: 'ok' as const }, 200)
      },
    )
}
