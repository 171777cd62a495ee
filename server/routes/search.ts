import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { locate } from '../../query/locate.ts'
import { DEFAULT_RECIPE, RECIPES } from '../../query/search/recipes.ts'
import type * as query from '../../query/search.ts'
import { QUERY_LIMIT, search } from '../../query/search.ts'
import { answers, type Deps, router } from '../route.ts'
import {
  Day,
  Edition,
  type Fields,
  Flag,
  hits,
  keys,
  Law,
  Level,
  Provision,
  Span,
  Status,
  Word,
  Year,
} from '../schemas.ts'

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
  recipe: z
    .enum(keys(RECIPES))
    .optional()
    .openapi({ description: `How ranks by words and by meaning become one, default ${DEFAULT_RECIPE}.` }),
  clauses: Flag.optional().openapi({
    description: 'Tell of what was found by meaning which clause is closest: slower.',
  }),
})

const rank = z.number().int().min(1).optional()
const Why = z
  .object({
    exact: z.literal(true).optional().openapi({ description: 'The question cites it by number.' }),
    words: rank.openapi({ description: 'Its rank by words.' }),
    meaning: rank.openapi({ description: 'Its rank by meaning.' }),
    cosine: z.number().optional().openapi({ description: 'With the question, -1 to 1.' }),
  } satisfies Fields<query.Why>)
  .openapi('Why')

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
    why: Why.openapi({ description: 'Why it was found.' }),
    clause: Span.optional().openapi({ description: 'The range of `provision.text` that is closest in meaning.' }),
  } satisfies Fields<query.SearchHit>)
  .openapi('SearchHit')

const reach = { embedded: z.number().int(), articles: z.number().int() }
const Meaning = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('used'), ...reach }),
    z.object({ state: z.literal('none'), ...reach }),
    z.object({ state: z.literal('other_model'), have: z.string(), want: z.string(), ...reach }),
  ])
  .openapi('Meaning', { description: 'How far search by meaning reaches: how many of the articles have a vector.' })

const SearchResult = z
  .object({
    text: z.string().openapi({ description: 'What was searched for.' }),
    read: z.string().optional().openapi({ description: 'The same in simplified characters, where it had others.' }),
    offset: z.number().int(),
    limit: z.number().int(),
    total: z.number().int(),
    whole: z.boolean().openapi({ description: 'False where `total` counts the best of more.' }),
    meaning: Meaning,
    weak: z.boolean().openapi({ description: 'True where nothing is close enough; `items` is empty then.' }),
    items: z.array(SearchHit).readonly(),
  } satisfies Fields<query.SearchResult>)
  .openapi('SearchResult')

const Place = z
  .object({ law: z.string(), eid: z.string().optional(), name: z.string().optional(), path: z.string() })
  .openapi('Place')

/** Search by words and by meaning, and by a citation as a person types it. */
export function searchRoutes({ store, asker }: Deps): OpenAPIHono {
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
        return c.json(await search(store, { ...filter, text: q }, asker), 200)
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
