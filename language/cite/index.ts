/**
 * Citations: find → parse → resolve. The front door; import from here.
 *
 *   findInDocument(units, { title })   every citation of a document, spans over its characters, targets as absolute eIds
 *   findInText(text)                   the same for a text without structure
 *   buildNameIndex(titles)             titles of a corpus, to be given as `SelfLaw.names`: unquoted names are found with it
 *   parseReference('刑法234条之一')      what a person types → { name, steps, eid }
 *   printReference(name, steps)        → 《…》第…条第…款第（…）项, which parseReference reads back
 *   indexTitles(titles) → resolveName(name, scope), resolveTarget(eid, shape)   one candidate or none
 */
export { findInDocument, findInText, MOST_TARGETS } from './find.ts'
export { buildNameIndex } from './names.ts'
export { subjectOf } from './reading.ts'
export { type ParsedReference, parseReference, printReference } from './reference.ts'
export {
  type ArticleShape,
  indexTitles,
  type NameOutcome,
  type NameScope,
  resolveName,
  resolveTarget,
  type TargetOutcome,
  type TitleIndex,
} from './resolve.ts'
export type {
  CitedLaw,
  FoundCitation,
  NameIndex,
  Problem,
  Relation,
  Rule,
  SelfLaw,
  Unit,
} from './types.ts'
