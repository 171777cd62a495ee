import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { VERIFY_LIMIT, verify } from '../../query/verify.ts'
import { VerifyReport } from '../citation-schemas.ts'
import { answers, type Deps, router } from '../route.ts'
import { Day } from '../schemas.ts'

/** Bytes of a text to verify: every character of it escaped (\uXXXX), and what a form adds. */
export const VERIFY_BODY = VERIFY_LIMIT * 6 + 64 * 1024

const Text = z.string().openapi({ description: `At most ${VERIFY_LIMIT} characters.`, example: '根据某条例第三条……' })

/** Every citation of a text, checked. */
export function verifyRoutes({ store }: Deps): OpenAPIHono {
  return router().openapi(
    createRoute({
      method: 'post',
      path: '/api/verify',
      summary: 'Each citation of a text with its verdict',
      request: {
        query: z.object({ at: Day.optional() }),
        body: {
          content: { 'application/json': { schema: z.object({ text: Text }) }, 'text/plain': { schema: Text } },
        },
      },
      responses: answers(VerifyReport, 'The report.'),
    }),
    async (c) => {
      const json: string | { text?: string } = c.req.valid('json')
      const text = typeof json === 'object' && json.text !== undefined ? json.text : await c.req.text()
      return c.json(await verify(store, text, c.req.valid('query')), 200)
    },
  )
}
