import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { CitationsView } from './citation-schemas.ts'
import { answers } from './route.ts'
import { CitationsQuery } from './routes/citations.ts'
import { LawView, ProvisionDetail } from './routes/laws.ts'
import { Day, Eid, hits, Title } from './schemas.ts'

const at = z.object({ at: Day.optional() })
const page = { 'text/html': { schema: z.string() } }

/** The description of the whole API, permalinks included: the same address is a page to a browser and JSON to a program. */
export function openApi(app: OpenAPIHono): void {
  const list = CitationsQuery.extend(hits)
  const [law, provision] = [z.object({ title: Title }), z.object({ title: Title, eid: Eid })]
  for (const [path, params, schema, query] of [
    ['/law/{title}', law, LawView, at],
    ['/law/{title}/{eid}', provision, ProvisionDetail, at],
    ['/law/{title}/citations', law, CitationsView, list],
    ['/law/{title}/{eid}/citations', provision, CitationsView, list],
  ] as const) {
    const responses = answers<z.ZodType>(schema, 'JSON where `Accept` prefers it, else the page.', 'can be missing')
    responses[200].content = { ...responses[200].content, ...page }
    app.openAPIRegistry.registerPath({
      method: 'get',
      path,
      summary: 'Permalink',
      request: { params, query },
      responses: { ...responses, 308: { description: 'To the canonical title, where the one given is an alias.' } },
    })
  }
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/openapi.json',
      summary: 'This document',
      responses: answers(z.object({}).loose(), 'OpenAPI 3.1.'),
    }),
    (c) =>
      c.json(
        app.getOpenAPI31Document({
          openapi: '3.1.0',
          info: {
            title: '法脉 famai',
            version: '0.1.0',
            description: 'Laws, provisions, gazettes and their sources, each with its permanent id.',
          },
          servers: [{ url: '/' }],
        }) as object as Record<string, never>,
        200,
      ),
  )
}
