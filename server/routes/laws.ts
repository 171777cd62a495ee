import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { PROVISION_KINDS } from '../../graph/ids.ts'
import { lawProvisions, listLaws, readLaw, withoutText } from '../../query/law.ts'
import { readProvision } from '../../query/provision.ts'
import { answers, type Deps, given, router } from '../route.ts'
import { Day, Edition, Eid, Flag, Law, Level, Provision, paged, rows, Status, Title, Word, Year } from '../schemas.ts'

export const LawQuery = z.object({
  title: Word.optional().openapi({ description: 'Characters that the title or an alias contains.' }),
  level: Level.optional(),
  region: Word.optional(),
  status: Status.optional().openapi({ description: 'On the day `at`.' }),
  year: Year.optional().openapi({ description: 'Of promulgation, else adoption, else effect.' }),
  at: Day.optional(),
  known: Flag.optional().openapi({ description: 'false: only laws that are cited but not in the corpus.' }),
})

const count = z.number().int().min(0)
const LawSummary = z.object({ law: Law, edition: Edition.optional(), editions: count, articles: count })

const ContentsEntry = z
  .object({
    eid: z.string(),
    kind: z.enum(PROVISION_KINDS.map((k) => k.kind)),
    label: z.string(),
    heading: z.string().optional(),
    depth: count,
    first: z.string().optional(),
    last: z.string().optional(),
  })
  .openapi('ContentsEntry')

export const LawView = z
  .object({
    law: Law,
    at: Day,
    edition: Edition.optional(),
    editions: z.array(Edition).readonly(),
    contents: z.array(ContentsEntry).readonly(),
    articles: count,
  })
  .openapi('LawView')

export const ProvisionDetail = z
  .object({
    law: Law,
    edition: Edition,
    provision: Provision,
    ancestors: z.array(Provision).readonly(),
    children: z.array(Provision).readonly(),
    previous: z.string().optional(),
    next: z.string().optional(),
    at: Day,
    name: z.string().openapi({ description: 'As it is cited.', example: '第三条第二款' }),
  })
  .openapi('ProvisionDetail')

const at = z.object({ at: Day.optional() })

/** Laws and their provisions. */
export function lawRoutes({ store }: Deps): OpenAPIHono {
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/laws',
        summary: 'Laws by title',
        request: { query: LawQuery.extend(rows) },
        responses: answers(paged(LawSummary), 'A page of laws.'),
      }),
      async (c) => {
        const { offset, limit, ...filter } = c.req.valid('query')
        return c.json(await listLaws(store, given(filter), { offset, limit }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/laws/{title}',
        summary: 'A law, by title or alias: editions and contents',
        request: { params: z.object({ title: Title }), query: at },
        responses: answers(LawView, 'The law on the day `at`.', 'can be missing'),
      }),
      async (c) => {
        const law = await readLaw(store, c.req.valid('param').title, c.req.valid('query'))
        return c.json(withoutText(law), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/laws/{title}/provisions',
        summary: 'All provisions of the edition in force on a day, in the order of the text',
        request: { params: z.object({ title: Title }), query: at.extend(rows) },
        responses: answers(paged(Provision), 'A page of provisions.', 'can be missing'),
      }),
      async (c) => c.json(await lawProvisions(store, c.req.valid('param').title, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/api/provisions/{title}/{eid}',
        summary: 'One provision in its place',
        request: { params: z.object({ title: Title, eid: Eid }), query: at },
        responses: answers(ProvisionDetail, 'The provision on the day `at`.', 'can be missing'),
      }),
      async (c) => {
        const { title, eid } = c.req.valid('param')
        return c.json(await provisionJson(store, title, eid, c.req.valid('query').at), 200)
      },
    )
}

/** A provision as the API tells it: what only a page needs is left out. */
export async function provisionJson(store: Deps['store'], title: string, eid: string, at: string | undefined) {
  const { whole, contents, articles, before, after, ...detail } = await readProvision(store, title, eid, { at })
  return detail
}
