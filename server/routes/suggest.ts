import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Suggestion as Suggested, suggest } from '../../query/suggest.ts'
import { keptFor } from '../kept.ts'
import { answers, type Deps, router } from '../route.ts'
import { type Fields, hits, Level, Status } from '../schemas.ts'

const Suggestion = z
  .object({
    law: z.string(),
    eid: z.string().optional(),
    name: z.string().optional().openapi({ description: 'As it is cited.', example: '第二百条' }),
    path: z.string().openapi({ description: 'Its permalink.' }),
    alias: z.string().optional().openapi({ description: 'The name that was typed, where it is not the title.' }),
    level: Level.optional(),
    status: Status.optional().openapi({ description: 'Of the edition that is read today.' }),
    begins: z.string().optional().openapi({ description: 'How the text of the provision begins.' }),
  } satisfies Fields<Suggested>)
  .openapi('Suggestion')

const Suggestions = z.object({ items: z.array(Suggestion).readonly() }).openapi('Suggestions')

/** How long the names of the laws are kept: someone who types asks several times in a second. In milliseconds. */
const NAMES_KEPT = 5_000

/** What to offer to someone who is typing. */
export function suggestRoutes({ store }: Deps): OpenAPIHono {
  const laws = keptFor(NAMES_KEPT, () => store.knownLaws())
  return router().openapi(
    createRoute({
      method: 'get',
      path: '/api/suggest',
      summary: 'Laws whose name begins with what was typed, or contains it, and the article that it cites',
      request: {
        query: z.object({
          q: z.string().openapi({ example: '刑法 二百' }),
          limit: hits.limit.openapi({ description: 'Default 8.' }),
        }),
      },
      responses: answers(Suggestions, 'Best first.'),
    }),
    async (c) => {
      const { q, limit } = c.req.valid('query')
      return c.json({ items: await suggest(store, q, { limit, laws }) }, 200)
    },
  )
}
