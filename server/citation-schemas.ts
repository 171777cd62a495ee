import { z } from '@hono/zod-openapi'
import * as model from '../graph/model.ts'
import type * as port from '../graph/store.ts'
import type { BasisNode as Basis } from '../query/basis.ts'
import type { CitationsView as Citations } from '../query/citations.ts'
import type { Neighbour as Near } from '../query/neighbourhood.ts'
import type { PathStep as Step } from '../query/path.ts'
import type { Ranked as Ranking } from '../query/ranking.ts'
import type { VerifyItem as Item, VerifyReport as Report } from '../query/verify.ts'
import { Day, type Fields, keys, Level, Span, Status } from './schemas.ts'

const text = z.string()
const maybe = text.optional()
const whole = z.number().int().min(0)
const AnyDay = z.union([Day, z.literal('all')]).openapi({ type: 'string' })

export const Relation = z.enum(keys(model.RELATIONS)).openapi('Relation')

const Citation = z
  .object({
    type: z.literal('citation'),
    from: z.object({ document: text, law: maybe, edition: maybe, eid: maybe }),
    cited: z.object({ law: maybe, eid: maybe }).openapi({ description: 'As written.' }),
    to: z.object({ law: text, eid: maybe }).optional().openapi({ description: 'As resolved.' }),
    text,
    start: whole.openapi({ description: 'Into the source text, in UTF-16 code units; `end` exclusive.' }),
    end: whole,
    relation: Relation,
    status: z.enum(['resolved', 'ambiguous', 'unresolved']),
    candidates: z.array(text).readonly().optional(),
    reason: z.enum(keys(model.LINK_REASONS)).optional(),
    draft: z.literal(true).optional(),
    rule: text,
    order: whole,
  } satisfies Fields<model.Citation>)
  .openapi('Citation')

const CitationRow = z
  .object({
    citation: Citation,
    document: text,
    day: maybe,
    level: Level.optional(),
    region: maybe,
    status: Status.optional(),
    context: text,
    at: Span.optional().openapi({ description: 'Where the citation stands in `context`.' }),
    known: z.boolean(),
  } satisfies Fields<port.CitationRow>)
  .openapi('CitationRow')

const CountedLaw = z
  .object({
    title: text,
    count: whole,
    level: Level.optional(),
    region: maybe,
    document: z.literal(true).optional(),
    known: z.boolean(),
  } satisfies Fields<port.CountedLaw>)
  .openapi('CountedLaw')

export const CitationsView = z
  .object({
    law: text,
    known: z.boolean(),
    eid: maybe,
    name: maybe,
    direction: z.enum(['in', 'out']),
    scope: z.enum(['parts', 'around']),
    at: AnyDay,
    items: z.array(CitationRow).readonly(),
    total: whole,
    around: whole.openapi({ description: 'Citations to the article, the chapter or the law that holds the place.' }),
    offset: whole,
    limit: whole,
    laws: z.object({ items: z.array(CountedLaw).readonly(), total: whole }),
  } satisfies Fields<Citations>)
  .openapi('CitationsView')

export const Place = z.object({ law: text, eid: maybe, name: maybe, path: text }).openapi('Place')

const PathStep = z.object({
  from: Place,
  to: Place,
  forward: z.boolean().openapi({ description: 'True where `from` cites `to`.' }),
  count: whole,
  citation: CitationRow.optional(),
} satisfies Fields<Step>)

export const PathAnswer = z
  .object({
    found: z.boolean(),
    from: Place,
    to: Place,
    level: z.enum(['law', 'article']).optional(),
    directed: z
      .boolean()
      .optional()
      .openapi({ description: 'True where every step goes from the citing to the cited.' }),
    steps: z.array(PathStep).readonly(),
  })
  .openapi('Path')

const BasisNode = z
  .object({
    law: text,
    path: text,
    level: Level.optional(),
    known: z.boolean(),
    citation: CitationRow.optional(),
    basis: z
      .array(z.unknown())
      .readonly()
      .openapi({ type: 'array', items: { $ref: '#/components/schemas/BasisNode' } }),
    cut: z.enum(['cycle', 'shown_before', 'depth']).optional(),
  } satisfies Fields<Basis>)
  .openapi('BasisNode')

export const RestsOn = z
  .object({
    at: Day,
    root: BasisNode,
    laws: whole,
    constitution: z.boolean().openapi({ description: 'True where the chain arrives at the Constitution.' }),
  })
  .openapi('RestsOn')

const Ranked = z.object({
  rank: whole,
  law: text,
  eid: maybe,
  name: maybe,
  path: text,
  citations: whole,
  laws: whole,
  score: z.number().optional(),
} satisfies Fields<Ranking>)

export const RankingView = z
  .object({
    level: z.enum(['law', 'article']),
    by: z.enum(['in_degree', 'pagerank']),
    items: z.array(Ranked).readonly(),
    total: whole,
  })
  .openapi('Ranking')

const Neighbour = z.object({
  law: text,
  eid: maybe,
  name: maybe,
  path: text,
  distance: whole,
  citations: whole,
} satisfies Fields<Near>)

export const Neighbourhood = z
  .object({
    level: z.enum(['law', 'article']),
    nodes: z.array(Neighbour).readonly(),
    edges: z.array(z.object({ from: whole, to: whole, count: whole })).readonly(),
    total: whole,
  })
  .openapi('Neighbourhood')

const Verdict = z
  .enum(['exists', 'not_in_force', 'no_such_provision', 'ambiguous', 'not_in_corpus', 'quote_differs'])
  .openapi('Verdict')

const QuoteChange = z.object({ kind: z.enum(['same', 'only_quoted', 'only_provision']), text })

const VerifyItem = z
  .object({
    start: whole,
    end: whole,
    text,
    verdict: Verdict,
    law: maybe,
    eid: maybe,
    name: maybe,
    path: maybe,
    detail: text,
    candidates: z.array(text).readonly().optional(),
    quote: z.object({ start: whole, end: whole, same: z.boolean(), diff: z.array(QuoteChange).readonly() }).optional(),
    provisionText: maybe,
  } satisfies Fields<Item>)
  .openapi('VerifyItem')

export const VerifyReport = z
  .object({
    at: Day,
    text,
    items: z.array(VerifyItem).readonly(),
    omitted: whole.openapi({ description: 'Targets after those, not checked.' }),
    counts: z.record(Verdict, whole),
    false: whole.openapi({
      description: 'How many the author has to look at; never those that are only not in the corpus.',
    }),
  } satisfies Fields<Report>)
  .openapi('VerifyReport')
