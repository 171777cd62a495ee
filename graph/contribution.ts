import type { LinkReason, Provision } from './model.ts'

/** Why a citation could not be made absolute where it was found; all other reasons come of linking. */
export const FOUND_PROBLEMS: ReadonlySet<string> = new Set<LinkReason>([
  'no_antecedent',
  'no_such_neighbour',
  'outside_of_a_provision',
])

/** Edition id → its provisions, in their order. */
export function provisionsByEdition(provisions: readonly Provision[]): Map<string, Provision[]> {
  const groups = new Map<string, Provision[]>()
  for (const p of provisions) {
    const group = groups.get(p.edition)
    if (group) group.push(p)
    else groups.set(p.edition, [p])
  }
  return groups
}
