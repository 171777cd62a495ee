import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { answers } from './route.ts'
import { LawView, ProvisionDetail } from './routes/laws.ts'
import { Day, Eid, Title } from './schemas.ts'

const at = z.object({ at: Day.optional() })
const page = { 'text/html': { schema: z.string() } }

/** The description of the whole API, permalinks included: the same address is a page to a browser and JSON to a program. */
export function openApi(app: OpenAPIHono): void {
  for (const [path, params, schema] of [
    ['/law/{title}', z.object({ title: Title }), LawView],
    ['/law/{title}/{eid}', z.object({ title: Title, eid: Eid }), ProvisionDetail],
  ] as const) {
    const responses = answers<z.ZodType>(schema, 'JSON where `Accept` prefers it, else the page.', 'can be missing')
    responses[200].content = { ...responses[200].content, ...page }
    app.openAPIRegistry.registerPath({
      method: 'get',
      path,
      summary: 'Permalink',
      request: { params, query: at },
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
