import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { locate } from '../../query/locate.ts'
import { QUERY_LIMIT, search } from '../../query/search.ts'
import { answers, type Deps, router } from '../route.ts'
import { Day, Edition, hits, Law, Level, Provision, Status, Word, Year } from '../schemas.ts'

export const SearchQuery = z.object({
  // The limit itself is the query's to keep: it has an error of its own.
  q: z.string().openapi({ description: `Words, at most ${QUERY_LIMIT} characters.`, example: '拖欠账款' }),
  level: Level.optional(),
  region: Word.optional(),
  status: Status.optional(),
  year: Year.optional(),
  law: Word.optional().openapi({ description: 'Title or alias of the law to search in.' }),
  at: z
    .union([Day, z.literal('all')])
    .optional()
    .openapi({ type: 'string', description: 'Editions of that day (default today), or `all` for every edition.' }),
})

const SearchHit = z
  .object({
    law: Law,
    edition: Edition,
    provision: Provision,
    context: z.array(z.string()).readonly().openapi({ description: 'Headings above it.' }),
    score: z.number(),
    matches: z
      .array(z.tuple([z.number().int(), z.number().int()]).readonly())
      .readonly()
      .openapi({
        type: 'array',
        items: { type: 'array', items: { type: 'integer' } },
        description: 'Ranges of `provision.text` that match.',
      }),
  })
  .openapi('SearchHit')

const SearchResult = z
  .object({
    text: z.string().openapi({ description: 'What was searched for.' }),
    offset: z.number().int(),
    limit: z.number().int(),
    total: z.number().int(),
    items: z.array(SearchHit).readonly(),
  })
  .openapi('SearchResult')

const Place = z
  .object({ law: z.string(), eid: z.string().optional(), name: z.string().optional(), path: z.string() })
  .openapi('Place')

/** Search by words, and by a citation as a person types it. */
export function searchRoutes({ store }: Deps): OpenAPIHono {
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/search',
        summary: 'Articles that match, best first',
        request: { query: SearchQuery.extend(hits) },
        responses: answers(SearchResult, 'A page of hits.'),
      }),
      async (c) => {
        const { q, ...filter } = c.req.valid('query')
        return c.json(await search(store, { ...filter, text: q }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/locate',
        summary: 'Where a citation as a person types it points to',
        request: { query: z.object({ q: z.string().openapi({ example: '某条例第三条第二款' }), at: Day.optional() }) },
        responses: answers(Place, 'The place and its permalink.', 'can be missing'),
      }),
      async (c) => {
        const { q, at } = c.req.valid('query')
        return c.json(await locate(store, q, { at }), 200)
      },
    )
}
