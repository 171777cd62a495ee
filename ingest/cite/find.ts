import type { Citation, LinkReason } from '../../graph/model.ts'
import { type CitedLaw, type FoundCitation, findInDocument, subjectOf } from '../../language/cite/index.ts'
import { envelope, slice } from '../../language/text/positioned.ts'
import type { DocumentText, TextUnit } from '../segment/texts.ts'

/** The citations of one document, a record for each target, not yet resolved. */
export function findCitations(text: DocumentText): Citation[] {
  const units = text.units.map(({ eid, containers, content }) => ({
    ...(eid === undefined ? {} : { eid }),
    ...(containers === undefined ? {} : { containers }),
    text: content.text,
  }))
  const self = { title: text.title, ...subjectFor(text) }
  return findInDocument(units, self).flatMap((found) => recordsOf(text, found))
}

function subjectFor(text: DocumentText): { subject?: string } {
  const subject = subjectOf(text.title)
  return subject === undefined ? {} : { subject }
}

function recordsOf(text: DocumentText, found: FoundCitation): Citation[] {
  const unit = text.units[found.unit] as TextUnit
  const { start, end } = envelope(slice(unit.content, found.start, found.end))
  const law = nameOf(found.law, text.law)
  const shared = {
    type: 'citation',
    from: {
      document: text.document,
      ...(text.law === undefined ? {} : { law: text.law }),
      ...(text.edition === undefined ? {} : { edition: text.edition }),
      ...(unit.eid === undefined ? {} : { eid: unit.eid }),
    },
    text: found.text,
    start,
    end,
    relation: found.relation,
    status: 'unresolved',
    reason: (found.problem ?? 'not_linked') satisfies LinkReason,
    ...(found.draft ? { draft: true as const } : {}),
    rule: found.rule,
  } as const
  const targets = found.targets.length > 0 ? found.targets : [undefined]
  return targets.map((eid, i) => ({
    ...shared,
    cited: { ...(law === undefined ? {} : { law }), ...(eid === undefined ? {} : { eid }) },
    order: i + 1,
  }))
}

/** The name under which the cited law is looked up. */
function nameOf(law: CitedLaw, self: string | undefined): string | undefined {
  switch (law.kind) {
    case 'self':
      return self
    case 'named':
      return law.title ?? law.name
    case 'anaphor':
      return law.title ?? law.name
    case 'subject':
      return law.name
    case 'unknown':
      return undefined
  }
}
