import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type SimilarArticle, similarArticles } from '../../query/similar.ts'
import { answers, type Deps, router } from '../route.ts'
import { Day, Edition, Eid, type Fields, hits, Law, Provision, Title } from '../schemas.ts'

const Similar = z
  .object({
    law: Law,
    edition: Edition,
    provision: Provision,
    context: z.array(z.string()).readonly().openapi({ description: 'Headings above it.' }),
    cosine: z.number().openapi({ description: 'How close in meaning, up to 1.' }),
  } satisfies Fields<SimilarArticle>)
  .openapi('SimilarArticle')

const SimilarView = z.object({ items: z.array(Similar).readonly() }).openapi('SimilarArticles')

/** Articles that say something like it. */
export function similarRoutes({ store }: Deps): OpenAPIHono {
  return router().openapi(
    createRoute({
      method: 'get',
      path: '/api/provisions/{title}/{eid}/similar',
      summary: 'Articles in force that are closest in meaning to an article, or to that of a 款 or 项',
      request: {
        params: z.object({ title: Title, eid: Eid }),
        query: z.object({ at: Day.optional(), limit: hits.limit.openapi({ description: 'Default 6.' }) }),
      },
      responses: answers(SimilarView, 'Closest first; empty where it has no vector.', 'can be missing'),
    }),
    async (c) => {
      const { title, eid } = c.req.valid('param')
      const { at, limit } = c.req.valid('query')
      return c.json({ items: await similarArticles(store, { law: title, eid, at }, limit) }, 200)
    },
  )
}
