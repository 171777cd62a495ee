import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { restsOn } from '../../query/basis.ts'
import { type CitationsInput, readCitations } from '../../query/citations.ts'
import { locate } from '../../query/locate.ts'
import { neighbourhood } from '../../query/neighbourhood.ts'
import { shortestPath } from '../../query/path.ts'
import { mostCited } from '../../query/ranking.ts'
import { CitationsView, Neighbourhood, PathAnswer, RankingView, Relation, RestsOn } from '../citation-schemas.ts'
import { answers, type Deps, given, router } from '../route.ts'
import { Day, Eid, hits, Level, rows, Status, Title, Word, Year } from '../schemas.ts'

const AnyDay = z
  .union([Day, z.literal('all')])
  .openapi({ type: 'string', description: 'Citing editions of that day (default today), or `all`.' })

/** What a list of citations is asked with, besides its page. */
export const CitationsQuery = z.object({
  direction: z
    .enum(['in', 'out'])
    .optional()
    .openapi({ description: '`in`: who cites it (default); `out`: what it cites.' }),
  scope: z
    .enum(['parts', 'around'])
    .optional()
    .openapi({ description: '`around`: only citations to the article, chapter or law that holds the place.' }),
  relation: Relation.optional(),
  level: Level.optional().openapi({ description: 'Of the law at the other end.' }),
  region: Word.optional(),
  other: Word.optional().openapi({ description: 'Title or alias of the law at the other end.' }),
  year: Year.optional().openapi({ description: 'Of the citing edition.' }),
  status: Status.optional(),
  at: AnyDay.optional(),
})

const Typed = z.string().min(1).max(500).openapi({ example: '某条例第三条' })

export const PathQuery = z.object({ from: Typed, to: Typed, at: AnyDay.optional() })

const NeighbourhoodQuery = z.object({
  of: Typed,
  hops: z.coerce.number().int().min(1).max(3).optional().openapi({ description: 'Citations to go, default 2.' }),
  limit: rows.limit.openapi({ description: 'Most nodes, default 200.' }),
  at: AnyDay.optional(),
})

export const RankingQuery = z.object({
  level: z.enum(['law', 'article']).optional(),
  by: z.enum(['in_degree', 'pagerank']).optional(),
})

/** Who cites whom: by provision, by law, by rank, and along a chain. */
export function citationRoutes({ store }: Deps): OpenAPIHono {
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/provisions/{title}/{eid}/citations',
        summary: 'Who cites a provision or a part of it, or what it cites',
        request: { params: z.object({ title: Title, eid: Eid }), query: CitationsQuery.extend(hits) },
        responses: answers(CitationsView, 'A page of citations, and their laws.', 'can be missing'),
      }),
      async (c) => {
        const { title, eid } = c.req.valid('param')
        return c.json(await citationsJson(store, { ...c.req.valid('query'), law: title, eid }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/laws/{title}/citations',
        summary: 'Who cites a law or any of its provisions, or what it cites',
        request: { params: z.object({ title: Title }), query: CitationsQuery.extend(hits) },
        responses: answers(CitationsView, 'A page of citations, and their laws.', 'can be missing'),
      }),
      async (c) => {
        const law = c.req.valid('param').title
        return c.json(await citationsJson(store, { ...c.req.valid('query'), law }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/laws/{title}/basis',
        summary: 'What a law rests on, up to the Constitution',
        request: { params: z.object({ title: Title }), query: z.object({ at: Day.optional() }) },
        responses: answers<z.ZodType>(RestsOn, 'The law with its bases, and theirs.', 'can be missing'),
      }),
      async (c) => c.json(await restsOn(store, c.req.valid('param').title, given(c.req.valid('query'))), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/cited',
        summary: 'The most cited laws or articles',
        request: { query: RankingQuery.extend({ limit: rows.limit }) },
        responses: answers(RankingView, 'Most cited first.'),
      }),
      async (c) => c.json(await mostCited(store, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/path',
        summary: 'The shortest chain of citations between two places, along the citations if there is one',
        request: { query: PathQuery },
        responses: answers(PathAnswer, 'The chain; `found` is false where there is none.', 'can be missing'),
      }),
      async (c) => {
        const { from, to, at } = c.req.valid('query')
        return c.json(await pathJson(store, from, to, at), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/neighbourhood',
        summary: 'What stands around a law or an article in the graph of citations, the most cited first',
        request: { query: NeighbourhoodQuery },
        responses: answers(Neighbourhood, 'Nodes and edges; `total` tells whether they were cut.', 'can be missing'),
      }),
      async (c) => c.json(await neighbourhood(store, c.req.valid('query')), 200),
    )
}

async function citationsJson(store: Deps['store'], input: CitationsInput) {
  const { offset = 0, limit = 20 } = input
  return readCitations(store, { ...input, offset, limit })
}

/** The chain between two places as a person types them. NOT_FOUND where one of them is nowhere. */
async function pathJson(store: Deps['store'], from: string, to: string, at: string | undefined) {
  const day = at === 'all' ? undefined : at
  const [a, b] = [await locate(store, from, { at: day }), await locate(store, to, { at: day })]
  const path = await shortestPath(store, a, b, { either: true, at })
  return path ? { found: true, ...path } : { found: false, from: a, to: b, steps: [] }
}
