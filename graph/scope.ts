import { indexTitles, type NameOutcome, type NameScope, resolveName } from '../language/cite/index.ts'
import type { KnownLaw } from './store.ts'

/** The law that a name means among those of the store; `self` is the citing law's title. */
export type Names = (name: string, self?: string) => NameOutcome

/** Looks names up by title, alias and short name. An alias of two laws names neither. */
export function namesOf(laws: readonly KnownLaw[]): Names {
  const titles = indexTitles(laws.map((l) => l.title))
  const byAlias = new Map<string, string[]>()
  for (const { title, aliases } of laws) {
    for (const alias of aliases) byAlias.set(alias, [...(byAlias.get(alias) ?? []), title])
  }
  const aliases = new Map<string, string>()
  for (const [alias, [title, more]] of byAlias) if (title !== undefined && more === undefined) aliases.set(alias, title)
  const known = new Map<string, NameOutcome>()

  function resolve(name: string, scope: NameScope): NameOutcome {
    const sharing = byAlias.get(name)
    return sharing && sharing.length > 1 && titles.exact(name) === undefined
      ? { status: 'ambiguous', candidates: sharing }
      : resolveName(name, scope)
  }

  return (name, self) => {
    // only rules that carry out another law can mean it by 《条例》: all other citing laws share an answer
    const key = `${name}\u001f${self !== undefined && /《|实施|施行/.test(self) ? self : ''}`
    const outcome = known.get(key) ?? resolve(name, { titles, aliases, ...(self === undefined ? {} : { self }) })
    known.set(key, outcome)
    return outcome
  }
}
